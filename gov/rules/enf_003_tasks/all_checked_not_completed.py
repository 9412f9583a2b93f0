"""ENF-003.all-checked-not-completed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Edit, Facts, Fix, rule
from gov.rulebook.declarations import status_place

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("warning", fix="unsafe")
def all_checked_not_completed(facts: Facts) -> Iterator[Draft]:
    """Every criterion of a task is ticked, and its status is not Completed.

    The work is done and the plan does not show it (CONST-P7). Set the status, or add the criterion that is missing.

    Fails at tasks.md:3:13:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: In Progress
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Ada
    **Estimated Effort**: M

    **Acceptance Criteria**:
    - [x] A valid password yields a token
    - [x] A wrong password yields 401
    ```

    Passes:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Completed
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Ada
    **Estimated Effort**: M

    **Acceptance Criteria**:
    - [x] A valid password yields a token
    - [x] A wrong password yields 401
    ```
    """
    done = next(
        (n for n, p in facts.project.configuration.kinds["task"].statuses.items() if p == "done"), "Completed"
    )
    for item in facts.project.of_kind("task"):
        if item.phase is None or item.phase in {"done", "retired"} or not item.criteria:
            continue
        if all(criterion.checked is True for criterion in item.criteria):
            place = status_place(item)
            yield Draft(
                place,
                f"{item.id} is {item.status.name if item.status else ''}, yet all of its {len(item.criteria)} criteria are ticked",
                f"Set the status to {done}, or add the criterion that is still missing.",
                item.id,
                fix=Fix(f"Write {done}", (Edit(place, done),), is_safe=False),
                about=(item.id,),
            )
