"""ENF-004.description-unread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rules.enf_004_pull_request_references._naming import about_change, why_none

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("warning", needs=("claims",))
def description_unread(facts: Facts) -> Iterator[Draft]:
    r"""The description of a change is longer than any that is read.

    Whatever it says was not looked at: which tasks it names, what it overrides and which boxes are open
    (CONST-P10). The title and the commits were, and may name the task all the same.

    Cure it by a description that people can read; logs and listings belong into a file beside it.

    Fails at tasks.md:1:1:

    ````bytes CHANGE
    Title: TASK-001: sign users in
    Author: mira

    The form is there now, and this is its log: \x2E{1048576}
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
    Title: TASK-001: sign users in
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
    """
    beyond = facts.change.claims.beyond if facts.change else ""
    if beyond and why_none(facts) != "none":
        yield about_change(
            facts,
            f"the description of the change is not read, as {beyond}",
            "Make it shorter; what the title and the commits name counts.",
        )
