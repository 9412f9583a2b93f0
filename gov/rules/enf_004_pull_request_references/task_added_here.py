"""ENF-004.task-added-here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.serving import served

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("info", needs=("claims",))
def task_added_here(facts: Facts) -> Iterator[Draft]:
    """A change adds the task that it serves.

    That is in order where the task was agreed on: the change then carries its own reason, and a reviewer
    agrees to both at once. A team that wants tasks agreed on before the work makes this an error
    (CONST-P6).

    Fails at tasks.md:6:5:

    ````text CHANGE
    Title: Sign users in
    Author: mira

    Task: TASK-002
    ````

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)

    ### TASK-002 Sign out

    **Status**: In Progress
    **References**: PLAN-001 (Sign-in)
    ```

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active
    ```

    ```markdown tasks.md base
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    ```

    ```markdown plan.md base
    ### PLAN-001: Sign-in

    **Status**: Active
    ```

    Passes:

    ````text CHANGE
    Title: Sign users in
    Author: mira

    Task: TASK-001
    ````

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    ```

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active
    ```
    """
    for entry in served(facts):
        if entry.is_new:
            item = entry.item
            yield Draft(
                item.place,
                f"{item.id} {item.title} is new in the change that serves it",
                "Look at the task as well as at the change.",
                item.id,
                about=(item.id,),
            )
