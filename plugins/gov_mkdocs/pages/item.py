"""An item's page: why it exists, how far it is, who says so, what stands on it."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from markupsafe import Markup

from gov_dashboards import neighbourhood
from gov_dashboards.parts import Neighbour, Step
from gov_mkdocs.addresses import ITEMS, has_page_name, relative
from gov_mkdocs.pages.evidence import results_of, shown_lines
from gov_mkdocs.pages.history import item_history
from gov_mkdocs.pages.page import Page
from gov_mkdocs.pages.principle import kept
from gov_mkdocs.pages.text import item_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from gov.graph import Resolution
    from gov.items import Item, Relation
    from gov_mkdocs.site import Place, Site

__all__ = ["former_pages", "item_page", "items_with_pages"]

_UP: dict[Relation, str] = {
    "references": "refers to", "depends-on": "depends on", "supersedes": "supersedes",
    "superseded-by": "superseded by",
}  # fmt: skip
_DOWN: dict[Relation, str] = {
    "references": "refers to it", "depends-on": "depends on it", "supersedes": "supersedes it",
    "superseded-by": "superseded by it",
}  # fmt: skip
_MENTIONS = 50
# In a larger project each page names its neighbours in lists alone: ten thousand drawings are 30 MB.
DRAWN = 2000


def items_with_pages(site: Site) -> tuple[Item, ...]:
    """The items that have a page, in order of their documents."""
    return tuple(item for item in site.project.graph.items.values() if site.addresses.of_item(item))


def item_page(site: Site, item: Item, targets: Callable[[str, str], str]) -> Page:
    """Make the page of an item."""
    here = site.addresses.of_item(item)
    document = site.project.by_path[item.path]
    address = relative(site.addresses.documents[item.path], here)
    steps = chain(site, item, here)
    upstream, downstream = _neighbours(site, item, here)
    drawn: Markup | str = ""
    if (upstream or downstream) and len(site.project.graph.items) <= DRAWN:
        drawn = neighbourhood(
            site.templates, site.chip(item.id, here), site.badge(item), upstream, downstream
        )
    kind = site.project.configuration.kinds.get(item.kind)
    body = site.fill(
        "item.html",
        index=relative(site.addresses.of_page(ITEMS), here),
        kind=_capital(site.project.noun(item.kind)),
        id=item.id,
        title=item.title,
        badge=site.badge(item) if item.status or site.has_statuses(item) else None,
        facts=[
            (name, field.value)
            for name, key in (("Owner", "assignee"), ("Effort", "effort"), ("Date", "date"))
            if (field := item.field(key)) is not None and field.value
        ],
        place=f"{address}#{item.id}",
        document=document.title,
        line=document.source.position(item.place.start).line,
        steps=steps,
        traced=bool(kind and kind.upstream),
        findings=[site.finding(finding, here) for finding in site.findings_of.get(item.id, ())],
        text=item_text(site, item, here, targets),
        shown=shown_lines(site.evidence, item),
        results=results_of(site),
        principle=kept(site, item, here) if item.kind == "principle" else None,
        history=item_history(site, item),
        neighbours=drawn,
        upstream=upstream,
        downstream=downstream,
        mentions=[
            (
                relative(site.addresses.documents[one.path], here) + f"#{one.anchor}",
                site.title(one.path),
                one.heading,
            )
            for one in _mentions(site, item)
        ],
    )
    return Page(f"items/{item.id}.md", f"{item.id} {item.title}".strip(), body)


def former_pages(site: Site) -> list[Page]:
    """For each identifier that an item had before it was renumbered a page that leads to it."""
    pages = []
    for old, item in sorted(site.project.formerly.items()):
        address = site.addresses.of_item(item)
        if address and has_page_name(old):
            page = site.addresses.of_page(f"items/{old}.md")
            body = Markup('<h1 id="{0}">{0}</h1>\n<p>It is <a href="{1}">{2} {3}</a> now.</p>\n').format(
                old, relative(address, page), item.id, item.title
            )
            pages.append(Page(f"items/{old}.md", f"{old} is {item.id} now", body))
    return pages


def _mentions(site: Site, item: Item) -> list[Place]:
    """Where the item is mentioned by something that does not refer to it: who does is said already."""
    referring = {resolution.reference.source for resolution in site.project.graph.down(item.id)}
    return [one for one in site.mentions_of.get(item.id, ()) if one.item not in referring][:_MENTIONS]


def chain(site: Site, item: Item, here: str) -> tuple[Step, ...]:
    """A shortest chain of references from a principle down to an item; the item alone where there is none."""
    path = _upward(site, item.id)
    items = site.project.graph.items
    return tuple(
        Step(
            site.chip(identifier, here),
            _capital(site.project.noun(items[identifier].kind)),
            site.badge(items[identifier]) if items[identifier].status else None,
            identifier == item.id,
        )
        for identifier in path
    )


def _upward(site: Site, start: str) -> list[str]:
    graph = site.project.graph
    before: dict[str, str] = {start: ""}
    pending = deque([start])
    while pending:
        node = pending.popleft()
        if graph.items[node].kind == "principle":
            path = [node]
            while before[path[-1]]:
                path.append(before[path[-1]])
            return path
        for resolution in graph.up(node, "references"):
            target = resolution.reference.target
            if target in graph.items and target not in before:
                before[target] = node
                pending.append(target)
    return [start]


def _neighbours(site: Site, item: Item, here: str) -> tuple[tuple[Neighbour, ...], tuple[Neighbour, ...]]:
    graph = site.project.graph

    def neighbour(identifier: str, relation: str) -> Neighbour:
        return Neighbour(site.chip(identifier, here), relation, site.badge(graph.items[identifier]))

    up = {r.reference.target: _UP[r.reference.relation] for r in reversed(_known(site, graph.up(item.id)))}
    down = {
        r.reference.source: _DOWN[r.reference.relation] for r in reversed(_known(site, graph.down(item.id)))
    }
    up.pop(item.id, None)
    down.pop(item.id, None)
    return (
        tuple(neighbour(identifier, up[identifier]) for identifier in reversed(up)),
        tuple(neighbour(identifier, down[identifier]) for identifier in reversed(down)),
    )


def _known(site: Site, found: tuple[Resolution, ...]) -> tuple[Resolution, ...]:
    items = site.project.graph.items
    return tuple(r for r in found if r.reference.target in items and r.reference.source in items)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
