"""What a change brings: the findings that its base does not have, and those that it has no more."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from gov.rulebook.baseline import SetAside, entries_of, fingerprints
from gov.rulebook.causes import without_consequences

if TYPE_CHECKING:
    from gov.rulebook.finding import Finding
    from gov.rulebook.run import Verdict

__all__ = ["Moved", "by_fingerprint", "gone", "moved", "new_findings"]


class Moved(NamedTuple):
    """The findings of one verdict that an earlier one did not have, and those of that which this has not."""

    arisen: tuple[Finding, ...]
    cured: tuple[Finding, ...]


def moved(before: Verdict | None, after: Verdict) -> Moved:
    """What arose between two verdicts and what was cured; without an earlier one everything arose.

    Findings are told by what they say, not by line. What only one of them looked for is neither new nor
    cured, and nothing is cured by a baseline that sets it aside.
    """
    if before is None:
        return Moved(after.findings, ())
    was, now = _of_rules_of_both(before, after)
    arisen = tuple(finding for key, finding in now.items() if key not in was)
    return Moved(arisen, tuple(gone(before, after).values()))


def gone(before: Verdict, after: Verdict) -> dict[str, Finding]:
    """What was cured between two verdicts, by the fingerprint that it had in the first."""
    was, now = _of_rules_of_both(before, after)
    return {key: finding for key, finding in was.items() if key not in now}


def _of_rules_of_both(before: Verdict, after: Verdict) -> tuple[dict[str, Finding], dict[str, Finding]]:
    """What two verdicts have found, of the rules that ran for both."""
    ran = frozenset(before.rules_run).intersection(after.rules_run)
    was, now = (
        {key: finding for key, finding in by_fingerprint(verdict).items() if finding.code in ran}
        for verdict in (before, after)
    )
    return was, now


def by_fingerprint(verdict: Verdict) -> dict[str, Finding]:
    """What a verdict has found, what a baseline sets aside included, by what it says."""
    found = sorted((*verdict.findings, *verdict.baselined), key=lambda finding: finding.sort_key)
    return dict(zip(fingerprints(found), found, strict=True))


def new_findings(verdict: Verdict, base_verdict: Verdict) -> Verdict:
    """The verdict with the findings that the base has as well moved to `known`, where they fail nothing.

    Findings are told as a baseline tells them, by what they say and not by line. What an exception or a
    baseline sets aside in the base is not had by it: without the exception it is new. A known finding hides
    no new error: what is but its consequence, and was not there before, is found beside it.
    """
    had = sorted((*base_verdict.findings, *base_verdict.silenced), key=lambda finding: finding.sort_key)
    aside = SetAside(entries_of(had), verdict.project.tree.exists)
    matched = aside.match((*verdict.findings, *verdict.silenced))
    known = tuple(finding for finding in verdict.findings if id(finding) in matched)
    new = [finding for finding in verdict.findings if id(finding) not in matched]
    new += _unveiled(verdict, frozenset(matched))
    new.sort(key=lambda finding: finding.sort_key)
    return replace(verdict, findings=tuple(new), known=known)


def _unveiled(verdict: Verdict, known: frozenset[int]) -> list[Finding]:
    """The errors that known findings alone silenced."""
    hidden = [f for f in verdict.silenced if f.severity == "error" and id(f) not in known]
    if not hidden:
        return []
    candidates = frozenset(map(id, hidden))
    left = without_consequences((*verdict.findings, *hidden), lambda finding: id(finding) in known)
    return [finding for finding in left if id(finding) in candidates]
