"""The index of items: how many of which kind stand where, then every one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gov_dashboards.parts import Badge, Cell, Column, Table
from gov_dashboards.wording import counted
from gov_mkdocs.addresses import (
    BY_OWNER,
    BY_PRINCIPLE,
    DECISIONS,
    EXPLORER,
    ITEMS,
    MATRIX,
    ORPHANS,
    PRINCIPLES,
    SINCE,
    relative,
)
from gov_mkdocs.pages.page import Contents, Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gov.items import Item
    from gov_mkdocs.site import Site

__all__ = ["items_pages"]

_VIEWS = (
    ("Explorer", EXPLORER, "what is related to what, to filter, sort and draw"),
    ("By principle", BY_PRINCIPLE, "everything that leads up to each principle"),
    ("By owner", BY_OWNER, "who answers for what"),
    ("Constitution matrix", PRINCIPLES, "what enforces each principle, and what shows that it is kept"),
    ("Traceability matrix", MATRIX, "which items refer to which, kind by kind"),
    ("Orphans", ORPHANS, "items without a principle above or work below, and the cure"),
    ("Decisions over time", DECISIONS, "what was decided when, and what replaced it"),
    ("What changed", SINCE, "items and findings since the last release"),
)
# Beyond this, a kind's table gets a page of its own.
TOGETHER = 1000


@dataclass(frozen=True, slots=True)
class _Group:
    anchor: str
    title: str
    table: Table | None
    href: str


def items_pages(site: Site) -> tuple[Page, ...]:
    """Make the index, and a page for each kind where the items are too many for one."""
    project = site.project
    here = site.addresses.of_page(ITEMS)
    apart = len(project.items) > TOGETHER
    groups = []
    pages = []
    for kind, items in _by_kind(site):
        title = _plural(project.noun(kind))
        file = f"items/all/{kind}.md"
        url = site.addresses.of_page(file)
        table = _table(site, kind, title, items, url if apart else here)
        groups.append(_Group(f"kind-{kind}", title, None if apart else table, relative(url, here)))
        if apart:
            body = site.fill("kind.html", index=relative(here, url), title=title, table=table)
            pages.append(Page(file, title, body, wide=True))
    declared = [item for _, items in _by_kind(site) for item in items]
    body = site.fill(
        "items.html",
        total=counted(len(declared), "item"),
        documents=counted(len(project.documents), "document"),
        matrix=_matrix(site),
        groups=groups,
        views=[
            (name, relative(site.addresses.of_page(file), here), words)
            for name, file, words in _VIEWS
            if file != SINCE or site.chronicle is not None
        ],
    )
    contents = tuple(Contents(2, group.anchor, group.title) for group in groups)
    return (Page(ITEMS, "Items", body, contents, "Every item by kind and status", wide=True), *pages)


def _by_kind(site: Site) -> list[tuple[str, list[Item]]]:
    """The items of each kind, in the order in which the project lists its kinds."""
    found: dict[str, list[Item]] = {kind: [] for kind in site.project.configuration.kinds}
    for item in site.project.graph.items.values():
        found.setdefault(item.kind, []).append(item)
    return [(kind, sorted(items, key=_order)) for kind, items in found.items() if items]


def _order(item: Item) -> tuple[int, str]:
    return item.number, item.id


def _matrix(site: Site) -> Table:
    """How many items of each kind have each status, in the order in which the kind lists its statuses."""
    rows: list[tuple[Cell, ...]] = []
    for kind, items in _by_kind(site):
        found: dict[Badge, int] = {}
        for item in items:
            badge = site.badge(item)
            found[badge] = found.get(badge, 0) + 1
        known = list(site.project.configuration.kinds[kind].statuses)
        order = {name: place for place, name in enumerate(known)}
        rows.extend(
            (
                Cell(_plural(site.project.noun(kind)), href=f"#kind-{kind}"),
                Cell(value=badge.word, badge=badge) if known else Cell("–"),
                Cell(f"{found[badge]} of {len(items)}", value=str(found[badge])),
            )
            for badge in sorted(found, key=lambda badge: (order.get(badge.word, len(order)), badge.word))
        )
    columns = (Column("kind", "Kind"), Column("status", "Status"), Column("items", "Items", numeric=True))
    return Table("items-by-status", "Items by kind and status", columns, tuple(rows), filterable=False)


def _table(site: Site, kind: str, title: str, items: Sequence[Item], here: str) -> Table:
    statuses = any(item.status for item in items)
    owners = any(item.field("assignee") for item in items)
    columns = (
        Column("item", "Item"),
        Column("title", "Title"),
        *((Column("status", "Status"),) if statuses else ()),
        *((Column("owner", "Owner"),) if owners else ()),
        Column("up", "Refers to", numeric=True),
        Column("down", "Referred to by", numeric=True),
        Column("findings", "Findings", numeric=True),
    )
    graph = site.project.graph
    rows: list[tuple[Cell, ...]] = []
    for item in items:
        owner = item.field("assignee")
        rows.append((
            Cell(value=item.id, chips=(site.chip(item.id, here),)),
            Cell(item.title),
            *((Cell(value=site.badge(item).word, badge=site.badge(item)),) if statuses else ()),
            *((Cell(owner.value if owner else ""),) if owners else ()),
            Cell(str(len({r.reference.target for r in graph.up(item.id)}))),
            Cell(str(len({r.reference.source for r in graph.down(item.id)}))),
            Cell(str(len(site.findings_of.get(item.id, ())))),
        ))  # fmt: skip
    return Table(f"items-{kind}", title, columns, tuple(rows), filterable=len(items) > 1)


def _plural(noun: str) -> str:
    return noun[:1].upper() + noun[1:] + "s"
