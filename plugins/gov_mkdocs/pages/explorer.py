"""The explorer: one compact file of all items for the browser, and the page that shows it.

The page's script makes a table and a graph of the file. Without it the page leads to the index of items,
which is complete.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeVar

from gov_dashboards.wording import counted
from gov_mkdocs.addresses import EXPLORER, ITEMS, relative
from gov_mkdocs.pages.page import Page
from gov_mkdocs.sharing import cut, even_share

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gov.items import Item
    from gov_dashboards.parts import Badge
    from gov_mkdocs.site import Site

__all__ = ["DATA", "explorer_data", "explorer_page"]

DATA = "assets/gov/items.json"
# The browser fetches the file whole. Titles give way: identifiers and references may not.
BUDGET = 1_400_000
_LONGEST_NAME = 80
_NONE = -1
_T = TypeVar("_T")


def explorer_page(site: Site) -> Page:
    """Make the page: the badges that its script takes copies of, and the way to the lists."""
    here = site.addresses.of_page(EXPLORER)
    items = _in_order(site)
    kinds: dict[str, int] = {}
    for item in items:
        kinds[item.kind] = kinds.get(item.kind, 0) + 1
    index = relative(site.addresses.of_page(ITEMS), here)
    body = site.fill(
        "explorer.html",
        total=counted(len(items), "item"),
        data=relative(DATA, here),
        root=relative("", here),
        badges=_badges(site, items),
        kinds=[
            (f"{index}#kind-{kind}", counted(count, site.project.noun(kind))) for kind, count in kinds.items()
        ],
    )
    return Page(
        EXPLORER, "Explorer", body, words="Every item to filter, sort, export and see as a graph", wide=True
    )


def explorer_data(site: Site) -> str:
    """The items as JSON: a list a column, references as pairs, each source as its distance from the last."""
    items = _in_order(site)
    place = {item.id: at for at, item in enumerate(items)}
    kinds = list(dict.fromkeys(item.kind for item in items))
    badges = _badges(site, items)
    owners = list(dict.fromkeys(filter(None, map(_owner, items))))
    kind_at, badge_at, owner_at = _places(kinds), _places(badges), _places(owners)
    pages = site.addresses.of_page("items/\x00.md").replace("%00", "*")
    columns = {
        "page": pages,
        "kinds": [_capital(site.project.noun(kind)) for kind in kinds],
        "statuses": [badge.word for badge in badges],
        "owners": owners,
        "ids": [item.id for item in items],
        "kind": [kind_at[item.kind] for item in items],
        "status": [badge_at[site.badge(item)] if site.has_statuses(item) else _NONE for item in items],
        "owner": [owner_at.get(_owner(item), _NONE) for item in items],
        "ticked": [sum(one.checked is True for one in item.standing_criteria) for item in items],
        "criteria": [len(item.standing_criteria) for item in items],
        "findings": [len(site.findings_of.get(item.id, ())) for item in items],
        "unpublished": [at for at, item in enumerate(items) if not site.addresses.of_item(item)],
        "edges": _edges(site, items, place),
    }
    titles = [item.title for item in items]
    frame = _json(columns | {"titles": [""] * len(items)})
    each = even_share([len(_json(title).encode()) for title in titles], max(0, BUDGET - len(frame.encode())))
    return _json(columns | {"titles": [cut(title, each) for title in titles]}) + "\n"


def _in_order(site: Site) -> list[Item]:
    """All items: kinds as the project lists them, then by number."""
    order = _places(site.project.configuration.kinds)
    return sorted(
        site.project.graph.items.values(),
        key=lambda item: (order.get(item.kind, len(order)), item.kind, item.number, item.id),
    )


def _badges(site: Site, items: Iterable[Item]) -> list[Badge]:
    """Every status that occurs, kind by kind in the order of the kind's statuses."""
    found: dict[Badge, None] = {}
    known = [name for kind in site.project.configuration.kinds.values() for name in kind.statuses]
    order = _places(dict.fromkeys(known))
    for item in items:
        if site.has_statuses(item):
            found[site.badge(item)] = None
    return sorted(found, key=lambda badge: (order.get(badge.word, len(order)), badge.word, badge.group))


def _edges(site: Site, items: Iterable[Item], place: dict[str, int]) -> dict[str, list[int]]:
    """For each relation its pairs of source and target, without those that lead nowhere."""
    found: dict[str, set[tuple[int, int]]] = {}
    for item in items:
        for resolution in site.project.graph.up(item.id):
            target = place.get(resolution.reference.target)
            if target is not None:
                found.setdefault(resolution.reference.relation, set()).add((place[item.id], target))
    pairs: dict[str, list[int]] = {}
    for relation, ties in sorted(found.items()):
        before = 0
        pairs[relation] = []
        for source, target in sorted(ties):
            pairs[relation] += (source - before, target)
            before = source
    return pairs


def _owner(item: Item) -> str:
    field = item.field("assignee")
    return cut(field.value, _LONGEST_NAME) if field is not None else ""


def _places(values: Iterable[_T]) -> dict[_T, int]:
    return {value: at for at, value in enumerate(values)}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
