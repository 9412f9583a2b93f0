"""ENF-010.self-exempting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, Related, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMED = 5


@rule("error", needs=("policy",))
def self_exempting(facts: Facts) -> Iterator[Draft]:
    """A change edits the policy so that it would no longer fail.

    A change that writes its own permission needs none (CONST-P6). It is judged by the policy that its base
    has: the edit changes nothing for it, but a reviewer should know.

    Cure it by mending what is found, and by bringing the edit in a change of its own. Tried out are
    settings, the team's rules, the baseline and exceptions in the text. What files such as workflows would
    do to the judge, nobody can try: they are listed by ENF-013.policy-changed.

    Fails at gov.toml:2:1:

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

    ```markdown tasks.md base
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    ```

    ```markdown plan.md base
    ### PLAN-001: Sign-in

    **Status**: Active
    ```

    ```toml gov.toml
    [check]
    ignore = ["ENF-004"]
    ```

    ```toml gov.toml base
    [check]
    fail-on = "error"
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

    ```markdown tasks.md base
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    ```

    ```markdown plan.md base
    ### PLAN-001: Sign-in

    **Status**: Active
    ```

    ```toml gov.toml
    [check]
    ignore = ["ENF-004"]
    ```

    ```toml gov.toml base
    [check]
    fail-on = "error"
    ```
    """
    policy = facts.policy
    if policy is None or not policy.excused:
        return
    # What asks for less comes first: the rest may have been edited beside it.
    edits = sorted((edit for edit in policy.edits if not edit.starts_judge), key=lambda edit: not edit.weighs)
    first = edits[0]
    codes = dict.fromkeys(finding.code for finding in policy.excused)
    named = ", ".join(list(codes)[:_NAMED])
    more = f" and {len(codes) - _NAMED} more" if len(codes) > _NAMED else ""
    yield Draft(
        first.place,
        f"the change {first.what}, and by its own policy it would no longer fail for {named}{more}",
        "Mend what is found; bring the edit in a change of its own.",
        related=tuple(Related(edit.place, f"the change {edit.what}") for edit in edits[1:]),
        about=("policy",),
    )
