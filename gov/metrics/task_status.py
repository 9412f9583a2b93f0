"""How many tasks stand where."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gov.metrics.measure import Definition, Share
from gov.metrics.ticked_criteria import criteria_ticked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gov.config import Phase
    from gov.items import Item
    from gov.project import Project

__all__ = ["COMPLETION", "DEFINITION", "NO_STATUS", "StatusCount", "TasksByStatus", "tasks_by_status"]

# From what is done to what has not begun; a status that the project does not know comes last.
PHASES: tuple[Phase | None, ...] = ("done", "running", "blocked", "open", "proposed", "retired", None)
NO_STATUS = "No status"

_MADE_OF = "the Status field of each task, as its author wrote it"
_ALL = "all tasks that the documents declare"

DEFINITION = Definition(
    name="tasks_by_status",
    title="Tasks by status",
    unit="tasks",
    numerator="tasks with the status",
    denominator=_ALL,
    made_of=_MADE_OF,
    raised_by="work, as its authors say in the Status field",
)
COMPLETION = Definition(
    name="task_completion",
    title="Task completion",
    unit="share of tasks",
    numerator="tasks whose status says that they are done",
    denominator=_ALL,
    made_of=_MADE_OF,
    raised_by="finishing tasks, and saying so in their Status field",
)


@dataclass(frozen=True, slots=True)
class StatusCount:
    """One status: its word, its phase of life (None: not a status the project knows), its tasks."""

    status: str
    phase: Phase | None
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TasksByStatus:
    """All tasks by status in order of phase, the share done, and the share of all criteria ticked.

    `waited_for` is the unfinished task that most unfinished tasks name as a dependency; `waiting` are all
    that wait for it, directly or through others.
    """

    definition: Definition
    done: Share
    criteria: Share
    statuses: tuple[StatusCount, ...]
    waited_for: str | None
    waiting: tuple[str, ...]


def tasks_by_status(project: Project) -> TasksByStatus:
    """Count the tasks under each status, and find the one that most of the others wait for."""
    tasks = [item for item in project.graph.items.values() if item.kind == "task"]
    waited_for, waiting = _bottleneck([task for task in tasks if task.phase not in ("done", "retired")])
    return TasksByStatus(
        definition=DEFINITION,
        done=Share(sum(task.phase == "done" for task in tasks), len(tasks)),
        criteria=criteria_ticked(project).share,
        statuses=_statuses(tasks),
        waited_for=waited_for,
        waiting=waiting,
    )


def _statuses(tasks: Sequence[Item]) -> tuple[StatusCount, ...]:
    found: defaultdict[tuple[int, str], list[Item]] = defaultdict(list)
    for task in tasks:
        name = task.status.name if task.status else NO_STATUS
        found[PHASES.index(task.phase), name].append(task)
    return tuple(
        StatusCount(name, PHASES[order], tuple(task.id for task in found[order, name]))
        for order, name in sorted(found)
    )


def _bottleneck(unfinished: Sequence[Item]) -> tuple[str | None, tuple[str, ...]]:
    """Find the unfinished task that most unfinished ones name as a dependency, and all that wait for it.

    Of several the first in document order. Those that wait through others are followed for that one task
    only: to follow them for all grows with the square of the tasks.
    """
    order = {task.id: place for place, task in enumerate(unfinished)}
    direct: defaultdict[str, list[str]] = defaultdict(list)
    for task in unfinished:
        for needed in {one.target for one in task.references if one.relation == "depends-on"}:
            if needed in order and needed != task.id:
                direct[needed].append(task.id)
    if not direct:
        return None, ()
    most = max(direct, key=lambda identifier: (len(direct[identifier]), -order[identifier]))
    seen = {most}
    ahead = [most]
    while ahead:
        for waiting in direct.get(ahead.pop(), ()):
            if waiting not in seen:
                seen.add(waiting)
                ahead.append(waiting)
    return most, tuple(sorted(seen - {most}, key=lambda identifier: order[identifier]))
