"""ENF-002.width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.declarations import widths

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("warning", fix="safe")
def width(facts: Facts) -> Iterator[Draft]:
    """The number of a plan item has fewer or more digits than the others.

    `PLAN-1` is understood as PLAN-001, and still a search for one does not find the other (CONST-P10).

    Cure it by filling up with zeros; `--fix` does so. `[kinds.plan] width` sets another width.

    Fails at plan.md:1:5:

    ```markdown plan.md
    ### PLAN-1: Public API

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
    yield from widths(facts, "plan")
