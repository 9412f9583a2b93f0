"""What happened to an item: when it was declared and by whom, and every change since, newest first."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from gov.history.lineage import lineage
from gov.history.words import said
from gov_dashboards.parts import Event
from gov_dashboards.status import group_of
from gov_mkdocs.chronicle import Unknown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gov.history import Commit
    from gov.history import Event as Happened
    from gov.items import Item
    from gov_dashboards.parts import Group
    from gov_mkdocs.site import Site

__all__ = ["History", "clipped", "in_words", "item_history", "not_available", "written_by"]

SHOWN = 30
_SHORT = 8
_LONGEST = 160


class History(NamedTuple):
    """An item's events, or why there are none; `older` is how many changes are left out."""

    events: tuple[Event, ...] = ()
    older: int = 0
    note: str = ""


def item_history(site: Site, item: Item) -> History:
    """Tell an item's history; nothing at all where the site has none to ask."""
    past = site.past
    if past is None:
        return History()
    if isinstance(past, Unknown):
        return History(note=not_available(past))
    # Following former numbers looks at the whole past: only for those that have some.
    events = lineage(past, item.id) if item.formerly else past.events.get(item.id, ())
    if not events:
        return History(note=f"No commit holds {item.id} yet.")
    changes = [(commit, tuple(found)) for commit, found in groupby(events, lambda event: event.commit)]
    changes.reverse()
    shown = tuple(_event(site, item, commit, found) for commit, found in changes[:SHOWN])
    return History(shown, len(changes) - len(shown))


def not_available(unknown: Unknown) -> str:
    """Why there is no history, as a sentence, and what would bring it."""
    return f"History not available: {unknown.reason}. {unknown.help}".rstrip()


def _event(site: Site, item: Item, commit: Commit, happened: Iterable[Happened]) -> Event:
    found = tuple(happened)
    lines = tuple(in_words(one.what, one.before, one.after) for one in found)
    status = next((one.after for one in reversed(found) if one.what == "status"), "")
    group: Group = "none"
    if status:
        kind = site.project.configuration.kinds.get(item.kind)
        group = group_of(kind.statuses.get(status) if kind else None)
    return Event(commit.when.date().isoformat(), lines[0], group, more=lines[1:], by=written_by(commit))


def written_by(commit: Commit) -> str:
    """Who made a commit, its short name, and what it says of itself."""
    subject = f" \u201c{clipped(commit.subject)}\u201d" if commit.subject else ""
    return f"{clipped(commit.author) or 'somebody'}, {commit.id[:_SHORT]}{subject}"


def in_words(what: str, before: str, after: str) -> str:
    """A change as a line: what it is, then what was there and what is there now."""
    text = said(what, clipped(before), clipped(after)).replace(" -> ", " \u2192 ", 1)
    return text[:1].upper() + text[1:]


def clipped(text: str) -> str:
    """A text on one line that fits into a list."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "\u2026"
