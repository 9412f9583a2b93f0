"""ENF-005.ambiguous."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, Related, rule
from gov.rules.enf_005_traceability._torn import about, verb

if TYPE_CHECKING:
    from collections.abc import Iterator


# Who declares an item a thousand times needs no thousand places in each finding.
_SHOWN = 10


@rule("error")
def ambiguous(facts: Facts) -> Iterator[Draft]:
    """A reference names an identifier that is declared more than once.

    Nobody can tell which of the two it stands on (CONST-P10). Where the second declaration is itself
    reported, this is not said as well.

    Cure it by giving one of the declarations another number.

    Fails at tasks.md:4:17:

    ```toml gov.toml
    [check]
    ignore = ["ENF-002.duplicate-id"]
    ```

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001
    **Assignee**: Vacant
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A user with a valid password is signed in
    ```

    ```markdown plan.md
    ### PLAN-001: Sign-in

    **Status**: Active

    ### PLAN-001: Sign-out

    **Status**: Active
    ```

    Passes:

    ```toml gov.toml
    [check]
    ignore = ["ENF-002.duplicate-id"]
    ```

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001
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
    for resolution in facts.project.graph.torn("ambiguous"):
        reference = resolution.reference
        found = facts.project.by_id[reference.target]
        yield Draft(
            reference.place,
            f"{reference.source} {verb(reference)} {reference.target}, declared {len(found)} times",
            "Give all but one of the declarations another number.",
            reference.source,
            tuple(Related(item.place, f"{item.id} {item.title}") for item in found[:_SHOWN]),
            about=about(reference, facts.project),
        )
