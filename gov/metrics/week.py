"""What happened to a project between two days, and what there is to do now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

import gov.rules
from gov.errors import UsageError
from gov.history.difference import difference
from gov.metrics.known import Known
from gov.metrics.naming import measured
from gov.metrics.next_actions import next_actions
from gov.project import MemoryTree, load_project
from gov.rulebook import Facts, baseline_of, check, load_rulebook
from gov.rulebook.novelty import moved

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gov.history import Commit, Past
    from gov.history.difference import ItemDifference
    from gov.history.revisions import Revisions
    from gov.metrics.metric import Metric
    from gov.metrics.next_actions import Action
    from gov.project import Project
    from gov.rulebook import Finding, Verdict

__all__ = ["Trend", "Week", "week_of"]

OVERDUE, STALLED = "ENF-015.review-overdue", "ENF-015.stalled-task"
_NO_PAST = "the history before the first day was not read"
# What a reader wants to see moving; the numbers of the project's own follow.
_CHIEF = (
    "compliance", "traceability_coverage", "implementation_coverage", "orphans", "task_completion",
    "criteria_ticked", "reviews_current", "tasks_stalled", "findings",
)  # fmt: skip


class Trend(NamedTuple):
    """A number at the end, and as it was at the start; None where it was not there."""

    now: Metric
    before: Metric | None

    @property
    def difference(self) -> int | None:
        """How much it rose, or fell; None where one end is unknown."""
        if self.before is None or self.before.value is None or self.now.value is None:
            return None
        return self.now.value - self.before.value


@dataclass(frozen=True, slots=True)
class Week:
    """A project from one day to another, both included, or what was committed of it.

    `start` is the last commit before the first day, None where there is none, and `end` the last one up to
    the last day. `note` says what is not known. `commits` are those between them that changed a document,
    oldest first. `overdue` and `stalled` are findings as they are at the end.
    """

    since: date
    until: date
    project: Project
    start: Commit | None
    end: Commit
    note: str
    commits: tuple[Commit, ...]
    items: tuple[ItemDifference, ...]
    arisen: tuple[Finding, ...]
    cured: tuple[Finding, ...]
    overdue: tuple[Finding, ...]
    stalled: tuple[Finding, ...]
    trends: tuple[Trend, ...]
    actions: tuple[Action, ...]


def week_of(found: Revisions, project: Project, past: Past, since: date, until: date) -> Week:
    """Compare a project as it was before a first day with what it was at the end of a last one.

    `past` is that of the project now. Raises `UsageError` where nothing was committed up to the last day.
    """
    end = _last_until(past.commits, until)
    if end is None:
        message = f"no commit up to {until} changed a governed document"
        raise UsageError(message, help="Name a later day with --until.")
    start, note = _last_until(past.commits, since - timedelta(days=1)), ""
    if start is None and not past.is_complete:
        start = past.commits[-1]
        note = f"This is a shallow clone: what was before {start.when.date()} is not known."
    is_newest = end is past.commits[0]
    new = found.project("HEAD" if is_newest else end.id, project)
    old = found.project(start.id, new) if start else load_project(MemoryTree({}), new.configuration)
    before = _verdict(old, since - timedelta(days=1), None) if start else None
    after = _verdict(new, until, None)
    ended = found.past(new.configuration, end.id)
    now = _verdict(new, until, ended)
    arisen, cured = moved(before, after)
    overdue, stalled = (tuple(f for f in now.findings if f.code == code) for code in (OVERDUE, STALLED))
    return Week(
        since, until, new, start, end, note, _commits(past, start, end), difference(old, new), arisen, cured,
        overdue, stalled, _trends(before, Known(after, until, ended), since), next_actions(now),
    )  # fmt: skip


def _last_until(commits: Sequence[Commit], day: date) -> Commit | None:
    """The last commit up to a day; they are given newest first."""
    return next((commit for commit in commits if commit.when.date() <= day), None)


def _commits(past: Past, start: Commit | None, end: Commit) -> tuple[Commit, ...]:
    names = [commit.id for commit in past.commits]
    first = names.index(start.id) if start else len(names)
    return past.commits[names.index(end.id) : first][::-1]


def _verdict(project: Project, day: date, past: Past | None) -> Verdict:
    facts = Facts(project, day, past=past, baseline=baseline_of(project))
    return check(facts, load_rulebook(gov.rules))


def _trends(before: Verdict | None, now: Known, since: date) -> tuple[Trend, ...]:
    ended = measured(now)
    day = since - timedelta(days=1)
    began = measured(Known(before, day, no_past=_NO_PAST)) if before else {}
    own = (metric.name for metric in now.project.configuration.metrics)
    return tuple(Trend(ended[name], began.get(name)) for name in (*_CHIEF, *own))
