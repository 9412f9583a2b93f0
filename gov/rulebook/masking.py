"""What an output may show: what a finding calls a secret is not said again by quoting it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gov.project import Project
    from gov.rulebook.finding import Finding

__all__ = ["Secrets", "masked", "secrets_of", "without_secrets"]

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


def without_secrets(findings: tuple[Finding, ...], project: Project) -> tuple[Finding, ...]:
    """Findings whose words do not hold what any of them calls a secret: a wrong status may be one."""
    texts: set[str] = set()
    for finding in findings:
        if finding.draft.is_secret:
            place = finding.draft.place
            data = project.by_path[place.path].source.data[place.start : place.end]
            texts.add(data.decode("utf-8", "replace"))
    if not texts:
        return findings
    # The longest first: one may be the start of another.
    ordered = sorted(texts, key=lambda text: (-len(text), text))
    return tuple(_reworded(finding, ordered) for finding in findings)


def _reworded(finding: Finding, secrets: list[str]) -> Finding:
    def shown(text: str) -> str:
        for secret in secrets:
            if secret in text:
                text = text.replace(secret, secret[:_SHOWN] + _MASK * (len(secret) - _SHOWN))
        return text

    draft, fix = finding.draft, finding.fix
    said = (finding.message, finding.help, fix.title if fix else "", *(text for _, text in finding.related))
    if draft.is_secret or all(shown(text) == text for text in said):
        return finding
    fix = fix._replace(title=shown(fix.title)) if fix else None
    draft = replace(
        draft,
        fix=fix,
        message=shown(draft.message),
        help=shown(draft.help),
        related=tuple(other._replace(message=shown(other.message)) for other in draft.related),
        about=tuple(map(shown, draft.about)),
    )
    related = tuple((where, shown(message)) for where, message in finding.related)
    return replace(
        finding,
        message=shown(finding.message),
        help=shown(finding.help),
        related=related,
        draft=draft,
        fix=fix,
    )
