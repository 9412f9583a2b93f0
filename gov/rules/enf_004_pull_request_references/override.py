"""ENF-004.override."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rules.enf_004_pull_request_references._naming import about_change

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("info", needs=("change",))
def override(facts: Facts) -> Iterator[Draft]:
    """A maintainer lets a change in although it names no task.

    An override needs a label that only maintainers may set, and in the description a reason, an end at most
    seven days away, and a task that follows it up (CONST-P8):

        Override: ENF-004
        Reason: the sign-in is down
        Until: 2026-06-03
        Follow-up: TASK-001

    It sets aside what it names, in sight of everybody, and is counted.

    Fails at tasks.md:1:1:

    ````text CHANGE
    Title: Mend the sign-in
    Labels: governance-override

    Override: ENF-004
    Reason: the sign-in is down
    Until: 2026-06-03
    Follow-up: TASK-001
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
    for override in facts.change.valid_overrides if facts.change else ():
        yield about_change(
            facts,
            f"{', '.join(override.codes)} is overridden until {override.last_day}: {override.reason[:200]}",
            f"{override.follow_up} follows it up.",
        )
