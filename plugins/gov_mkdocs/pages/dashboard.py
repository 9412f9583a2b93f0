"""The dashboard, and the home page of a project that has written none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gov.rulebook import SEVERITIES
from gov_dashboards.card import Subject
from gov_dashboards.dashboard import entries, render_cards, verdict
from gov_dashboards.parts import Cell, Column, Table, Tile
from gov_dashboards.wording import counted
from gov_mkdocs.addresses import DASHBOARD, FINDINGS, HOME, relative
from gov_mkdocs.pages.page import Contents, Page

if TYPE_CHECKING:
    from gov_mkdocs.site import Site

__all__ = ["dashboard_page", "home_page", "subject"]

_FIRST = 5


def subject(site: Site, here: str) -> Subject:
    """What cards are about, seen from a page."""
    project = site.project

    def address(identifier: str) -> str:
        target = site.addresses.of_item(project.graph.items.get(identifier))
        return relative(target, here) if target else ""

    source = f"From {counted(len(project.documents), 'governed document')}"
    judged = site.verdict
    return Subject(
        project,
        judged.findings,
        address,
        source,
        rules_run=len(judged.rules_run),
        rules_not_run=len(judged.rules_not_run),
        gate_log=site.gate_log,
    )


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
        "Compliance, tasks by status, traceability coverage, exemptions and overrides",
        wide=True,
    )


def home_page(site: Site, name: str) -> Page:
    """Make a home page: verdict, numbers, what to cure first, the documents."""
    here = site.addresses.of_page(HOME)
    about = subject(site, here)
    mark, words = verdict(about)
    order = {severity: place for place, severity in enumerate(SEVERITIES)}
    first = sorted(site.verdict.findings, key=lambda finding: order[finding.severity])[:_FIRST]
    body = site.fill(
        "home.html",
        name=name,
        mark=mark,
        verdict=words,
        tiles=[
            _tile(site, card.tile, here)
            for card in (entry.card(about) for entry in entries())
            if card.tile is not None
        ],
        findings=[site.finding(finding, here) for finding in first],
        all=relative(site.addresses.of_page(FINDINGS), here),
        documents=_documents(site, here),
    )
    return Page(HOME, name, body, words="Overview", wide=True)


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
