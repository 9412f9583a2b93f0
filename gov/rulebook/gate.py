"""A change judged: by the policy of its base, against what the base has already, and what it would excuse."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gov.rulebook.baseline import SetAside, entries_of
from gov.rulebook.finding import SEVERITIES
from gov.rulebook.novelty import new_findings
from gov.rulebook.policy import Policy
from gov.rulebook.run import check, completed

if TYPE_CHECKING:
    from gov.rulebook.facts import Facts
    from gov.rulebook.finding import Finding, Severity
    from gov.rulebook.policy import PolicyEdit
    from gov.rulebook.rulebook import Rulebook
    from gov.rulebook.run import Verdict

__all__ = ["Case", "judged"]


@dataclass(frozen=True)
class Case:
    """A change before the gate, as facts three times over.

    `facts` are what its merge comes to, by the policy of the base; `origin` is the base itself by that
    policy, None where nobody knows it; `proposed` are what its merge comes to by its own policy, None where
    it leaves the policy as it is. `edits` is what it does to the policy.
    """

    facts: Facts
    origin: Facts | None
    proposed: Facts | None = None
    edits: tuple[PolicyEdit, ...] = ()


def judged(case: Case, rulebook: Rulebook) -> Verdict:
    """The verdict on a change: findings that it brings fail, those that the base has are `known`."""
    verdict = check(case.facts, rulebook)
    if case.origin is not None:
        verdict = new_findings(verdict, check(case.origin, rulebook))
    excused: tuple[Finding, ...] = ()
    if case.proposed is not None:
        excused = _excused(verdict, check(case.proposed, rulebook), case.facts)
    policy = Policy(case.edits, excused)
    return completed(verdict, replace(case.facts, policy=policy), rulebook)


def _excused(verdict: Verdict, proposed: Verdict, facts: Facts) -> tuple[Finding, ...]:
    """The findings that fail a change, and would not if its own policy judged it."""
    failing = _failing(verdict, facts.project.configuration.check.fail_on)
    left = _failing(proposed, proposed.project.configuration.check.fail_on)
    aside = SetAside(
        entries_of(sorted(left, key=lambda finding: finding.sort_key)), facts.project.tree.exists
    )
    matched = aside.match(failing)
    return tuple(finding for finding in failing if id(finding) not in matched)


def _failing(verdict: Verdict, threshold: Severity) -> list[Finding]:
    severities = SEVERITIES[: SEVERITIES.index(threshold) + 1]
    return [finding for finding in verdict.findings if finding.severity in severities]
