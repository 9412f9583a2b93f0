"""ENF-005.orphan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.implementing import implementing_kinds, is_accepted, is_implemented

if TYPE_CHECKING:
    from collections.abc import Iterator

_PRINCIPLE = "principle"


@rule("warning")
def orphan(facts: Facts) -> Iterator[Draft]:
    """Nothing implements an item that was accepted.

    A plan item that no specification and no task names is a promise that nobody keeps (CONST-P10).
    Items that are only proposed or planned, and those given up, are not asked.

    Cure it by naming the item in the task that implements it, by adding such a task, or by giving the
    item the status it has. Which kinds implement which is `implemented_by` of the kind in `gov.toml`.

    Fails at plan.md:5:5:

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active

    ### PLAN-002: Sign-out

    **Status**: Active
    ```

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in
    ```

    Passes:

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active

    ### PLAN-002: Sign-out

    **Status**: Proposed
    ```

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in
    ```
    """
    project = facts.project
    for kind, items in project.by_kind.items():
        implementing = implementing_kinds(kind, project)
        # Principles are asked by the family of the constitution.
        if kind == _PRINCIPLE or not any(name in project.by_kind for name in implementing):
            continue
        nouns = " or ".join(project.noun(name) for name in implementing)
        for item in items:
            if item.status is None or not is_accepted(item) or is_implemented(item, project):
                continue
            yield Draft(
                item.place,
                f"{item.id} is {item.status.name}, and no {nouns} names it",
                f"Name {item.id} in the {nouns} that implements it.",
                item.id,
                about=(item.id, f"kind:{kind}", f"lost:{kind}", f"cites:{item.id}"),
            )
