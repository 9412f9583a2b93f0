"""ENF-002.malformed-id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.declarations import malformed

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error")
def malformed_id(facts: Facts) -> Iterator[Draft]:
    """A heading was meant to declare a plan item, and its identifier is not written like one.

    References are matched by the identifier as it should be (CONST-P10); a search for what stands there
    finds nothing else.

    Cure it by writing the prefix and three digits: `PLAN-001`.

    Fails at plan.md:1:5:

    ```markdown plan.md
    ### PLAN-OO1: Public API

    **Status**: Active
    **References**: CONST-P1
    ```

    Passes:

    ```markdown plan.md
    ### PLAN-001: Public API

    **Status**: Active
    **References**: CONST-P1
    ```
    """
    yield from malformed(facts, "plan")
