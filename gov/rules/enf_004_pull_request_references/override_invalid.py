"""ENF-004.override-invalid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rules.enf_004_pull_request_references._naming import about_change

if TYPE_CHECKING:
    from collections.abc import Iterator

# Who asks for more of them learns nothing from the rest.
_MOST = 20


@rule("error", needs=("change",))
def override_invalid(facts: Facts) -> Iterator[Draft]:
    """A change asks for an override that does not hold.

    It lacks the label, a reason, an end at most seven days away or a follow-up task that is open, or it
    names what cannot be overridden here (CONST-P8). Then it sets nothing aside.

    Cure it by what the message names, or by taking the override out.

    Fails at tasks.md:1:1:

    ````text CHANGE
    Title: Mend the sign-in
    Labels: governance-override

    Task: TASK-001

    Override: ENF-004
    Reason: the sign-in is down
    Until: 2027-01-01
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
    """
    for override, flaws in facts.change.overrides[:_MOST] if facts.change else ():
        if flaws:
            yield about_change(
                facts,
                f"the override on line {override.line} of the description does not hold: {'; '.join(flaws)}",
                "It needs the label, Reason:, Until: and Follow-up:; or take it out.",
            )
