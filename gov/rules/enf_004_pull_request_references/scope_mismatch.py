"""ENF-004.scope-mismatch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.project import Globs
from gov.rulebook import Draft, Facts, rule
from gov.rulebook.serving import served
from gov.rules.enf_004_pull_request_references._naming import about_change, code_files, scope_of

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("warning", needs=("claims", "files"))
def scope_mismatch(facts: Facts) -> Iterator[Draft]:
    """A change touches nothing of what its task is about.

    The task says under **Scope** which files it concerns, as patterns, and the change has none of them
    (CONST-P10): probably another task is meant.

    Cure it by naming the right task, or by correcting the scope. Governed documents are not counted: any
    change may update its task.

    Fails at tasks.md:1:1:

    ````text CHANGE
    Title: Sign users in
    Author: mira
    Files: M shop/basket.py +3 -1

    Task: TASK-001
    ````

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Scope**: `shop/auth*`
    ```

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active
    ```

    Passes:

    ````text CHANGE
    Title: Sign users in
    Author: mira
    Files: M shop/auth.py +3 -1

    Task: TASK-001
    ````

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Scope**: `shop/auth*`
    ```

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active
    ```
    """
    entries = served(facts)
    scopes = [scope_of(entry.item) for entry in entries]
    touched = code_files(facts)
    if not touched or not entries or not all(scopes):
        return
    if any(Globs.of_texts(scope).covers(path) for scope in scopes for path in touched):
        return
    names = ", ".join(entry.item.id for entry in entries)
    yield about_change(
        facts,
        f"none of the changed files lies in the scope of {names}: {touched[0]}"
        f"{f' and {len(touched) - 1} more do not' if len(touched) > 1 else ' does not'}",
        "Name the task that this is about, or correct the **Scope** of the task.",
        about=tuple(entry.item.id for entry in entries),
    )
