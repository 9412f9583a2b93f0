"""The constitution's matrix: each principle, the rules that enforce it, and what shows that it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gov.metrics import shown
from gov_dashboards.parts import Badge, Cell, Chip, Column, Table
from gov_dashboards.wording import counted, verb
from gov_mkdocs.addresses import ITEMS, PRINCIPLES, relative
from gov_mkdocs.pages.enforcement import enforcers
from gov_mkdocs.pages.evidence import results_of
from gov_mkdocs.pages.page import Page

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from gov.items import Item
    from gov_mkdocs.pages.enforcement import Enforcer
    from gov_mkdocs.site import Site

__all__ = ["principles_page"]

_COLUMNS = (
    Column("principle", "Principle", wide=True),
    Column("state", "State"),
    Column("rules", "Enforced by"),
    Column("findings", "Findings", numeric=True),
    Column("compliance", "Compliance", numeric=True),
)
_SHOWN = Column("shown", "Criteria shown", numeric=True)


_ENFORCED = Badge("Enforced", "done")
_NOTHING = Badge("Nothing enforces it", "blocked")
_IDLE = Badge("Rules not run", "warning")


class _Criteria(NamedTuple):
    ticked: int
    shown: int


def principles_page(site: Site) -> Page:
    """Make the page: principles that nothing enforces stand first."""
    here = site.addresses.of_page(PRINCIPLES)
    found = enforcers(site, here)
    principles = [item for item in site.project.graph.items.values() if item.kind == "principle"]
    bare = [item for item in principles if not found[item.id]]
    idle = [item for item in principles if found[item.id] and not _is_enforced(found[item.id])]
    criteria = _criteria(site)
    rows = tuple(
        _row(site, item, found[item.id], criteria, here)
        for item in (*bare, *idle, *(item for item in principles if _is_enforced(found[item.id])))
    )
    columns = (*_COLUMNS, _SHOWN) if criteria else _COLUMNS
    total = len(principles)
    enforced = total - len(bare) - len(idle)
    are = verb(enforced, "is", "are")
    lead = f"{enforced} of {counted(total, 'principle')} {are} enforced by rules that run."
    body = site.fill(
        "principles.html",
        index=relative(site.addresses.of_page(ITEMS), here),
        lead=lead,
        unenforced=[
            (mark, word, [site.chip(item.id, here) for item in items])
            for mark, word, items in (
                (_NOTHING, "reviewers are all that keeps", bare),
                (_IDLE, "what the rules lack stands on the page of", idle),
            )
            if items
        ],
        table=Table("constitution-matrix", "Principles, rules and evidence", columns, rows) if rows else None,
        definition=site.compliance.definition,
        tests=site.evidence.tests is not None,
        results=results_of(site),
    )
    return Page(PRINCIPLES, "Constitution matrix", body, words="What enforces each principle", wide=True)


def _is_enforced(found: Collection[Enforcer]) -> bool:
    return any(one.ran for one in found)


def _row(
    site: Site, item: Item, found: tuple[Enforcer, ...], criteria: Mapping[str, _Criteria], here: str
) -> tuple[Cell, ...]:
    below = site.below[item.id]
    share = next((one.share for one in site.compliance.principles if one.id == item.id), None)
    ticked = sum(criteria[one].ticked for one in below if one in criteria)
    passing = sum(criteria[one].shown for one in below if one in criteria)
    findings = sum(one.findings for one in found)
    state = (_ENFORCED if _is_enforced(found) else _IDLE) if found else _NOTHING
    chips = tuple(Chip(one.chip.id, f"{one.chip.title}: {one.state}", one.chip.href) for one in found)
    percent = share.percent if share else None
    return (
        Cell(item.title, value=item.id, chips=(site.chip(item.id, here),)),
        Cell(value=state.word, badge=state),
        Cell("" if chips else "no rule", chips=chips),
        Cell(str(findings) if found else "\u2013", value=str(findings)),
        Cell("not cited" if percent is None else f"{share}", value=str(-1 if percent is None else percent)),
        *([Cell(f"{passing} of {ticked}", value=str(passing))] if criteria else []),
    )


def _criteria(site: Site) -> dict[str, _Criteria]:
    """Of each item with criteria, how many are ticked and how many of these a passing test shows."""
    if site.evidence.tests is None:
        return {}
    found = {}
    for item in site.project.graph.items.values():
        states = shown(site.evidence, item)
        pairs = zip(item.criteria, states.criteria if states else (), strict=False)
        ticked = [state for criterion, state in pairs if criterion.checked is True]
        found[item.id] = _Criteria(len(ticked), ticked.count("passing"))
    return found
