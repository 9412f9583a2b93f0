"""ENF-004.blocked-dependency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, Related, rule
from gov.rulebook.serving import CLOSED, served

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("warning", needs=("claims",))
def blocked_dependency(facts: Facts) -> Iterator[Draft]:
    """A change serves a task that waits for another one.

    The task is blocked, or depends on a task that is not done (CONST-P10): perhaps the other has to come
    first, perhaps the documents are behind.

    Cure it by finishing the other one, by naming it as well, or by taking the dependency out.

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
    **Dependencies**: TASK-001
    ```

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active
    ```

    Passes:

    ````text CHANGE
    Title: Sign users in
    Author: mira

    Task: TASK-002
    ````

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Completed
    **References**: PLAN-001 (Sign-in)

    ### TASK-002 Sign out

    **Status**: In Progress
    **References**: PLAN-001 (Sign-in)
    **Dependencies**: TASK-001
    ```

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active
    ```
    """
    named = {entry.item.id for entry in served(facts)}
    for entry in served(facts):
        item = entry.item
        waits = [
            target
            for resolution in facts.project.graph.up(item.id)
            if resolution.reference.relation == "depends-on"
            for target in facts.project.by_id.get(resolution.reference.target, ())
            if target.phase not in CLOSED and target.id not in named
        ]
        if not waits and item.phase != "blocked":
            continue
        why = f"depends on {waits[0].id}, which is not done" if waits else "is blocked"
        yield Draft(
            item.place,
            f"{item.id} {why}, and the change serves it",
            "Finish what it waits for first, or say in the documents that it waits no more.",
            item.id,
            related=tuple(Related(target.place, f"{target.id} is not done") for target in waits),
            about=(item.id,),
        )
