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
from gov_mkdocs.pages.sheets import sheets

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gov.rulebook import Finding
    from gov_mkdocs.pages.sheets import Sheet
    from gov_mkdocs.site import Site

__all__ = ["findings_pages"]

# So many are seen at a glance: nobody needs to be told where the most are.
_FEW = 3
_TITLES = {"error": "Errors", "warning": "Warnings", "info": "Remarks"}


@dataclass(frozen=True, slots=True)
class _Group:
    anchor: str
    title: str
    findings: list[FindingView]


def findings_pages(site: Site) -> tuple[Page, ...]:
    """Make the pages of all findings, and the same by document."""
    total = len(site.verdict.findings)
    ranked, placed = sheets(FINDINGS, total), sheets(FINDINGS_BY_DOCUMENT, total)
    return (
        *(_by_severity(site, sheet, ranked, placed) for sheet in ranked),
        *(_by_document(site, sheet, placed) for sheet in placed),
    )


def _by_severity(site: Site, sheet: Sheet, ranked: Sequence[Sheet], placed: Sequence[Sheet]) -> Page:
    """Findings, errors first; before the first of them, how many each rule and each document has."""
    here = site.addresses.of_page(sheet.file)
    found = site.verdict.findings
    by_severity = {
        (f"{severity}s", _TITLES[severity]): [finding for finding in found if finding.severity == severity]
        for severity in SEVERITIES
    }
    groups = _groups(site, sheet, by_severity)
    first = not sheet.start
    mark, words = verdict(subject(site, here))
    body = site.fill(
        "findings.html",
        first="" if first else relative(site.addresses.of_page(FINDINGS), here),
        mark=mark,
        verdict=words,
        ran=counted(len(site.verdict.rules_run), "rule"),
        items=counted(len(site.project.items), "item"),
        documents=counted(len(site.project.documents), "document"),
        suppressed=counted(len(site.verdict.suppressed), "finding") if site.verdict.suppressed else "",
        failures=[(failure.code, failure.error) for failure in site.verdict.failures],
        groups=groups,
        places=sheet.places(site, ranked),
        total=sheet.total,
        hidden=sheet.total - ranked[-1].end,
        not_run=_not_run(site, here) if first else None,
        counts=_counts(site, here, placed) if len(found) > _FEW and first else [],
    )
    contents = [Contents(2, group.anchor, group.title) for group in groups]
    if first and site.verdict.rules_not_run:
        contents.append(Contents(2, "not-run", "Not run"))
    title = "Findings" if first else f"Findings {sheet.words}"
    return Page(sheet.file, title, body, tuple(contents), "Errors and warnings to cure" if first else "")


def _by_document(site: Site, sheet: Sheet, placed: Sequence[Sheet]) -> Page:
    """The same findings under the document in which each stands, in the order of its lines."""
    here = site.addresses.of_page(sheet.file)
    documents = {(anchor, path): found for path, (anchor, found) in _of_documents(site).items()}
    groups = _groups(site, sheet, documents)
    body = site.fill(
        "findings.by-document.html",
        index=relative(site.addresses.of_page(FINDINGS), here),
        groups=groups,
        places=sheet.places(site, placed),
        total=sheet.total,
        hidden=sheet.total - placed[-1].end,
    )
    contents = tuple(Contents(2, group.anchor, group.title) for group in groups)
    title = "Findings by document" + (f", {sheet.words}" if sheet.start else "")
    return Page(sheet.file, title, body, contents)


def _groups(site: Site, sheet: Sheet, found: Mapping[tuple[str, str], Sequence[Finding]]) -> list[_Group]:
    """What of each group stands on a sheet; a part of one says which part it is."""
    here = site.addresses.of_page(sheet.file)
    groups = []
    at = 0
    for (anchor, name), findings in found.items():
        start, end = sheet.share(at, at + len(findings))
        if start < end:
            part = "" if end - start == len(findings) else f"{start - at + 1:,} to {end - at:,} of "
            views = [site.finding(finding, here) for finding in findings[start - at : end - at]]
            groups.append(_Group(anchor, f"{name}: {part}{len(findings):,}", views))
        at += len(findings)
    return groups


def _of_documents(site: Site) -> dict[str, tuple[str, list[Finding]]]:
    """The findings of each document, most first, with an anchor for it."""
    found: dict[str, list[Finding]] = {}
    for finding in site.verdict.findings:
        found.setdefault(finding.location.path, []).append(finding)
    paths = sorted(found, key=lambda path: (-len(found[path]), path))
    anchors = heading_anchors([f"in {path}" for path in paths])
    return {path: (anchor, found[path]) for path, anchor in zip(paths, anchors, strict=True)}


def _counts(site: Site, here: str, placed: Sequence[Sheet]) -> list[Table]:
    """How many findings each rule and each document has, each with the way to them."""
    by_rule = Counter(finding.code for finding in site.verdict.findings)
    rules = []
    for code, count in sorted(by_rule.items(), key=lambda pair: (-pair[1], pair[0])):
        address = site.addresses.of_rule(code)
        href = f"{relative(address, here)}#here" if address else ""
        rules.append((Cell(code, href=href), Cell(site.rules.get(code, "")), Cell(str(count))))
    documents = []
    at = 0
    for path, (anchor, found) in _of_documents(site).items():
        there = next((one.file for one in placed if one.start <= at < one.end), "")
        href = f"{relative(site.addresses.of_page(there), here)}#{anchor}" if there else ""
        documents.append((Cell(path, href=href), Cell(str(len(found)))))
        at += len(found)
    what = Column("what", "What it finds", wide=True)
    number = Column("count", "Findings", numeric=True)
    of_rules, of_documents = (
        (Column("rule", "Rule", kept=True), what, number),
        (Column("document", "Document"), number),
    )
    return [
        Table("by-rule", "Findings by rule", of_rules, tuple(rules), filterable=False),
        Table("by-document", "Findings by document", of_documents, tuple(documents), filterable=False),
    ]


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
