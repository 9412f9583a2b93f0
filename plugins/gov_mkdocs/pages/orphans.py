"""Items that hang in the air: those that lead up to nothing, those that nothing carries out, and the cure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.metrics import traceability_coverage
from gov.rulebook.implementing import implementing_kinds, is_accepted, is_implemented
from gov_dashboards.parts import Cell, Column, Table
from gov_dashboards.wording import counted
from gov_mkdocs.addresses import ITEMS, ORPHANS, relative
from gov_mkdocs.pages.page import Contents, Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gov.items import Item
    from gov_mkdocs.site import Site

__all__ = ["orphans_page"]

SHOWN = 1000
_COLUMNS = (
    Column("item", "Item"),
    Column("title", "Title"),
    Column("status", "Status"),
    Column("missing", "What is missing", wide=True),
    Column("cure", "What would cure it", wide=True),
)


def orphans_page(site: Site) -> Page:
    """Make the page: upward first, as an item without a reason costs more than one without work."""
    here = site.addresses.of_page(ORPHANS)
    groups = [
        ("upward", "Leading up to nothing", _upward(site), "Every item that should leads up to a principle."),
        ("downward", "Carried out by nothing", _downward(site), "Work stands below all that was accepted."),
    ]
    sections = [
        (anchor, title, counted(len(found), "item"), _table(site, anchor, title, found, here), good,
         max(0, len(found) - SHOWN))
        for anchor, title, found, good in groups
    ]  # fmt: skip
    index = relative(site.addresses.of_page(ITEMS), here)
    body = site.fill("orphans.html", index=index, sections=sections, items=len(site.project.graph.items))
    contents = tuple(Contents(2, anchor, title) for anchor, title, *_ in sections)
    return Page(
        ORPHANS, "Orphans", body, contents, "Items without a principle above or work below", wide=True
    )


_Orphan = tuple["Item", str, str]


def _upward(site: Site) -> list[_Orphan]:
    """Items that name none of what they need, and those whose chain ends before a principle."""
    project, kinds = site.project, site.project.configuration.kinds
    untraced = {name for one in traceability_coverage(project).kinds for name in one.untraced}
    found: list[_Orphan] = []
    for item in project.graph.items.values():
        kind = kinds.get(item.kind)
        if kind is None or item.phase == "retired" or not (kind.upstream or item.id in untraced):
            continue
        named = [r.reference.target for r in project.graph.up(item.id, "references")]
        targets = [project.graph.items[name] for name in dict.fromkeys(named) if name in project.graph.items]
        wanted = " or ".join(project.noun(name) for name in kind.upstream) or "principle"
        if kind.upstream and not any(target.kind in kind.upstream for target in targets):
            torn = [r.reference.target for r in project.graph.references_of(item.id) if r.target is None]
            says = f"names {torn[0]}, which nothing declares" if torn else f"names no {wanted}"
            cure = f"Correct {torn[0]}" if torn else f"Name a {wanted} in its references"
            found.append((item, says, f"{cure}, or withdraw {item.id}."))
        elif item.id in untraced:
            upper = targets[0].id if targets else ""
            says = f"{upper}, which it names, leads to no principle" if upper else "leads to no principle"
            found.append((item, says, f"Let {upper or item.id} name a principle."))
    return found


def _downward(site: Site) -> list[_Orphan]:
    """Items that none of the kinds that should carry them out refers to; proposals are not asked."""
    project = site.project
    found: list[_Orphan] = []
    for item in project.graph.items.values():
        kinds = implementing_kinds(item.kind, project)
        if not any(name in project.by_kind for name in kinds) or is_implemented(item, project):
            continue
        if item.kind != "principle" and not is_accepted(item):
            continue
        wanted = " or ".join(project.noun(name) for name in kinds)
        way = "withdraw it" if item.kind == "principle" else "give it the status that it has"
        found.append((item, f"no {wanted} refers to it", f"Refer to {item.id} from one, or {way}."))
    return found


def _table(site: Site, anchor: str, title: str, found: Sequence[_Orphan], here: str) -> Table | None:
    rows = []
    for item, missing, cure in found[:SHOWN]:
        badge = site.badge(item)
        rows.append((
            Cell(value=item.id, chips=(site.chip(item.id, here),)),
            Cell(item.title),
            Cell(value=badge.word, badge=badge),
            Cell(missing[:1].upper() + missing[1:]),
            Cell(cure),
        ))  # fmt: skip
    return Table(f"orphans-{anchor}", title, _COLUMNS, tuple(rows)) if rows else None
