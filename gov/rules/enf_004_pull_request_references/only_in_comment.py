"""ENF-004.only-in-comment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rules.enf_004_pull_request_references._naming import about_change, hidden, place_of, why_none

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error", needs=("claims",))
def only_in_comment(facts: Facts) -> Iterator[Draft]:
    """A change names its task in an HTML comment alone.

    Nobody who reads the change sees it (CONST-P10), and templates hold examples in comments: such a task is
    named by everybody and meant by nobody.

    Cure it by writing the identifier outside of the comment.

    Fails at tasks.md:1:1:

    ````text CHANGE
    Title: Sign users in
    Author: mira

    The form is there now.

    <!-- For example TASK-001 -->
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

    <!-- For example TASK-001 -->

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
    if why_none(facts) == "only-in-comment":
        for mention in hidden(facts, "comment"):
            yield about_change(
                facts,
                f"{place_of(mention, facts)} names {mention.token.id} in a comment, and nothing else does",
                f"Write it where it is read: Task: {mention.token.id}",
                about=(mention.token.id,),
            )
