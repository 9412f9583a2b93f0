"""ENF-012.malformed-id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.declarations import malformed

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error")
def malformed_id(facts: Facts) -> Iterator[Draft]:
    """A heading was meant to declare a specification, and its identifier is not written like one.

    References are matched by the identifier as it should be (CONST-P10); a search for what stands there
    finds nothing else.

    Cure it by writing the prefix and three digits: `SPEC-001`.

    Fails at specs/SPEC-001.md:1:3:

    ```markdown specs/SPEC-001.md
    # SPEC-OO1: Sign-in

    **Status**: Approved
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
    yield from malformed(facts, "spec")
