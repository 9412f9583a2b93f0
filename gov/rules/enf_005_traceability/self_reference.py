"""ENF-005.self-reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rules.enf_005_traceability._torn import verb

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error")
def self_reference(facts: Facts) -> Iterator[Draft]:
    """An item names itself.

    What stands on itself stands on nothing, and what waits for itself never begins (CONST-P10).

    Cure it by naming the item that is meant, or by deleting the reference.

    Fails at tasks.md:7:19:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: S
    **Dependencies**: TASK-001

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in
    ```

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active
    ```

    Passes:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in
    ```

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active
    ```
    """
    for resolution in facts.project.graph.torn("self"):
        reference = resolution.reference
        yield Draft(
            reference.place,
            f"{reference.source} {verb(reference)} itself",
            "Name the item that is meant, or delete the reference.",
            reference.source,
            about=(reference.source, f"fields:{reference.source}", f"kind:{reference.target_kind}"),
        )
