"""The history of a whole project as text and JSON: its counts after each commit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.cli._printing import put_json, put_lines
from gov.metrics.over_time import Moment, over_time
from gov.text import printable

if TYPE_CHECKING:
    from gov.config import Configuration
    from gov.history import Past

__all__ = ["put_project"]

_SHORT = 8
_TASK = "task"


def put_project(past: Past, configuration: Configuration, form: str) -> None:
    """Write the counts after each commit that changed an item, oldest first."""
    moments = over_time(past)
    if form == "json":
        values = [_value(moment) for moment in moments]
        put_json({"version": 1, "id": None, "complete": past.is_complete, "commits": values})
        return
    done = {name for name, phase in configuration.kinds[_TASK].statuses.items() if phase == "done"}
    lines = [] if past.is_complete else ["history incomplete: this is a shallow clone"]
    lines.extend(_line(moment, done) for moment in moments)
    put_lines([printable(line) for line in lines or ["no commit declares an item"]])


def _line(moment: Moment, statuses_done: set[str]) -> str:
    commit = moment.commit
    items = sum(count for _, count in moment.items)
    finished = sum(
        count for (kind, status), count in moment.statuses if kind == _TASK and status in statuses_done
    )
    tasks = dict(moment.items).get(_TASK, 0)
    done_of = f"{finished} of {tasks} tasks done, {moment.ticked} of {moment.criteria} criteria ticked"
    return f"{commit.when.date().isoformat()} {commit.id[:_SHORT]} {items} items, {done_of}  {commit.subject}"


def _value(moment: Moment) -> dict[str, object]:
    statuses: dict[str, dict[str, int]] = {}
    for (kind, status), count in moment.statuses:
        statuses.setdefault(kind, {})[status] = count
    return {
        "commit": moment.commit.id,
        "author": moment.commit.author,
        "date": moment.commit.when.isoformat(),
        "subject": moment.commit.subject,
        "items": dict(moment.items),
        "statuses": statuses,
        "criteria": moment.criteria,
        "criteria_ticked": moment.ticked,
    }
