"""ENF-003.malformed-id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.declarations import malformed

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error")
def malformed_id(facts: Facts) -> Iterator[Draft]:
    """A task is declared with an identifier that is not written as identifiers are.

    Nothing else can refer to it: references, pull requests and tests look for the exact form (CONST-P10). Write TASK, a dash and the number.

    Fails at tasks.md:1:5:

    ```markdown tasks.md
    ### TASK_001 Sign in

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
    ```
    """
    yield from malformed(facts, "task")
