"""ENF-004.placeholder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rules.enf_004_pull_request_references._naming import about_change, place_of, placeholders, why_none

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error", needs=("claims",))
def placeholder(facts: Facts) -> Iterator[Draft]:
    """A change still holds the placeholder of its template.

    `TASK-XXX` stands where the task should (CONST-P10): the template was sent as it is.

    Cure it by the task's number.

    Fails at tasks.md:1:1:

    ````text CHANGE
    Title: Sign users in
    Author: mira

    Task: TASK-XXX
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
    if why_none(facts) == "placeholder":
        for mention in placeholders(facts):
            yield about_change(
                facts,
                f"{place_of(mention, facts)} names {mention.token.written}, which only stands for a task",
                "Put the number of the task in its place.",
            )
