"""ENF-013.policy-changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("info", needs=("policy",))
def policy_changed(facts: Facts) -> Iterator[Draft]:
    """A change edits the rules that judge changes.

    It is judged by the rules that its base has (CONST-P8); the ones after it by its own. Who reviews it
    should look at that first.

    Listed are settings, the team's rules, entries added to the baseline, exceptions added in the text, and
    files that start the judge: workflows, pipelines and what they include, actions, hooks, owners,
    attributes. Of the last nobody can tell what they come to, so that is a warning. So is a setting that asks
    for less than before, and one that takes items out of sight.

    Fails at gov.toml:2:1:

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
    fail-on = "error"
    ```

    ```toml gov.toml base
    [check]
    fail-on = "error"
    ```
    """
    for edit in facts.policy.edits if facts.policy else ():
        yield Draft(
            edit.place,
            f"the change {edit.what}",
            "Look at this first: it holds for every change after this one.",
            about=("policy",),
            severity="warning" if edit.starts_judge or edit.weighs else None,
        )
