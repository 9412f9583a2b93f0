"""Tasks: how many are done, and how many stand where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.metrics.metric import Metric
from gov.metrics.task_status import COMPLETION, DEFINITION, tasks_by_status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.metrics.known import Known

ORDER = 40
_TASK = "task"


def measure(known: Known) -> Iterator[Metric]:
    """The share that is done, then the count of each status, those of no task included."""
    statuses = tasks_by_status(known.project).statuses
    done = [task for one in statuses if one.phase == "done" for task in one.tasks]
    everything = [task for one in statuses for task in one.tasks]
    finished = frozenset(done)
    yield Metric.share(COMPLETION, done, (task for task in everything if task not in finished))
    found = {one.status: one.tasks for one in statuses}
    for status in dict.fromkeys((*known.project.configuration.kinds[_TASK].statuses, *found)):
        inside = frozenset(found.get(status, ()))
        outside = [task for task in everything if task not in inside]
        yield Metric.count(DEFINITION, found.get(status, ()), outside).of(status, status)
