"""ENF-004.malformed."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rules.enf_004_pull_request_references._naming import (
    about_change,
    misspelt,
    spoiled_by,
    why_none,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

# Who misspells more of them learns nothing from the rest.
_MOST = 20


@rule("warning", needs=("claims",))
def malformed(facts: Facts) -> Iterator[Draft]:
    """A change names a task in a way that nobody can follow.

    `task 1`, or a letter that only looks like another, is found by no search (CONST-P10). Where it is all
    that the change names, that is an error: it names no task.

    Cure it by writing the identifier as the documents do. Looked at are the title and lines such as `Task:
    ...`; in other text such words may mean anything, unless nothing else is named.

    Fails at tasks.md:1:1:

    ````text CHANGE
    Title: Sign users in
    Author: mira

    Task: task_001
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

    The task 1 of the list is done.
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
    is_all = why_none(facts) == "malformed"
    for token, where in islice(misspelt(facts, claimed_only=not is_all), _MOST):
        meant = f"Did you mean {token.id}?" if token.id in facts.project.by_id else "Write it as TASK-001."
        yield about_change(
            facts,
            f"{where} names {token.written!r}, which is not written as an identifier{spoiled_by(token)}",
            meant,
            severity="error" if is_all else None,
            about=(token.id or token.written,),
        )
