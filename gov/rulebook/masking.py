"""Lines as an output may show them: what a finding calls a secret is not said again by quoting it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gov.rulebook.finding import Finding

__all__ = ["Secrets", "masked", "secrets_of"]

# The stretches of each line, in columns from 1, by path and line.
Secrets = dict[tuple[str, int], list[tuple[int, int]]]

_SHOWN = 4
_MASK = "*"


def secrets_of(findings: Iterable[Finding]) -> Secrets:
    """Where findings say that something secret stands; none of them goes over more than a line."""
    found: Secrets = {}
    for finding in findings:
        if finding.draft.is_secret:
            place = finding.location
            found.setdefault((place.path, place.line), []).append((place.column, place.end_column))
    return found


def masked(text: str, stretches: Iterable[tuple[int, int]]) -> str:
    """A line with stars in place of secrets, but for their first characters; as long as it was."""
    for start, end in stretches:
        first = start - 1 + _SHOWN
        text = text[:first] + _MASK * max(end - 1 - first, 0) + text[max(end - 1, first) :]
    return text
