"""ENF-002.bad-status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.declarations import bad_statuses

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error", fix="unsafe")
def bad_status(facts: Facts) -> Iterator[Draft]:
    """The status of a plan item is none that a plan item can have.

    What reads statuses, a dashboard or a reader who filters, leaves the item out (CONST-P7).

    Cure it by writing one of the known statuses; letter case, an emoji before it and a remark after it do
    no harm. `--unsafe-fixes` writes the one that is plainly meant. `[kinds.plan] statuses` sets others.

    Fails at plan.md:3:13:

    ```markdown plan.md
    ### PLAN-001: Public API

    **Status**: Actve
    **References**: CONST-P1
    ```

    Passes:

    ```markdown plan.md
    ### PLAN-001: Public API

    **Status**: Active
    **References**: CONST-P1
    ```
    """
    yield from bad_statuses(facts, "plan")
