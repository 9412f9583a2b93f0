"""The log of what the gate let in without a task: a line for each exemption and each override that held.

The file is JSON Lines, one object a line; `version` says which keys it has. What is logged is never taken
out by us: a change that is judged again at the same commit adds a line only where it says something else.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal, NamedTuple

from gov.change.overrides import follow_up_of
from gov.text import printable_json

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from gov.change.change import Change
    from gov.project import Project

__all__ = ["LOG_VERSION", "LogEntry", "LogKind", "entries_of", "lines_of", "unsaid"]

LogKind = Literal["exempt", "override"]
LOG_VERSION = 1


class LogEntry(NamedTuple):
    """One change that was let in without a task, or one override of a change.

    `reason` is `bot`, `merge`, `revert` or `paths` of an exemption, and the words of an override. `number`
    and `who` are None where nobody told them; `codes`, `until` (the last day) and `follow_up` (a task) are
    those of an override, and empty or None of an exemption.
    """

    day: date
    host: str
    number: int | None
    head: str
    kind: LogKind
    reason: str
    who: str | None
    codes: tuple[str, ...] = ()
    until: date | None = None
    follow_up: str | None = None


def entries_of(change: Change, project: Project, day: date) -> tuple[LogEntry, ...]:
    """What there is to log of a change that was judged on a day."""
    request, exemption = change.request, change.exemption
    head, who = request.head or "", request.author or None
    found = []
    if exemption is not None:
        by = exemption.who or None
        found.append(LogEntry(day, request.host, request.number, head, "exempt", exemption.reason, by))
    found.extend(
        LogEntry(
            day, request.host, request.number, head, "override", override.reason, who, override.codes,
            override.last_day, follow_up_of(override, change.settings, project),
        )
        for override in change.valid_overrides
    )  # fmt: skip
    return tuple(found)


def unsaid(found: Iterable[LogEntry], known: Iterable[LogEntry]) -> tuple[LogEntry, ...]:
    """The entries that a log does not hold yet: at the same commit the same is not said again."""
    said = {_said(entry) for entry in known}
    fresh = []
    for entry in found:
        if _said(entry) not in said:
            said.add(_said(entry))
            fresh.append(entry)
    return tuple(fresh)


def _said(entry: LogEntry) -> tuple[object, ...]:
    return (entry.head, entry.kind, entry.reason, entry.codes, entry.until, entry.follow_up)


def lines_of(entries: Iterable[LogEntry]) -> str:
    """Entries as lines; nothing that anybody wrote ends a line, hides or turns what stands beside it."""
    return "".join(f"{printable_json(json.dumps(_record(entry), ensure_ascii=False))}\n" for entry in entries)


def _record(entry: LogEntry) -> dict[str, object]:
    return {
        "version": LOG_VERSION,
        **entry._asdict(),
        "day": entry.day.isoformat(),
        "codes": list(entry.codes),
        "until": entry.until.isoformat() if entry.until else None,
    }
