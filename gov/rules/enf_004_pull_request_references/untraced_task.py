"""ENF-004.untraced-task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.serving import served

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error", needs=("claims",))
def untraced_task(facts: Facts) -> Iterator[Draft]:
    """A change serves a task that leads up to nothing.

    The task names neither a plan item nor a specification (CONST-P6): why the change is made, it does not
    say either.

    Cure it by a reference from the task.

    Fails at tasks.md:1:5:

    ````text CHANGE
    Title: Sign users in
    Author: mira

    Task: TASK-001
    ````

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: None
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
    project = facts.project
    for entry in served(facts):
        item = entry.item
        upstream = project.configuration.kinds[item.kind].upstream
        if not upstream:
            continue
        targets = (resolution.reference.target for resolution in project.graph.up(item.id))
        if not any(target.kind in upstream for name in targets for target in project.by_id.get(name, ())):
            wanted = " or ".join(project.noun(kind) for kind in upstream)
            yield Draft(
                item.place,
                f"{item.id} names no {wanted}, and the change serves it",
                f"Name under its references the {wanted} that it is a step of.",
                item.id,
                about=(item.id,),
            )
