"""What the gate let in without a task, and what became of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gov.metrics.measure import Definition, Share

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from gov.change.log import LogEntry, LogKind
    from gov.project import Project

__all__ = ["DEFINITIONS", "GateLog", "LogCount", "ReasonCount", "gate_log"]

_LOG = "the log that gov pr --log writes, in which a change that was judged often counts once, as it was last"
_TASKS = "the log that gov pr --log writes, and the Status field of each follow-up task"
_LET_IN = "all exemptions and overrides in the log"
_OVERRIDES = "all overrides in the log"

EXEMPT = Definition(
    name="changes_exempt",
    title="Exempt changes",
    unit="exemptions of changes",
    numerator="those of bots, clean merges, whole reverts and exempt paths, which need no task",
    denominator=_LET_IN,
    made_of=_LOG,
    raised_by="nothing: they are proven by the host or by git, and are counted to be seen",
)
OVERRIDDEN = Definition(
    name="changes_overridden",
    title="Overrides",
    unit="overrides of changes",
    numerator="those that held: with label, reason, last day and follow-up task",
    denominator=_LET_IN,
    made_of=_LOG,
    raised_by="overriding the gate, which a team wants to do seldom",
)
RUNNING = Definition(
    name="overrides_running",
    title="Overrides that still run",
    unit="overrides of changes",
    numerator="those whose last day has not passed",
    denominator=_OVERRIDES,
    made_of=_LOG,
    raised_by="overriding the gate; each falls out by itself on the day after its last",
)
ENDED = Definition(
    name="overrides_ended",
    title="Overrides that ran out",
    unit="overrides of changes",
    numerator="those whose last day has passed",
    denominator=_OVERRIDES,
    made_of=_LOG,
    raised_by="time",
)
FOLLOWED_UP = Definition(
    name="overrides_followed_up",
    title="Overrides that were followed up",
    unit="overrides of changes",
    numerator="those whose follow-up task is done, whether they still run or not",
    denominator=_OVERRIDES,
    made_of=_TASKS,
    raised_by="finishing the follow-up tasks",
)
OWED = Definition(
    name="overrides_owed",
    title="Overrides that ran out and were not followed up",
    unit="overrides of changes",
    numerator="those whose last day has passed and whose follow-up task is not done: it is open, withdrawn, "
    "or declared nowhere any more",
    denominator=_OVERRIDES,
    made_of=_TASKS,
    raised_by="leaving follow-up tasks open; finishing them lowers it",
)

DEFINITIONS = (EXEMPT, OVERRIDDEN, RUNNING, ENDED, FOLLOWED_UP, OWED)


@dataclass(frozen=True, slots=True)
class LogCount:
    """One number of the log, and the entries that it is made of."""

    definition: Definition
    share: Share
    entries: tuple[LogEntry, ...]


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """The entries of one kind and reason: a word of ours for an exemption, the author's for an override."""

    kind: LogKind
    reason: str
    entries: tuple[LogEntry, ...]


@dataclass(frozen=True, slots=True)
class GateLog:
    """The log counted: by kind, by reason (most first), and how far overrides have come."""

    exempt: LogCount
    overridden: LogCount
    reasons: tuple[ReasonCount, ...]
    running: LogCount
    ended: LogCount
    followed_up: LogCount
    owed: LogCount

    @property
    def whole(self) -> int:
        """How many exemptions and overrides there are."""
        return self.exempt.share.whole


def gate_log(project: Project, logged: Iterable[LogEntry], today: date) -> GateLog:
    """Count what a log holds, as it is on a day and with the tasks as they are in a project."""
    entries = _last_of_each(logged)
    overrides = tuple(entry for entry in entries if entry.kind == "override")

    def has_ended(entry: LogEntry) -> bool:
        return entry.until is not None and entry.until < today

    def is_followed_up(entry: LogEntry) -> bool:
        return _is_done(project, entry.follow_up)

    def of_all(definition: Definition, kind: LogKind) -> LogCount:
        return _counted(definition, entries, lambda entry: entry.kind == kind)

    def of_overrides(definition: Definition, holds: Callable[[LogEntry], bool]) -> LogCount:
        return _counted(definition, overrides, holds)

    return GateLog(
        exempt=of_all(EXEMPT, "exempt"),
        overridden=of_all(OVERRIDDEN, "override"),
        reasons=_by_reason(entries),
        running=of_overrides(RUNNING, lambda entry: not has_ended(entry)),
        ended=of_overrides(ENDED, has_ended),
        followed_up=of_overrides(FOLLOWED_UP, is_followed_up),
        owed=of_overrides(OWED, lambda entry: has_ended(entry) and not is_followed_up(entry)),
    )


def _counted(
    definition: Definition, whole: tuple[LogEntry, ...], holds: Callable[[LogEntry], bool]
) -> LogCount:
    found = tuple(filter(holds, whole))
    return LogCount(definition, Share(len(found), len(whole)), found)


def _last_of_each(logged: Iterable[LogEntry]) -> tuple[LogEntry, ...]:
    """What was said last of each change and reason: with every push a change is judged anew.

    A change without a number is known by its commit alone.
    """
    last: dict[tuple[object, ...], LogEntry] = {}
    for entry in sorted(logged, key=lambda entry: entry.day):
        change = entry.head if entry.number is None else entry.number
        last[entry.host, change, entry.kind, entry.reason, entry.codes] = entry
    return tuple(last.values())


def _by_reason(entries: Iterable[LogEntry]) -> tuple[ReasonCount, ...]:
    groups: defaultdict[tuple[LogKind, str], list[LogEntry]] = defaultdict(list)
    for entry in entries:
        groups[entry.kind, entry.reason].append(entry)
    counts = (ReasonCount(kind, reason, tuple(found)) for (kind, reason), found in groups.items())
    return tuple(sorted(counts, key=lambda count: (count.kind, -len(count.entries), count.reason)))


def _is_done(project: Project, identifier: str | None) -> bool:
    """Whether a task is done, which may have another number today."""
    if identifier is None:
        return False
    renumbered = project.formerly.get(identifier)
    items = project.by_id.get(identifier, ()) or ((renumbered,) if renumbered else ())
    return bool(items) and all(item.phase == "done" for item in items)
