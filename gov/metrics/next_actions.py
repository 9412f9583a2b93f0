"""What there is to do next, the most pressing first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.items import Item
    from gov.project import Project
    from gov.rulebook import Finding, Verdict

__all__ = ["Action", "next_actions"]

# Of each sort no more than a meeting can talk about.
_MOST = 5
_OVERDUE, _STALLED = "ENF-015.review-overdue", "ENF-015.stalled-task"


class Action(NamedTuple):
    """One thing to do: what, with what, and why."""

    verb: str
    name: str
    why: str


def next_actions(verdict: Verdict) -> tuple[Action, ...]:
    """Errors to cure, reviews and stalled tasks to look at, tasks to finish, tasks that can begin."""
    found = verdict.findings
    errors = [Action("Cure", _place(f), f"{f.code}: {f.message}") for f in found if f.severity == "error"]
    reviews = [Action("Review", f.item or f.location.path, f.message) for f in found if f.code == _OVERDUE]
    stalled = [f for f in found if f.code == _STALLED]
    asked = [Action("Ask about", f.item, f.message) for f in stalled]
    left_alone = {f.item for f in stalled}
    project = verdict.project
    finish = [
        Action("Finish", task.id, _told(task))
        for task in project.of_kind("task") if task.phase == "running" and task.id not in left_alone
    ]  # fmt: skip
    begin = [Action("Begin", task.id, _told(task)) for task in _ready(project)]
    groups = (errors, reviews, asked, finish, begin)
    return tuple(action for group in groups for action in group[:_MOST])


def _ready(project: Project) -> Iterator[Item]:
    """Tasks that nobody has begun and that wait for nothing unfinished."""
    items = project.graph.items
    for task in project.of_kind("task"):
        needed = [one.target for one in task.references if one.relation == "depends-on"]
        if task.phase == "open" and all(name in items and items[name].phase == "done" for name in needed):
            yield task


def _told(task: Item) -> str:
    ticked = sum(criterion.checked is True for criterion in task.standing_criteria)
    field = task.field("assignee")
    who = field.value if field is not None and field.value else "nobody"
    return f"{task.title}: {who}, {ticked} of {len(task.standing_criteria)} criteria ticked"


def _place(finding: Finding) -> str:
    place = finding.location
    return f"{place.path}:{place.line}:{place.column}"
