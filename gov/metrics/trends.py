"""Named numbers after each commit, as far as the states of items tell them; the others at some commits.

What an item is, its status and its criteria are known after every commit. What its references come to, and
what is found, is not: for that the project is read and judged as it was, at a sample of commits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import gov.rules
from gov.errors import GovError
from gov.metrics.known import Known
from gov.metrics.measure import Share
from gov.metrics.naming import measured
from gov.metrics.over_time import over_time
from gov.metrics.task_status import NO_STATUS
from gov.rulebook import Facts, baseline_of, check, load_rulebook

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from gov.config import Configuration
    from gov.history import Commit, Past
    from gov.history.revisions import Revisions
    from gov.metrics.over_time import Moment
    from gov.project import Project

__all__ = ["Point", "Reading", "picked", "readings", "sample", "sampled", "within"]

_NO_PAST = "a sample is judged without the commits before it"


class Point(NamedTuple):
    """A number at a moment: its value, and what it is made of; all None where it was not known."""

    value: int | None
    part: int | None
    whole: int | None


class Reading(NamedTuple):
    """Numbers after a commit; `unknown` says why there are none."""

    commit: Commit
    points: Mapping[str, Point]
    unknown: str = ""


def readings(past: Past, configuration: Configuration) -> tuple[Reading, ...]:
    """The numbers that states tell, after each commit that changed an item, oldest first."""
    return tuple(Reading(moment.commit, dict(_points(moment, configuration))) for moment in over_time(past))


def sampled(commits: Sequence[Commit], most: int) -> tuple[Commit, ...]:
    """The last commit of each week that has one, oldest first; of more than `most` weeks evenly spread ones.

    `commits` are given newest first. The newest and the oldest week are always among them.
    """
    weeks: dict[tuple[int, int], Commit] = {}
    for commit in commits:
        year, week, _ = commit.when.isocalendar()
        weeks.setdefault((year, week), commit)
    found = list(weeks.values())[::-1]
    if len(found) <= most:
        return tuple(found)
    if most == 1:
        return (found[-1],)
    last = len(found) - 1
    return tuple(found[round(number * last / (most - 1))] for number in range(most))


def picked(commits: Sequence[Commit], most: int) -> tuple[Commit, ...]:
    """The last commit of each day, oldest first; where those are more than `most`, `sampled` ones.

    `commits` are given newest first. A young project has few weeks, and its days tell more.
    """
    days: dict[date, Commit] = {}
    for commit in commits:
        days.setdefault(commit.when.date(), commit)
    return tuple(days.values())[::-1] if len(days) <= most else sampled(commits, most)


def sample(found: Revisions, commit: Commit, like: Project) -> Reading:
    """The numbers of the project as it was after a commit, judged by the rules of today as on its day.

    Reports of other tools are those of today, so none is looked at.
    """
    try:
        project = found.project(commit.id, like)
    except GovError as error:
        return Reading(commit, {}, str(error).partition("\n")[0])
    day = commit.when.date()
    try:
        facts = Facts(project, day, baseline=baseline_of(project))
        metrics = measured(Known(check(facts, load_rulebook(gov.rules)), day, no_past=_NO_PAST))
    except GovError as error:
        return Reading(commit, {}, str(error).partition("\n")[0])
    return Reading(commit, {name: Point(m.value, m.part, m.whole) for name, m in metrics.items()})


def within(found: Sequence[Reading], since: date | None, until: date | None) -> tuple[Reading, ...]:
    """The readings of commits between two days, both included."""
    return tuple(
        reading for reading in found
        if (since is None or reading.commit.when.date() >= since)
        and (until is None or reading.commit.when.date() <= until)
    )  # fmt: skip


def _points(moment: Moment, configuration: Configuration) -> Iterator[tuple[str, Point]]:
    kinds, counts = configuration.kinds, dict(moment.items)
    items = sum(counts.values())
    yield "items", Point(items, items, None)
    for kind in kinds:
        if kind in counts or kind in configuration.project.kinds:
            number = counts.get(kind, 0)
            yield f"items.{kind}", Point(number, number, items)
    done = sum(
        number for (kind, status), number in moment.statuses
        if kind == "task" and kinds[kind].statuses.get(status) == "done"
    )  # fmt: skip
    yield "task_completion", _share(done, counts.get("task", 0))
    for kind, name in (("task", "tasks_by_status"), ("decision", "decisions_by_status")):
        held = {status or NO_STATUS: number for (of, status), number in moment.statuses if of == kind}
        for status in dict.fromkeys((*kinds[kind].statuses, *held)):
            number = held.get(status, 0)
            yield f"{name}.{status}", Point(number, number, counts.get(kind, 0))
    yield "criteria_ticked", _share(moment.ticked, moment.criteria)


def _share(part: int, whole: int) -> Point:
    return Point(Share(part, whole).percent, part, whole) if whole else Point(None, None, None)
