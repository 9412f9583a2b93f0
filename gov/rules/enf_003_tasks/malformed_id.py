"""ENF-003.malformed-id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.declarations import malformed
from gov.rules.enf_003_tasks._tasks import TASK

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error")
def malformed_id(facts: Facts) -> Iterator[Draft]:
    """A task is declared under what is almost an identifier.

    `TASK_004` or `TASK 4` looks like a task to people and is none to a search, a commit check or a link
    (CONST-P10).

    Cure it by writing the identifier as the others are written: capital letters, a hyphen, digits.

    Fails at tasks.md:1:5:

    ```markdown tasks.md
    ### TASK_001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in
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
    ```
    """
    yield from malformed(facts, TASK)
