"""ENF-003.duplicate-id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.declarations import duplicates

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error")
def duplicate_id(facts: Facts) -> Iterator[Draft]:
    """A task has an identifier that another task has.

    A reference to it may mean either, and so means neither (CONST-P10). Give one of the two the next free number.

    Fails at tasks.md:12:5:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: M

    **Acceptance Criteria**:
    - [ ] A valid password yields a token
    - [ ] A wrong password yields 401

    ### TASK-001 Sign out

    **Status**: Not Started
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

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: M

    **Acceptance Criteria**:
    - [ ] A valid password yields a token
    - [ ] A wrong password yields 401

    ### TASK-002 Sign out

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: M

    **Acceptance Criteria**:
    - [ ] A valid password yields a token
    - [ ] A wrong password yields 401
    ```
    """
    yield from duplicates(facts, "task")
