"""ENF-003.bad-status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.declarations import bad_statuses

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error", fix="unsafe")
def bad_status(facts: Facts) -> Iterator[Draft]:
    """A task has a status that tasks do not have.

    Whoever counts finished work counts words that mean one thing (CONST-P7). The statuses are those of `[kinds.task.statuses]`: Not Started, In Progress, Blocked and Completed by default; `--unsafe-fixes` writes the nearest.

    Fails at tasks.md:3:13:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Started
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
    ```
    """
    yield from bad_statuses(facts, "task")
