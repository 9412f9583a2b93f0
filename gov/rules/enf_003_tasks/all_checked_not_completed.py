"""ENF-003.all-checked-not-completed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.items.item import STRUCK
from gov.rulebook import Draft, Edit, Facts, Fix, rule
from gov.rulebook.declarations import status_place
from gov.rules.enf_003_tasks._tasks import TASK

if TYPE_CHECKING:
    from collections.abc import Iterator


_UNFINISHED = frozenset(("proposed", "open", "running", "blocked"))


@rule("warning", fix="unsafe")
def all_checked_not_completed(facts: Facts) -> Iterator[Draft]:
    """Every criterion of a task that is not struck out is ticked, and its status does not say so.

    Either the task is done and others wait for it in vain, or a box was ticked too early (CONST-P10).

    Cure it by writing `Completed`, or by adding the criterion that is still open. `--unsafe-fixes`
    writes the status.

    Fails at tasks.md:3:13:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: In Progress
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Mira
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [x] A user with a valid password is signed in
    ```

    Passes:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Completed
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Mira
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [x] A user with a valid password is signed in
    ```
    """
    statuses = facts.project.configuration.kinds[TASK].statuses
    done = next((name for name, phase in statuses.items() if phase == "done"), "Completed")
    for item in facts.project.of_kind(TASK):
        if item.phase not in _UNFINISHED or item.status is None or not item.criteria:
            continue
        if not all(criterion.checked or criterion.mark == STRUCK for criterion in item.criteria):
            continue
        if not item.standing_criteria:
            continue
        place = status_place(item)
        count = len(item.standing_criteria)
        every = "its only criterion is" if count == 1 else f"all its {count} criteria are"
        yield Draft(
            place,
            f"{item.id} is {item.status.name} while {every} ticked",
            f"Write {done}, or add the criterion that is still open.",
            item.id,
            fix=Fix(f"Write {done}", (Edit(place, done),), is_safe=False) if place != item.place else None,
            about=(item.id,),
        )
