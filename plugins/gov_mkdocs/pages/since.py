"""What changed since an earlier revision: items, their statuses, criteria and references, and findings."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from gov.metrics.turns import told
from gov_dashboards.parts import Badge, Cell, Column, Table
from gov_dashboards.status import group_of
from gov_dashboards.wording import counted
from gov_mkdocs.addresses import ITEMS, SINCE, relative
from gov_mkdocs.chronicle import Unknown
from gov_mkdocs.pages.history import clipped
from gov_mkdocs.pages.page import Contents, Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gov.history.difference import ItemDifference, Step
    from gov.rulebook import Finding
    from gov_mkdocs.chronicle import Since
    from gov_mkdocs.site import Site

__all__ = ["changed_of_late", "since_page"]

SHOWN = 1000
FINDINGS_SHOWN = 100
_SHORT = 8
_BOX = len("[x] ")
_TITLE = "What changed"


def since_page(site: Site) -> Page | None:
    """Make the page; None for a site that has no history to ask."""
    since = site.since
    if since is None:
        return None
    here = site.addresses.of_page(SINCE)
    index = relative(site.addresses.of_page(ITEMS), here)
    if isinstance(since, Unknown):
        heading = "History not available" if isinstance(site.past, Unknown) else "Nothing to compare with yet"
        body = site.fill("since.html", index=index, unknown=since, heading=heading)
        return Page(SINCE, _TITLE, body, words=since.reason)
    added = [one for one in since.items if one.steps[0].what == "added"]
    removed = [one for one in since.items if one.steps[0].what == "removed"]
    changed = [one for one in since.items if one.steps[0].what not in {"added", "removed"}]
    tables = [
        _items(site, "added", "Added", added, here),
        _steps(site, changed, here),
        _items(site, "removed", "Removed", removed, here),
    ]
    body = site.fill(
        "since.html",
        index=index,
        unknown=None,
        lead=_lead(since),
        numbers=[
            ("Added", counted(len(added), "item")),
            ("Changed", counted(len(changed), "item")),
            ("Removed", counted(len(removed), "item")),
            ("New", counted(len(since.arisen), "finding")),
            ("Cured", counted(len(since.cured), "finding")),
        ],
        tables=[table for table in tables if table is not None],
        arisen=[site.finding(finding, here) for finding in since.arisen[:FINDINGS_SHOWN]],
        hidden=max(0, len(since.arisen) - FINDINGS_SHOWN),
        cured=_cured(site, tuple(since.cured.values()), here),
    )
    contents = [Contents(2, table.id, table.caption) for table in tables if table is not None]
    if since.arisen:
        contents.append(Contents(2, "new-findings", "New findings"))
    if since.cured:
        contents.append(Contents(2, "cured-findings", "Cured findings"))
    return Page(SINCE, _TITLE, body, tuple(contents), _lead(since), wide=True)


def changed_of_late(since: Since) -> str:
    """What changed, as one line of numbers."""
    kinds = Counter(
        one.steps[0].what if one.steps[0].what in {"added", "removed"} else "changed" for one in since.items
    )
    parts = [
        f"{counted(kinds[what], 'item')} {what}" for what in ("added", "changed", "removed") if kinds[what]
    ]
    parts += [
        f"{counted(len(found), 'finding')} {how}"
        for found, how in ((since.arisen, "new"), (since.cured, "cured"))
        if found
    ]
    return f"{_lead(since).rstrip('.')}, {', '.join(parts) or 'and no item changed'}."


def _lead(since: Since) -> str:
    day = since.when.date().isoformat()
    name = f"{clipped(since.name)} ({since.commit[:_SHORT]}, {day})" if since.name else ""
    commits = counted(since.commits, "commit") if since.commits else "no commit"
    return f"Since {name or f'commit {since.commit[:_SHORT]} of {day}'}: {commits}."


def _items(
    site: Site, anchor: str, title: str, found: Sequence[ItemDifference], here: str
) -> Table | None:  # fmt: skip
    if not found:
        return None
    columns = (
        Column("item", "Item"),
        Column("title", "Title", wide=True),
        Column("status", "Status"),
        Column("document", "Document"),
    )
    rows = []
    for one in found[:SHOWN]:
        badge = site.badge(one.item)
        rows.append((
            Cell(value=one.item.id, chips=(site.chip(one.item.id, here),)),
            Cell(one.item.title),
            Cell(value=badge.word, badge=badge),
            Cell(one.item.path),
        ))  # fmt: skip
    return Table(anchor, _caption(title, len(found)), columns, tuple(rows))


def _steps(site: Site, found: Sequence[ItemDifference], here: str) -> Table | None:
    columns = (
        Column("item", "Item"),
        Column("title", "Title", wide=True),
        Column("what", "What"),
        Column("before", "Before", wide=True),
        Column("after", "After", wide=True),
    )
    rows = [
        (
            Cell(value=one.item.id, chips=(site.chip(one.item.id, here),)),
            Cell(one.item.title),
            Cell(_what(step)),
            _side(site, one, step.what, before),
            _side(site, one, step.what, after),
        )
        for one in found[:SHOWN]
        for step in one.steps
        for before, after in [_sides(step)]
    ]
    return Table("changed", _caption("Changed", len(found)), columns, tuple(rows)) if rows else None


def _caption(title: str, count: int) -> str:
    more = f", the first {SHOWN} of them shown: gov diff names all" if count > SHOWN else ""
    return f"{title}: {counted(count, 'item')}{more}"


def _what(step: Step) -> str:
    if step.what == "criterion" and step.before and step.after:
        return "criterion ticked" if step.after.startswith("[x]") else "criterion cleared"
    if step.what in {"criterion", "reference"}:
        return f"{step.what} {'added' if step.after else 'removed'}"
    return step.what.replace("-", " ")


def _sides(step: Step) -> tuple[str, str]:
    """What stood there and what stands there; the text of a criterion once, where it stands now."""
    if step.what != "criterion":
        return step.before, step.after
    before, after = step.before[_BOX:], step.after[_BOX:]
    return ("", after) if before and step.after.startswith("[x]") else (before, "" if before else after)


def _side(site: Site, one: ItemDifference, what: str, text: str) -> Cell:
    if what != "status":
        return Cell(clipped(text))
    if not text:
        return Cell("none")
    kind = site.project.configuration.kinds.get(one.item.kind)
    return Cell(value=text, badge=Badge(text, group_of(kind.statuses.get(text) if kind else None)))


def _cured(site: Site, found: Sequence[Finding], here: str) -> Table | None:
    if not found:
        return None
    columns = (
        Column("rule", "Rule", kept=True),
        Column("message", "What was found", wide=True),
        Column("place", "Where it was"),
        Column("how", "How it went", wide=True),
    )
    rows = []
    for finding in found[:SHOWN]:
        rule = site.addresses.of_rule(finding.code)
        place = f"{finding.location.path}:{finding.location.line}"
        turn = site.turns.cured.get(id(finding))
        rows.append((
            Cell(finding.code, href=relative(rule, here) if rule else ""), Cell(finding.message), Cell(place),
            Cell(told(turn, "Cured") if turn else "No commit tells"),
        ))  # fmt: skip
    return Table("cured", f"Cured: {counted(len(found), 'finding')}", columns, tuple(rows), filterable=False)
