"""Decisions by date: what was decided when, how long it took, and what replaced what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.history import Past
from gov.metrics.decision_times import decision_times
from gov.rulebook.days import day_of
from gov_dashboards.decision_timeline import SHOWN, Decided, decision_timeline
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
    from gov.metrics.decision_times import DecisionTime
    from gov_mkdocs.site import Site

__all__ = ["decisions_page"]

_KIND = "decision"


def decisions_page(site: Site) -> Page:
    """Make the page: a drawing, and the list that says the same."""
    here = site.addresses.of_page(DECISIONS)
    decisions = [item for item in site.project.graph.items.values() if item.kind == _KIND]
    past = site.past if not isinstance(site.past, Unknown) else None
    times = {time.id: time for time in decision_times(site.project, past)} if _has_kind(site) else {}
    replaces = _replaces(site)
    dated = [
        decided
        for item in decisions
        if (decided := _decided(site, item, times.get(item.id), replaces.get(item.id, ()), here)) is not None
    ]
    undated = len(decisions) - len(dated)
    body = site.fill(
        "decisions.html",
        index=relative(site.addresses.of_page(ITEMS), here),
        lead=f"{counted(len(decisions), 'decision')}"
        + (f", {undated} of them without a date" if undated else "")
        + ", each at the day of the status that it has."
        + (f" The latest {SHOWN} are drawn, and all are listed." if len(dated) > SHOWN else ""),
        drawing=decision_timeline(site.templates, dated) if dated else "",
        table=_table(site, decisions, times, replaces, here) if decisions else None,
        note=not_available(site.past) if isinstance(site.past, Unknown) else "",
    )
    return Page(DECISIONS, "Decisions over time", body, words="Decisions by date", wide=True)


def _decided(
    site: Site, item: Item, time: DecisionTime | None, replaces: tuple[str, ...], here: str
) -> Decided | None:
    settled = _written(item) or (time.accepted or time.proposed if time else None) or _declared(site, item)
    if settled is None:
        return None
    begun = min(settled, time.proposed) if time and time.proposed else settled
    return Decided(site.chip(item.id, here), site.badge(item), begun, settled, replaces)


def _declared(site: Site, item: Item) -> date | None:
    """The day of the first commit that held it."""
    events = site.past.events.get(item.id, ()) if isinstance(site.past, Past) else ()
    return events[0].commit.when.date() if events else None


def _written(item: Item) -> date | None:
    field = item.field("date")
    return day_of(field.value) if field is not None else None


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
    site: Site, decisions: list[Item], times: Mapping[str, DecisionTime],
    replaces: Mapping[str, tuple[str, ...]], here: str,
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
            _lead_time(times.get(item.id)),
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


def _lead_time(time: DecisionTime | None) -> Cell:
    """From the day of the proposal to that of the acceptance."""
    if time is None:
        return Cell("\u2013", value="-1")
    if not time.is_accepted:
        return Cell("not accepted", value="-1")
    if time.lead_time is None:
        return Cell("not known", value="-1")
    return Cell(counted(time.lead_time, "day"), value=str(time.lead_time))
