"""The dashboard, and the home page of a project that has written none."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from gov.metrics.course import Course
from gov.rulebook import SEVERITIES
from gov_dashboards.card import Subject
from gov_dashboards.dashboard import SHORT, entries, render_cards, unchecked, verdict
from gov_dashboards.parts import Cell, Column, Table, Tile
from gov_dashboards.wording import counted
from gov_mkdocs.addresses import DASHBOARD, FINDINGS, HOME, SINCE, relative
from gov_mkdocs.chronicle import Since, Unknown
from gov_mkdocs.pages.evidence import results_of
from gov_mkdocs.pages.history import not_available
from gov_mkdocs.pages.page import Contents, Page
from gov_mkdocs.pages.since import changed_of_late
from gov_mkdocs.site import NOT_ASKED

if TYPE_CHECKING:
    from gov.rulebook import Finding
    from gov_mkdocs.site import Site

__all__ = ["dashboard_page", "home_page", "subject", "to_cure_first"]

_FIRST = 5
# What a reader takes in at a glance; the dashboard has them all.
_TILES = 3


def subject(site: Site, here: str) -> Subject:
    """What cards are about, seen from a page."""
    project = site.project

    def address(identifier: str) -> str:
        item = project.graph.items.get(identifier)
        if item is None:
            return _elsewhere(site, identifier, here)
        target = site.addresses.of_item(item)
        return relative(target, here) if target else ""

    def page(name: str) -> str:
        return relative(site.addresses.of_page(f"{name}/index.md"), here)

    course = site.course
    no_past = not_available(course if isinstance(course, Unknown) else Unknown(NOT_ASKED))
    read = course if isinstance(course, Course) else None
    source = f"From {counted(len(project.documents), 'governed document')}"
    if read is not None:
        source += f", commit {read.commit[:SHORT]} of {read.when.date()}"
    judged = site.verdict
    return Subject(
        project,
        judged.findings,
        address,
        source,
        rules_run=len(judged.rules_run),
        rules_not_run=len(judged.rules_not_run),
        gate_log=site.gate_log,
        known=site.known,
        metrics=site.metrics,
        course=read,
        no_past=no_past,
        results=results_of(site),
        page=page,
    )


def _elsewhere(site: Site, name: str, here: str) -> str:
    """The way to what is no item: a document, a rule, a criterion of an item."""
    document = site.addresses.documents.get(name)
    if document is not None:
        return relative(document, here)
    if name in site.rules:
        return relative(site.address_of_rule(name), here)
    target = site.addresses.of_item(site.project.graph.items.get(name.rpartition(".")[0]))
    return f"{relative(target, here)}#{name}" if target else ""


def dashboard_page(site: Site) -> Page:
    """Make the dashboard."""
    about = subject(site, site.addresses.of_page(DASHBOARD))
    cards = [entry.card(about) for entry in entries()]
    body = site.fill("dashboard.page.html", body=render_cards(cards, about, site.templates))
    contents = tuple(Contents(2, card.id, card.title) for card in cards)
    return Page(
        DASHBOARD,
        "Dashboard",
        body,
        contents,
        "Compliance, tasks, criteria, coverage, decisions, freshness, findings and alarms, now and over time",
        wide=True,
    )


def home_page(site: Site, name: str) -> Page:
    """Make a home page: verdict, numbers, what to cure first, the documents."""
    here = site.addresses.of_page(HOME)
    about = subject(site, here)
    mark, words = verdict(about)
    drawn = (entry.card(about).tile for entry in entries())
    tiles = (tile for tile in drawn if tile is not None)
    body = site.fill(
        "home.html",
        name=name,
        mark=mark,
        verdict=words,
        tiles=[_tile(site, tile, here) for tile in islice(tiles, _TILES)] if site.project.items else [],
        not_run=unchecked(about),
        changed=changed_of_late(site.since) if isinstance(site.since, Since) else "",
        since=relative(site.addresses.of_page(SINCE), here),
        findings=[site.finding(finding, here) for finding in to_cure_first(site)[:_FIRST]],
        all=relative(site.addresses.of_page(FINDINGS), here),
        documents=_documents(site, here),
    )
    return Page(HOME, name, body, words="Overview", wide=True)


def to_cure_first(site: Site) -> list[Finding]:
    """All findings, the heaviest first."""
    order = {severity: place for place, severity in enumerate(SEVERITIES)}
    return sorted(site.verdict.findings, key=lambda finding: order[finding.severity])


def _tile(site: Site, tile: Tile, here: str) -> Tile:
    return replace(tile, href=relative(site.addresses.of_page(DASHBOARD), here) + tile.href)


def _documents(site: Site, here: str) -> Table:
    rows = []
    for path, url in sorted(site.addresses.documents.items()):
        document = site.project.by_path.get(path)
        if document is not None:
            title = Cell(document.title, href=relative(url, here))
            rows.append((title, Cell(path), Cell(str(len(document.items)))))
    columns = (Column("document", "Document"), Column("path", "File"), Column("items", "Items", numeric=True))
    return Table("documents-of-the-project", "Governed documents", columns, tuple(rows), filterable=False)
