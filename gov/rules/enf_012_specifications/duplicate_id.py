"""ENF-012.duplicate-id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.declarations import duplicates

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error")
def duplicate_id(facts: Facts) -> Iterator[Draft]:
    """Two specifications have the same identifier.

    A task that implements the identifier implements one of the two, and nobody can tell which (CONST-P10).

    Cure it by giving the later one the next free number, in its heading and in its file name.

    Fails at specs/sign-out.md:1:3:

    ```markdown specs/sign-in.md
    # SPEC-001: Sign-in

    **Status**: Approved
    **References**: PLAN-001

    ## Requirements

    1. The platform MUST refuse a wrong password.
    ```

    ```markdown specs/sign-out.md
    # SPEC-001: Sign-out

    **Status**: Approved
    **References**: PLAN-001

    ## Requirements

    1. The platform MUST refuse a wrong password.
    ```

    Passes:

    ```markdown specs/sign-in.md
    # SPEC-001: Sign-in

    **Status**: Approved
    **References**: PLAN-001

    ## Requirements

    1. The platform MUST refuse a wrong password.
    ```

    ```markdown specs/sign-out.md
    # SPEC-002: Sign-out

    **Status**: Approved
    **References**: PLAN-001

    ## Requirements

    1. The platform MUST refuse a wrong password.
    ```
    """
    yield from duplicates(facts, "spec")
