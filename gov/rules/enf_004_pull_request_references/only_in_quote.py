"""ENF-004.only-in-quote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rules.enf_004_pull_request_references._naming import about_change, hidden, place_of, why_none

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error", needs=("claims",))
def only_in_quote(facts: Facts) -> Iterator[Draft]:
    """A change names its task in a quote alone.

    A quote says what somebody else said, about this change or another one (CONST-P10).

    An alert (`> [!NOTE]`, at the top level and in a line of its own) is no quote: its words are the author's.
    A quote within one is.

    Cure it by writing the identifier in words of your own.

    Fails at tasks.md:1:1:

    ````text CHANGE
    Title: Sign users in
    Author: mira

    The form is there now.

    > We need TASK-001.
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

    > We need TASK-001.

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
    if why_none(facts) == "only-in-quote":
        for mention in hidden(facts, "quote"):
            yield about_change(
                facts,
                f"{place_of(mention, facts)} names {mention.token.id} in a quote, and nothing else does",
                f"Write it where it is read: Task: {mention.token.id}",
                about=(mention.token.id,),
            )
