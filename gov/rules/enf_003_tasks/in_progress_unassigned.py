"""ENF-003.in-progress-unassigned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.items import is_null
from gov.rulebook import Draft, Facts, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("warning")
def in_progress_unassigned(facts: Facts) -> Iterator[Draft]:
    """A task is in progress and nobody is assigned.

    Two people may do it at once, or nobody (CONST-P12). Name who works on it, or set it back to Not Started.

    Fails at tasks.md:5:15:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: In Progress
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: M

    **Acceptance Criteria**:
    - [ ] A valid password yields a token
    - [ ] A wrong password yields 401
    ```

    Passes:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: In Progress
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Ada
    **Estimated Effort**: M

    **Acceptance Criteria**:
    - [ ] A valid password yields a token
    - [ ] A wrong password yields 401
    ```
    """
    for item in facts.project.of_kind("task"):
        if item.phase != "running":
            continue
        field = item.field("assignee")
        if field is not None and not field.is_empty and is_null(field.value):
            yield Draft(
                field.place,
                f"{item.id} is {item.status.name if item.status else ''}, yet its assignee is {field.value}",
                "Name who works on it, or set the status back to Not Started.",
                item.id,
                about=(item.id,),
            )
