"""ENF-002.numbering-gap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.declarations import missing_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("warning")
def numbering_gap(facts: Facts) -> Iterator[Draft]:
    """A number is missing between two plan items.

    A gap is what a deleted plan item leaves behind (CONST-P10): somebody may still work by it.

    Cure it by restoring the item, by keeping it with the status Deprecated, or by writing down beside the
    others that its number is withdrawn. Plans numbered in steps (010, 020, 030) have no gaps.

    Fails at plan.md:6:5:

    ```markdown plan.md
    ### PLAN-001: Public API

    **Status**: Active
    **References**: CONST-P1

    ### PLAN-003: Sign-in

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
    yield from missing_numbers(facts, "plan")
