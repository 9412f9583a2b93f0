"""Decisions by date: what was decided when, how long it took, and what replaced what."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gov.rulebook.days import day_of
from gov_dashboards.decision_timeline import Decided, decision_timeline
from gov_dashboards.parts import Cell, Column, Table
from gov_dashboards.wording import counted
from gov_mkdocs.addresses import DECISIONS, ITEMS, relative
from gov_mkdocs.chronicle import Unknown
from gov_mkdocs.pages.history import not_available
from gov_mkdocs.pages.page import Page

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from gov.items import Item
    from gov_mkdocs.site import Site

__all__ = ["decisions_page"]

_KIND = "decision"


class _Lived(NamedTuple):
    """When git first saw a decision, with which status, and when it first saw it accepted."""

    declared: date
    was_settled: bool
    settled: date | None


def decisions_page(site: Site) -> Page:
    """Make the page: a drawing, and the list that says the same."""
    here = site.addresses.of_page(DECISIONS)
    decisions = [item for item in site.project.graph.items.values() if item.kind == _KIND]
    lived = _lived(site)
    replaces = _replaces(site)
    dated = [
        decided
        for item in decisions
        if (decided := _decided(site, item, lived.get(item.id), replaces.get(item.id, ()), here)) is not None
    ]
    undated = len(decisions) - len(dated)
    body = site.fill(
        "decisions.html",
        index=relative(site.addresses.of_page(ITEMS), here),
        lead=f"{counted(len(decisions), 'decision')}"
        + (f", {undated} of them without a date" if undated else "")
        + ", each at the day of the status that it has.",
        drawing=decision_timeline(site.templates, dated) if dated else "",
        table=_table(site, decisions, lived, replaces, here) if decisions else None,
        note=not_available(site.past) if isinstance(site.past, Unknown) else "",
    )
    return Page(DECISIONS, "Decisions over time", body, words="Decisions by date", wide=True)


def _decided(
    site: Site, item: Item, lived: _Lived | None, replaces: tuple[str, ...], here: str
) -> Decided | None:
    written = _written(item)
    settled = written or (lived.settled or lived.declared if lived else None)
    if settled is None:
        return None
    begun = min(settled, lived.declared) if lived and not lived.was_settled else settled
    return Decided(site.chip(item.id, here), site.badge(item), begun, settled, replaces)


def _written(item: Item) -> date | None:
    field = item.field("date")
    return day_of(field.value) if field is not None else None


def _lived(site: Site) -> dict[str, _Lived]:
    """What git knows of each decision; nothing where it is not asked or cannot tell."""
    past = site.past
    if past is None or isinstance(past, Unknown):
        return {}
    statuses = site.project.configuration.kinds[_KIND].statuses if _has_kind(site) else {}
    found: dict[str, _Lived] = {}
    for transition in past.transitions:
        after = transition.after
        if after is None or after.kind != _KIND:
            continue
        day = transition.commit.when.date()
        is_settled = statuses.get(after.status) == "done"
        known = found.get(transition.item)
        if known is None:
            found[transition.item] = _Lived(day, is_settled, day if is_settled else None)
        elif known.settled is None and is_settled:
            found[transition.item] = known._replace(settled=day)
    return found


def _has_kind(site: Site) -> bool:
    return _KIND in site.project.configuration.kinds


def _replaces(site: Site) -> dict[str, tuple[str, ...]]:
    """The decisions that each one supersedes, whichever of the two says so."""
    found: dict[str, dict[str, None]] = {}
    for resolution in site.project.graph.related("supersedes", "superseded-by"):
        reference = resolution.reference
        new, old = reference.source, reference.target
        if reference.relation == "superseded-by":
            new, old = old, new
        found.setdefault(new, {})[old] = None
    return {new: tuple(olds) for new, olds in found.items()}


def _table(
    site: Site, decisions: list[Item], lived: Mapping[str, _Lived], replaces: Mapping[str, tuple[str, ...]],
    here: str,
) -> Table:  # fmt: skip
    items = site.project.graph.items
    replaced: dict[str, list[str]] = {}
    for new, olds in replaces.items():
        for old in olds:
            replaced.setdefault(old, []).append(new)
    rows = []
    for item in sorted(decisions, key=lambda item: (str(_written(item) or ""), item.number), reverse=True):
        badge = site.badge(item)
        day = _written(item)
        rows.append((
            Cell(value=item.id, chips=(site.chip(item.id, here),)),
            Cell(item.title),
            Cell(value=badge.word, badge=badge),
            Cell(day.isoformat() if day else "no date"),
            _lead_time(lived.get(item.id)),
            *(
                Cell(chips=tuple(site.chip(one, here) for one in named.get(item.id, ()) if one in items))
                for named in (replaces, replaced)
                if replaces
            ),
        ))  # fmt: skip
    columns = (
        Column("decision", "Decision"),
        Column("title", "Title", wide=True),
        Column("status", "Status"),
        Column("date", "Date", kept=True),
        Column("lead", "Lead time", numeric=True),
        *((Column("supersedes", "Supersedes"), Column("superseded", "Superseded by")) if replaces else ()),
    )
    return Table("decisions", "Decisions, latest first", columns, tuple(rows), filterable=len(rows) > 1)


def _lead_time(lived: _Lived | None) -> Cell:
    """From the commit that first held it to the one that first held it accepted."""
    if lived is None:
        return Cell("not known", value="-1")
    if lived.was_settled:
        return Cell("accepted at once", value="0")
    if lived.settled is None:
        return Cell("not accepted", value="-1")
    days = (lived.settled - lived.declared).days
    return Cell(counted(days, "day"), value=str(days))
