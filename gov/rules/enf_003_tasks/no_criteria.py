"""ENF-003.no-criteria."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error")
def no_criteria(facts: Facts) -> Iterator[Draft]:
    """A task has no acceptance criterion.

    Nobody can tell when it is done, so it is done when somebody says so (CONST-P9). Add **Acceptance Criteria** with a task list of outcomes that can be shown.

    Fails at tasks.md:1:5:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: M
    ```

    Passes:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: M

    **Acceptance Criteria**:
    - [ ] A valid password yields a token
    - [ ] A wrong password yields 401
    ```
    """
    for item in facts.project.of_kind("task"):
        if not item.criteria:
            yield Draft(
                item.place,
                f"{item.id} has no acceptance criterion",
                "Add **Acceptance Criteria**: and below it a list of outcomes, each beginning with - [ ].",
                item.id,
                about=(item.id,),
            )
