"""ENF-004.unknown-task."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, Related, rule
from gov.rulebook.serving import served
from gov.rules.enf_004_pull_request_references._naming import about_change, place_of, unknown_tasks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.rulebook import Severity

# Who names more of them learns nothing from the rest.
_MOST = 20


@rule("error", needs=("claims",))
def unknown_task(facts: Facts) -> Iterator[Draft]:
    """A change names a task that no document declares.

    The way from the change to its reason ends in nothing (CONST-P10): a number was mistyped, or the task
    was never written down. A task that the change itself adds is declared.

    Beside a task that is declared it is a warning: the change has a reason that can be found.

    Cure it by the right number, or by declaring the task in this change.

    Fails at tasks.md:1:1:

    ````text CHANGE
    Title: Sign users in
    Author: mira

    Task: TASK-010
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
    severity: Severity | None = "warning" if served(facts) else None
    for mention in islice(unknown_tasks(facts), _MOST):
        token = mention.token
        near = facts.project.nearest(token.id, token.kind)
        noun = facts.project.noun(token.kind)
        yield about_change(
            facts,
            f"{place_of(mention, facts)} names {token.id}, which no document declares",
            f"did you mean {near.id} {near.title}?" if near else f"Name a declared {noun}, or declare it.",
            related=(Related(near.place, f"{near.id} is declared here"),) if near else (),
            about=(token.id,),
            severity=severity,
        )
