"""Every finding, and every rule that had no say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gov.rulebook import SEVERITIES
from gov_dashboards.dashboard import verdict
from gov_dashboards.parts import Cell, Chip, Column, FindingView, Table
from gov_dashboards.wording import counted
from gov_mkdocs.addresses import FINDINGS, relative
from gov_mkdocs.pages.dashboard import subject
from gov_mkdocs.pages.page import Contents, Page

if TYPE_CHECKING:
    from gov_mkdocs.site import Site

__all__ = ["findings_page"]

SHOWN = 500
_TITLES = {"error": "Errors", "warning": "Warnings", "info": "Remarks"}


@dataclass(frozen=True, slots=True)
class _Group:
    anchor: str
    title: str
    findings: list[FindingView]


def findings_page(site: Site) -> Page:
    """Make the page of all findings, errors first."""
    here = site.addresses.of_page(FINDINGS)
    found = site.verdict.findings
    groups = []
    room = SHOWN
    for severity in SEVERITIES:
        of_severity = [finding for finding in found if finding.severity == severity]
        views = [site.finding(finding, here) for finding in of_severity[:room]]
        room -= len(views)
        if views:
            groups.append(_Group(f"{severity}s", f"{_TITLES[severity]}: {len(of_severity)}", views))
    mark, words = verdict(subject(site, here))
    body = site.fill(
        "findings.html",
        mark=mark,
        verdict=words,
        ran=counted(len(site.verdict.rules_run), "rule"),
        items=counted(len(site.project.items), "item"),
        documents=counted(len(site.project.documents), "document"),
        suppressed=counted(len(site.verdict.suppressed), "finding") if site.verdict.suppressed else "",
        failures=[(failure.code, failure.error) for failure in site.verdict.failures],
        groups=groups,
        hidden=max(0, len(found) - SHOWN),
        not_run=_not_run(site, here),
    )
    contents = [Contents(2, group.anchor, group.title) for group in groups]
    if site.verdict.rules_not_run:
        contents.append(Contents(2, "not-run", "Not run"))
    return Page(FINDINGS, "Findings", body, tuple(contents), "Errors and warnings to cure")


def _not_run(site: Site, here: str) -> Table | None:
    if not site.verdict.rules_not_run:
        return None
    reasons: dict[str, list[Chip]] = {}
    for one in site.verdict.rules_not_run:
        rule = site.rulebook.rule(one.code)
        href = relative(site.addresses.of_rule(one.code), here) if rule is not None else ""
        reasons.setdefault(one.reason, []).append(Chip(one.code, rule.summary if rule else "", href))
    rows = [
        (Cell(reason), Cell(str(len(chips))), Cell(value=str(len(chips)), chips=tuple(chips)))
        for reason, chips in reasons.items()
    ]
    columns = (
        Column("reason", "Why they did not run"),
        Column("count", "How many", numeric=True),
        Column("rules", "Rules"),
    )
    return Table("rules-not-run", "Rules that did not run", columns, tuple(rows), filterable=False)
