"""ENF-003.width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.declarations import widths

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("warning", fix="safe")
def width(facts: Facts) -> Iterator[Draft]:
    """The number of a task has too few or too many digits.

    One item then has two spellings, and a search for one misses the other (CONST-P10). Fill in zeros: three digits by default, or `width` in `[kinds.task]`.

    Fails at tasks.md:1:5:

    ```markdown tasks.md
    ### TASK-1 Sign in

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
    yield from widths(facts, "task")
