"""ENF-003.odd-box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


_MARKS = frozenset((" ", "x", "X", ""))


@rule("warning")
def odd_box(facts: Facts) -> Iterator[Draft]:
    """The box of a criterion holds a mark that is neither a space nor an x.

    A page shows it as plain text and nobody can tell whether it is done; it counts as open (CONST-P9). Write `[ ]` or `[x]`.

    Fails at tasks.md:9:7:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: M

    **Acceptance Criteria**:
    - [~] A valid password yields a token
    - [ ] A wrong password yields 401
    ```

    Passes:

    ```markdown tasks.md
    ### TASK-001 Sign in

    **Status**: Not Started
    **References**: PLAN-001 (Sign-in)
    **Assignee**: Vacant
    **Estimated Effort**: M

    **Acceptance Criteria**:
    - [ ] A valid password yields a token
    - [ ] A wrong password yields 401
    ```
    """
    for item in facts.project.items:
        for criterion in item.criteria:
            if criterion.mark not in _MARKS:
                yield Draft(
                    criterion.place,
                    f"criterion {criterion.id} has the mark [{criterion.mark}], which is neither [ ] nor [x]",
                    "Write [ ] for open or [x] for done.",
                    item.id,
                    about=(item.id,),
                )
