"""ENF-003.duplicate-id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.declarations import duplicates
from gov.rules.enf_003_tasks._tasks import TASK

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error")
def duplicate_id(facts: Facts) -> Iterator[Draft]:
    """An identifier of a task is declared twice.

    Two tasks share one name: a reference to it, a commit, a status may mean either (CONST-P10).

    Cure it by giving one of the two a free number, and the references that meant it the same number.

    Fails at tasks.md:11:5:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in

    ### TASK-001 Sign out

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] The session ends at once
    ```

    Passes:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in

    ### TASK-002 Sign out

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] The session ends at once
    ```
    """
    yield from duplicates(facts, TASK)
