"""Every finding, and every rule that had no say."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gov.rulebook import SEVERITIES
from gov.text.anchors import heading_anchors
from gov_dashboards.dashboard import verdict
from gov_dashboards.parts import Cell, Chip, Column, FindingView, Table
from gov_dashboards.wording import counted
from gov_mkdocs.addresses import FINDINGS, FINDINGS_BY_DOCUMENT, relative
from gov_mkdocs.pages.dashboard import subject
from gov_mkdocs.pages.page import Contents, Page

if TYPE_CHECKING:
    from gov.rulebook import Finding
    from gov_mkdocs.site import Site

__all__ = ["findings_pages"]

SHOWN = 500
_TITLES = {"error": "Errors", "warning": "Warnings", "info": "Remarks"}


@dataclass(frozen=True, slots=True)
class _Group:
    anchor: str
    title: str
    findings: list[FindingView]


def findings_pages(site: Site) -> tuple[Page, ...]:
    """Make the page of all findings, and the same by document."""
    return _by_severity(site), _by_document(site)


def _by_severity(site: Site) -> Page:
    """All findings, errors first, with how many each rule and each document has."""
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
        counts=_counts(site, here) if found else [],
    )
    contents = [Contents(2, group.anchor, group.title) for group in groups]
    if site.verdict.rules_not_run:
        contents.append(Contents(2, "not-run", "Not run"))
    return Page(FINDINGS, "Findings", body, tuple(contents), "Errors and warnings to cure")


def _by_document(site: Site) -> Page:
    """The same findings under the document in which each stands, in the order of its lines."""
    here = site.addresses.of_page(FINDINGS_BY_DOCUMENT)
    documents = _of_documents(site)
    groups = []
    room = SHOWN
    for path, (anchor, found) in documents.items():
        views = [site.finding(finding, here) for finding in found[:room]]
        room -= len(views)
        if views:
            groups.append(_Group(anchor, f"{path}: {counted(len(found), 'finding')}", views))
    index = relative(site.addresses.of_page(FINDINGS), here)
    hidden = max(0, len(site.verdict.findings) - SHOWN)
    body = site.fill("findings.by-document.html", index=index, groups=groups, hidden=hidden)
    contents = tuple(Contents(2, group.anchor, group.title) for group in groups)
    return Page(FINDINGS_BY_DOCUMENT, "Findings by document", body, contents)


def _of_documents(site: Site) -> dict[str, tuple[str, list[Finding]]]:
    """The findings of each document, most first, with an anchor for it."""
    found: dict[str, list[Finding]] = {}
    for finding in site.verdict.findings:
        found.setdefault(finding.location.path, []).append(finding)
    paths = sorted(found, key=lambda path: (-len(found[path]), path))
    anchors = heading_anchors([f"in {path}" for path in paths])
    return {path: (anchor, found[path]) for path, anchor in zip(paths, anchors, strict=True)}


def _counts(site: Site, here: str) -> list[Table]:
    """How many findings each rule and each document has, each with the way to them."""
    by_rule = Counter(finding.code for finding in site.verdict.findings)
    rules = []
    for code, count in sorted(by_rule.items(), key=lambda pair: (-pair[1], pair[0])):
        address = site.addresses.of_rule(code)
        href = f"{relative(address, here)}#here" if address else ""
        rules.append((Cell(code, href=href), Cell(site.rules.get(code, "")), Cell(str(count))))
    there = relative(site.addresses.of_page(FINDINGS_BY_DOCUMENT), here)
    documents = [
        (Cell(path, href=f"{there}#{anchor}"), Cell(str(len(found))))
        for path, (anchor, found) in _of_documents(site).items()
    ]
    what = Column("what", "What it finds", wide=True)
    number = Column("count", "Findings", numeric=True)
    of_rules, of_documents = (
        (Column("rule", "Rule", kept=True), what, number),
        (Column("document", "Document"), number),
    )
    return [
        Table("by-rule", "Findings by rule", of_rules, tuple(rules), filterable=False),
        Table("by-document", "Findings by document", of_documents, tuple(documents), filterable=False),
    ]  # fmt: skip


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
        Column("reason", "Why they did not run", wide=True),
        Column("count", "How many", numeric=True),
        Column("rules", "Rules", wide=True),
    )
    return Table("rules-not-run", "Rules that did not run", columns, tuple(rows), filterable=False)
