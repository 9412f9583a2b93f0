"""ENF-005.missing-criterion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, Related, rule
from gov.rules.enf_005_traceability._torn import verb

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error")
def missing_criterion(facts: Facts) -> Iterator[Draft]:
    """A reference names a criterion that its item does not have.

    `TASK-004.9` was the ninth criterion before one was deleted, or never was one (CONST-P9).

    Cure it by naming a criterion that exists, or the item as a whole.

    Fails at tasks.md:7:19:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: S
    **Dependencies**: TASK-002.4

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in
    ```

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active
    ```

    ```markdown more.md
    ### TASK-002 Send mail

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in
    ```

    Passes:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: S
    **Dependencies**: TASK-002.1

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in
    ```

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active
    ```

    ```markdown more.md
    ### TASK-002 Send mail

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in
    ```
    """
    for resolution in facts.project.graph.torn("missing-criterion"):
        if resolution.target is None:
            continue
        reference = resolution.reference
        count = len(resolution.target.criteria)
        has = f"has {count or 'no'} {'criterion' if count == 1 else 'criteria'}"
        yield Draft(
            reference.place,
            f"{reference.source} {verb(reference)} {reference.target}.{reference.part}, "
            f"and {reference.target} {has}",
            f"Name a criterion that exists, or {reference.target} as a whole.",
            reference.source,
            (Related(resolution.target.place, f"{reference.target} is declared here"),),
            about=(reference.source, reference.target, f"kind:{reference.target_kind}"),
        )
