"""ENF-003.in-progress-unassigned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.items import is_null
from gov.rulebook import Draft, Facts, rule
from gov.rules.enf_003_tasks._tasks import TASK

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("warning")
def in_progress_unassigned(facts: Facts) -> Iterator[Draft]:
    """A task is in progress and nobody's.

    Work that belongs to nobody is asked about nowhere, and the next one begins it anew (CONST-P10).

    Cure it by naming who works on it, or by taking back the status.

    Fails at tasks.md:5:15:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: In Progress
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in
    ```

    Passes:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: In Progress
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Mira
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in
    ```
    """
    for item in facts.project.in_phase("running"):
        if item.kind != TASK or item.status is None:
            continue
        field = item.field("assignee")
        if field is not None and not field.is_empty and is_null(field.value):
            yield Draft(
                field.place,
                f"{item.id} is {item.status.name} while its assignee is {field.value!r}",
                "Name who works on it, or take back the status.",
                item.id,
                about=(item.id,),
            )
