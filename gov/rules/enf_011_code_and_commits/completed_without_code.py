"""ENF-011.completed-without-code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.declarations import status_place

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("info", needs=("markers",))
def completed_without_code(facts: Facts) -> Iterator[Draft]:
    """A task is called completed, and no comment in the code names it.

    From the task one cannot get to the code that serves it (CONST-P10).

    Cure it with a comment where the work was done, `gov: TASK-001` or `gov: TASK-001.1` for a criterion. A
    task that needed no code stays as it is: this is a remark and fails nothing.

    Fails at tasks.md:3:13:

    ```toml gov.toml
    [evidence]
    markers = ["*.py"]
    ```

    ```python shop/auth.py
    # The door.
    def sign_in(name: str, password: str) -> bool:
        return True
    ```

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Completed
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Mira
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [x] A user with a valid password is signed in
    ```

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active
    ```

    Passes:

    ```toml gov.toml
    [evidence]
    markers = ["*.py"]
    ```

    ```python shop/auth.py
    # gov: TASK-001
    def sign_in(name: str, password: str) -> bool:
        return True
    ```

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Completed
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Mira
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [x] A user with a valid password is signed in
    ```

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active
    ```
    """
    markers = facts.evidence.markers or ()
    named = {marker.identifier.partition(".")[0] for marker in markers}
    for item in facts.project.of_kind("task"):
        if item.phase == "done" and item.id not in named:
            yield Draft(
                status_place(item),
                f"{item.id} is {item.status.name if item.status else 'done'}, and no comment names it",
                f"Write 'gov: {item.id}' in a comment of the code that serves it.",
                item.id,
                about=(item.id, "kind:task"),
            )
