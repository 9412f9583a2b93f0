"""ENF-003.width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.declarations import widths
from gov.rules.enf_003_tasks._tasks import TASK

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("warning", fix="safe")
def width(facts: Facts) -> Iterator[Draft]:
    """The number of a task has another count of digits than the others.

    `TASK-4` and `TASK-004` are the same task here, and are two words to every search (CONST-P10).

    Cure it by filling up with zeros, or set `width` of the kind in `gov.toml` where the project counts
    otherwise; where all tasks are written in one other way, that is taken for the project's own.
    `--fix` writes the full number.

    Fails at tasks.md:1:5:

    ```markdown tasks.md
    ### TASK-1 Sign in

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
    yield from widths(facts, TASK)
