"""ENF-004.none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rules.enf_004_pull_request_references._naming import about_change, way_out, why_none

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error", needs=("claims",))
def none(facts: Facts) -> Iterator[Draft]:
    """A change names no task.

    Whoever reads the change later finds no reason for it (CONST-P10), and no plan is nearer to being done.

    Cure it by a line in the description, `Task: TASK-001`, or by the identifier in the title or in a
    commit. What stands in an HTML comment, a code block, a quote or a box that nobody ticked names nothing,
    nor does a sample, what comes later or is out of scope, and what is taken back.
    A change that serves no task says `No-Task:` and why; that counts where all its files are among the
    exempt paths of the settings.

    Fails at tasks.md:1:1:

    ````text CHANGE
    Title: Sign users in
    Author: mira

    The form is there now.
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

    The form is there now.

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
    if why_none(facts) == "none":
        beyond = facts.change.claims.beyond if facts.change else ""
        told = f": its description is not read, as {beyond}" if beyond else ""
        yield about_change(facts, f"the change names no task{told}", way_out(facts))
