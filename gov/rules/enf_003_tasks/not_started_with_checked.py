"""ENF-003.not-started-with-checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, Related, rule
from gov.rulebook.declarations import status_place

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("warning")
def not_started_with_checked(facts: Facts) -> Iterator[Draft]:
    """A task is not started and has a ticked criterion.

    Work that has begun is hidden from whoever plans (CONST-P7). Set the status to In Progress, or take the tick away.

    Fails at tasks.md:3:13:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
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

    **Status**: In Progress
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Ada
    **Estimated Effort**: M

    **Acceptance Criteria**:
    - [x] A valid password yields a token
    - [ ] A wrong password yields 401
    ```
    """
    for item in facts.project.of_kind("task"):
        if item.phase != "open":
            continue
        ticked = [criterion for criterion in item.criteria if criterion.checked]
        # All of them ticked is a finding of its own: the task is done.
        if ticked and len(ticked) < len(item.criteria):
            yield Draft(
                status_place(item),
                f"{item.id} is {item.status.name if item.status else ''}, yet {len(ticked)} of its {len(item.criteria)} criteria "
                f"{'is' if len(ticked) == 1 else 'are'} ticked",
                "Set the status to In Progress, or take the tick away.",
                item.id,
                tuple(Related(criterion.place, f"{criterion.id} is ticked") for criterion in ticked),
                about=(item.id,),
            )
