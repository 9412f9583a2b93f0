"""ENF-004.undeclared-completion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.declarations import status_place
from gov.rulebook.serving import wanted_mentions

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error", needs=("claims",))
def undeclared_completion(facts: Facts) -> Iterator[Draft]:
    """A change completes a task that it does not name.

    A task is called done by a change that says nothing of it (CONST-P10): a reviewer would agree to that
    unseen.

    Cure it by naming the task, or by leaving its status to the change that finishes it.

    Fails at tasks.md:8:13:

    ````text CHANGE
    Title: Sign users in
    Author: mira

    Task: TASK-001
    ````

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: In Progress
    **References**: PLAN-001 (Sign-in)

    ### TASK-002 Sign out

    **Status**: Completed
    **References**: PLAN-001 (Sign-in)
    ```

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active
    ```

    ```markdown tasks.md base
    ### TASK-001 Sign in

    **Status**: In Progress
    **References**: PLAN-001 (Sign-in)

    ### TASK-002 Sign out

    **Status**: In Progress
    **References**: PLAN-001 (Sign-in)
    ```

    ```markdown plan.md
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

    **Status**: Completed
    **References**: PLAN-001 (Sign-in)
    ```

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active
    ```

    ```markdown tasks.md base
    ### TASK-001 Sign in

    **Status**: In Progress
    **References**: PLAN-001 (Sign-in)
    ```

    ```markdown plan.md base
    ### PLAN-001: Sign-in

    **Status**: Active
    ```
    """
    change, base = facts.change, facts.base
    if change is None or base is None:
        return
    named = {mention.token.id for mention in wanted_mentions(facts)}
    for kind in change.settings.kinds:
        for item in facts.project.of_kind(kind):
            before = base.by_id.get(item.id, ())
            if item.phase != "done" or item.id in named or not before or before[0].phase == "done":
                continue
            yield Draft(
                status_place(item),
                f"{item.id} becomes {item.status.name if item.status else 'done'} by a change that does not "
                "name it",
                f"Name it in the description: Task: {item.id}",
                item.id,
                about=(item.id,),
            )
