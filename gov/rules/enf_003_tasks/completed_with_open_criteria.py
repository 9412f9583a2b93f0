"""ENF-003.completed-with-open-criteria."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, Related, rule
from gov.rulebook.declarations import status_place

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error")
def completed_with_open_criteria(facts: Facts) -> Iterator[Draft]:
    """A task is completed and has criteria that are not ticked.

    Either it is not done or its criteria were not looked at; a reader cannot tell which (CONST-P9). Tick what is shown to hold, or take the status back.

    Fails at tasks.md:3:13:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Completed
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: M

    **Acceptance Criteria**:
    - [x] A valid password yields a token
    - [ ] A wrong password yields 401
    ```

    Passes:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Completed
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: M

    **Acceptance Criteria**:
    - [x] A valid password yields a token
    - [x] A wrong password yields 401
    ```
    """
    for item in facts.project.of_kind("task"):
        if item.phase != "done":
            continue
        still_open = [criterion for criterion in item.criteria if criterion.checked is False]
        if still_open:
            total = len(item.criteria)
            yield Draft(
                status_place(item),
                f"{item.id} is {item.status.name if item.status else 'done'}, yet {len(still_open)} of its {total} criteria "
                f"{'is' if len(still_open) == 1 else 'are'} open",
                "Tick the criteria that hold, or set the status back to In Progress.",
                item.id,
                tuple(Related(criterion.place, f"{criterion.id} is open") for criterion in still_open),
                about=(item.id,),
            )
