"""ENF-004.exempt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rules.enf_004_pull_request_references._naming import about_change

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("info", needs=("change",))
def exempt(facts: Facts) -> Iterator[Draft]:
    """A change need not name a task, and this says why.

    Bots are exempt by the word of their host and by name, merges and reverts where git proves that they are
    nothing else, and changes of exempt paths that say `No-Task:` and why (CONST-P10). What a commit says of
    itself exempts nothing.

    Fails at tasks.md:1:1:

    ````text CHANGE
    Title: Correct a word
    Author: mira
    Files: M README.md +1 -1

    No-Task: a typing error
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

    ```toml gov.toml
    [change]
    exempt-paths = ["README.md"]
    ```

    Passes:

    ````text CHANGE
    Title: Sign users in
    Author: mira
    Files: M README.md +1 -1

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

    ```toml gov.toml
    [change]
    exempt-paths = ["README.md"]
    ```
    """
    exemption = facts.change.exemption if facts.change else None
    if exemption is not None:
        why = f"the change need not name a task: {exemption.why}"
        yield about_change(facts, why, "Nothing is to be done.")
