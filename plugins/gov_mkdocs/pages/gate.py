"""Every exemption and every override of the gate, one row each: who let what in, why, and what is owed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.text import printable
from gov_dashboards.cards.gate_log import WHY
from gov_dashboards.parts import Badge, Cell, Chip, Column, Table
from gov_dashboards.wording import counted
from gov_mkdocs.addresses import DASHBOARD, GATE, relative
from gov_mkdocs.pages.page import Page

if TYPE_CHECKING:
    from gov.change.log import LogEntry
    from gov.metrics import GateLog
    from gov_mkdocs.site import Site

__all__ = ["gate_page"]

SHOWN = 2000
_SHORT = 7
_COLUMNS = (
    Column("day", "Day", kept=True),
    Column("change", "Change", kept=True),
    Column("kind", "Let in as"),
    Column("reason", "Reason", wide=True),
    Column("until", "Last day", kept=True),
    Column("follow-up", "Follow-up"),
    Column("rules", "Rules"),
    Column("who", "Who"),
)


def gate_page(site: Site) -> Page | None:
    """Make the page; None where no log is kept, or it is not there yet."""
    measured = site.gate_log
    if measured is None or site.logged is None:
        return None
    here = site.addresses.of_page(GATE)
    # Each change once, as it was judged last: the numbers on the dashboard count the same.
    states = _states(measured)
    entries = sorted(
        states, key=lambda one: (one.day, one.number or 0, one.head, one.kind, one.reason), reverse=True
    )
    rows = tuple(_row(site, entry, states[entry], here) for entry in entries[:SHOWN])
    name = site.project.configuration.change.log or ""
    body = site.fill(
        "gate.html",
        dashboard=f"{relative(site.addresses.of_page(DASHBOARD), here)}#gov-gate-log",
        exempt=counted(measured.exempt.share.part, "exemption"),
        overridden=counted(measured.overridden.share.part, "override"),
        owed=measured.owed.share.part,
        table=Table("let-in", "Changes let in without a task, latest first", _COLUMNS, rows)
        if rows
        else None,
        hidden=max(0, len(entries) - SHOWN),
        log=printable(name),
    )
    return Page(GATE, "Exemptions and overrides", body, words="Changes let in without a task", wide=True)


def _row(site: Site, entry: LogEntry, badge: Badge, here: str) -> tuple[Cell, ...]:
    task = entry.follow_up
    chips = (site.chip(task, here),) if task else ()
    rules = tuple(_rule(site, code, here) for code in entry.codes)
    number = entry.head[:_SHORT] if entry.number is None else f"#{entry.number}"
    return (
        Cell(entry.day.isoformat()),
        Cell(f"{printable(entry.host)} {number}"),
        Cell(value=badge.word, badge=badge),
        Cell(
            WHY.get(entry.reason, printable(entry.reason))
            if entry.kind == "exempt"
            else printable(entry.reason)
        ),
        Cell(entry.until.isoformat() if entry.until else ""),
        Cell(value=task or "", chips=chips),
        Cell("" if rules or entry.kind == "exempt" else "all", chips=rules),
        Cell(printable(entry.who or "not known")),
    )


def _rule(site: Site, code: str, here: str) -> Chip:
    return Chip(
        code,
        site.rules.get(code, ""),
        relative(site.address_of_rule(code), here) if code in site.rules else "",
    )


def _states(measured: GateLog) -> dict[LogEntry, Badge]:
    """What each was let in as, and of an override how far it has come; the last that holds is said."""
    said = (
        (measured.exempt, Badge("Exempt")),
        (measured.overridden, Badge("Overridden", "running")),
        (measured.followed_up, Badge("Followed up", "done")),
        (measured.owed, Badge("Overdue", "warning")),
    )
    return {entry: badge for count, badge in said for entry in count.entries}
