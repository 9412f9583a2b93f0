"""ENF-005.reversed-range."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rules.enf_005_traceability._torn import once_a_place, verb

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error")
def reversed_range(facts: Facts) -> Iterator[Draft]:
    """A range of identifiers runs from the higher to the lower number.

    Nobody can tell whether the ends were exchanged or one number is wrong (CONST-P10).

    Cure it by writing the lower number first, after a look at whether both are meant.

    Fails at tasks.md:4:17:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-002 to PLAN-001
    **Assignee**: Vacant
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in
    ```

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active

    ### PLAN-002: Mail delivery

    **Status**: Proposed
    ```

    Passes:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 to PLAN-002
    **Assignee**: Vacant
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in
    ```

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active

    ### PLAN-002: Mail delivery

    **Status**: Proposed
    ```
    """
    torn = [r.reference for r in facts.project.graph.torn("reversed-range")]
    for place, references in once_a_place(torn):
        first, last = references[0], references[-1]
        yield Draft(
            place,
            f"{first.source} {verb(first)} {first.range_text}, a range that runs backwards",
            f"Write {last.target} to {first.target}, if all between them are meant.",
            first.source,
            about=(first.source, first.target, last.target, f"kind:{first.target_kind}"),
        )
