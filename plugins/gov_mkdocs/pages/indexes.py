"""Items by what they answer to and by who answers for them: by principle, and by owner."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gov.text.anchors import heading_anchors
from gov_dashboards.parts import Cell, Column, Table
from gov_dashboards.wording import counted
from gov_mkdocs.addresses import BY_OWNER, BY_PRINCIPLE, ITEMS, relative
from gov_mkdocs.pages.page import Contents, Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gov.items import Item
    from gov_dashboards.parts import Chip
    from gov_mkdocs.site import Site

__all__ = ["by_owner_page", "by_principle_page"]

# In a table an item takes a row; of more than these, groups name their items in a line.
IN_TABLES = 1000
# In a larger project a group names so many of each kind: the lists by kind are complete.
NAMED = 200
_OPEN = 2000


class _Kind(NamedTuple):
    title: str
    chips: tuple[Chip, ...]
    more: int


class _Words(NamedTuple):
    title: str
    lead: str
    empty: tuple[str, str]


class _Group(NamedTuple):
    anchor: str
    title: str
    chip: Chip | None
    size: str
    kinds: tuple[_Kind, ...] = ()
    table: Table | None = None


def by_principle_page(site: Site) -> Page:
    """Make the index by principle: below each what leads up to it, and at last what leads nowhere."""
    here = site.addresses.of_page(BY_PRINCIPLE)
    items = site.project.graph.items
    groups = []
    for item in items.values():
        if item.kind == "principle":
            below = [one for name, one in items.items() if name in site.below[item.id]]
            group = _group(site, f"below-{item.id}", item.title or item.id, below, here)
            groups.append(group._replace(chip=site.chip(item.id, here)))
    nowhere = [items[name] for name in site.compliance.unanchored]
    if nowhere:
        groups.append(_group(site, "no-principle", "Below no principle", nowhere, here))
    lead = "Below each principle stands what leads up to it by references, directly or through others."
    empty = "Principles belong here: headings such as “CONST-P1: Title” in a constitution document."
    words = _Words("Items by principle", lead, ("No principles yet", empty))
    return _page(site, BY_PRINCIPLE, words, groups)


def by_owner_page(site: Site) -> Page:
    """Make the index by owner, whoever answers for most first; what nobody answers for stands last."""
    here = site.addresses.of_page(BY_OWNER)
    found: dict[str, list[Item]] = {}
    nobody: list[Item] = []
    asked = {item.kind for item in site.project.graph.items.values() if item.field("assignee") is not None}
    for item in site.project.graph.items.values():
        owner = site.owner(item)
        if owner:
            found.setdefault(owner, []).append(item)
        elif item.kind in asked:
            nobody.append(item)
    owners = sorted(found, key=lambda owner: (-len(found[owner]), owner))
    anchors = heading_anchors([f"owner {owner}" for owner in owners])
    total = sum(map(len, found.values())) + len(nobody)
    make = _tabled if total <= IN_TABLES else _group
    groups = [
        make(site, anchor, owner, found[owner], here) for anchor, owner in zip(anchors, owners, strict=True)
    ]
    if nobody:
        groups.append(make(site, "nobody", "Nobody", nobody, here))
    lead = "Whom each item names as its assignee or owner."
    empty = "Items with a line such as “**Assignee**: Vera” belong here."
    return _page(site, BY_OWNER, _Words("Items by owner", lead, ("No owners yet", empty)), groups)


def _page(site: Site, file: str, words: _Words, groups: Sequence[_Group]) -> Page:
    here = site.addresses.of_page(file)
    index = relative(site.addresses.of_page(ITEMS), here)
    body = site.fill("groups.html", index=index, words=words, groups=groups)
    contents = tuple(Contents(2, group.anchor, group.title) for group in groups)
    return Page(file, words.title, body, contents, words.lead)


def _group(site: Site, anchor: str, title: str, items: Sequence[Item], here: str) -> _Group:
    limit = NAMED if len(site.project.graph.items) > _OPEN else len(items)
    kinds = []
    for kind, of_kind in _by_kind(site, items):
        chips = tuple(site.chip(item.id, here) for item in of_kind[:limit])
        noun = site.project.noun(kind)
        kinds.append(_Kind(counted(len(of_kind), noun), chips, len(of_kind) - len(chips)))
    return _Group(anchor, title, None, counted(len(items), "item"), tuple(kinds))


def _tabled(site: Site, anchor: str, title: str, items: Sequence[Item], here: str) -> _Group:
    columns = (Column("item", "Item"), Column("title", "Title", wide=True), Column("status", "Status"))
    rows = []
    for _, of_kind in _by_kind(site, items):
        for item in of_kind:
            badge = site.badge(item)
            chips = (site.chip(item.id, here),)
            rows.append(
                (Cell(value=item.id, chips=chips), Cell(item.title), Cell(value=badge.word, badge=badge))
            )
    table = Table(f"{anchor}-items", f"Items of {title}", columns, tuple(rows), filterable=False)
    return _Group(anchor, title, None, counted(len(items), "item"), table=table)


def _by_kind(site: Site, items: Iterable[Item]) -> list[tuple[str, list[Item]]]:
    found: dict[str, list[Item]] = {kind: [] for kind in site.project.configuration.kinds}
    for item in items:
        found.setdefault(item.kind, []).append(item)
    return [(kind, sorted(of, key=lambda item: (item.number, item.id))) for kind, of in found.items() if of]
