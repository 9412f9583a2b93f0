"""For people, in a browser: one file that needs nothing else, to be kept as a build's artifact."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gov.metrics.census import census
from gov.reports._excerpt import Excerpt, excerpt_of
from gov.reports._pages import page
from gov.reports._words import NOUNS, by_reason, count, outcome, plural, rules
from gov.rulebook import SEVERITIES

if TYPE_CHECKING:
    from gov.reports import Context
    from gov.rulebook import Finding, Verdict

__all__ = ["render"]


class _Shown(NamedTuple):
    """A finding, its line, and why it does not count where it does not."""

    finding: Finding
    excerpt: Excerpt | None
    reason: str = ""


def render(verdict: Verdict, context: Context) -> str:
    """Write a verdict as a page; whatever documents hold is text on it."""
    project = verdict.project
    held = census(project)
    kinds = ", ".join(count(number, project.noun(kind)) for kind, number in held.by_kind)
    return page(
        "report.html",
        name=project.configuration.project.name,
        outcome=outcome(verdict, context),
        counts=[(severity, NOUNS[severity], verdict.count(severity)) for severity in SEVERITIES],
        held=f"{plural(held.documents, 'document', 'documents')}: {kinds or 'no item'}",
        rules=rules(verdict),
        nouns=NOUNS,
        findings=[_Shown(finding, excerpt_of(finding, verdict)) for finding in verdict.findings],
        not_run=by_reason(verdict),
        not_run_total=len(verdict.rules_not_run),
        failures=verdict.failures,
        suppressed=[
            _Shown(entry.finding, excerpt_of(entry.finding, verdict), entry.suppression.reason)
            for entry in verdict.suppressed
        ],
        baselined=[_Shown(finding, excerpt_of(finding, verdict)) for finding in verdict.baselined],
        known=[_Shown(finding, excerpt_of(finding, verdict)) for finding in verdict.known],
        elsewhere=context.elsewhere,
    )
