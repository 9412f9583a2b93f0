"""ENF-012.bad-status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.declarations import bad_statuses

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error", fix="unsafe")
def bad_status(facts: Facts) -> Iterator[Draft]:
    """The status of a specification is none that a specification can have.

    What reads statuses, a dashboard or a rule that asks whether a specification is agreed, passes it by
    (CONST-P7).

    Cure it by writing one of the known statuses; letter case, an emoji before it and a remark after it do
    no harm. `--unsafe-fixes` writes the one that is plainly meant. `[kinds.spec] statuses` sets others.

    Fails at specs/SPEC-001.md:3:13:

    ```markdown specs/SPEC-001.md
    # SPEC-001: Sign-in

    **Status**: Aproved
    **References**: PLAN-001

    ## Requirements

    1. The platform MUST refuse a wrong password.
    ```

    Passes:

    ```markdown specs/SPEC-001.md
    # SPEC-001: Sign-in

    **Status**: Approved
    **References**: PLAN-001

    ## Requirements

    1. The platform MUST refuse a wrong password.
    ```
    """
    yield from bad_statuses(facts, "spec")
