"""ENF-002.duplicate-id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.declarations import duplicates

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error")
def duplicate_id(facts: Facts) -> Iterator[Draft]:
    """Two plan items have the same identifier.

    Whatever implements the identifier implements one of the two, and nobody can tell which (CONST-P10).

    Cure it by giving the later one the next free number.

    Fails at plan.md:6:5:

    ```markdown plan.md
    ### PLAN-001: Public API

    **Status**: Active
    **References**: CONST-P1

    ### PLAN-001: Sign-in

    **Status**: Proposed
    **References**: CONST-P1
    ```

    Passes:

    ```markdown plan.md
    ### PLAN-001: Public API

    **Status**: Active
    **References**: CONST-P1

    ### PLAN-002: Sign-in

    **Status**: Proposed
    **References**: CONST-P1
    ```
    """
    yield from duplicates(facts, "plan")
