"""ENF-005.incomplete-range."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rules.enf_005_traceability._torn import about, once_a_place, verb

if TYPE_CHECKING:
    from collections.abc import Iterator


_SHOWN = 5


@rule("error")
def incomplete_range(facts: Facts) -> Iterator[Draft]:
    """A range of identifiers names items that no document declares.

    `PLAN-001 to PLAN-004` says that four items are meant, and one of them is not there (CONST-P10).

    Cure it by naming the items one by one, or by declaring what is missing.

    Fails at tasks.md:4:17:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 to PLAN-003
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
    torn = (r.reference for r in facts.project.graph.torn("partial-range"))
    for place, references in once_a_place(r for r in torn if r.spelling != "malformed"):
        first = references[0]
        named = ", ".join(reference.target for reference in references[:_SHOWN])
        more = f" and {len(references) - _SHOWN} more" if len(references) > _SHOWN else ""
        yield Draft(
            place,
            f"{first.source} {verb(first)} {first.range_text}, and no document declares {named}{more}",
            "Name the items one by one, or declare what is missing.",
            first.source,
            about=tuple(dict.fromkeys(name for r in references for name in about(r, facts.project))),
        )
