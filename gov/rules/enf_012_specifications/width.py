"""ENF-012.width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.declarations import widths

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("warning", fix="safe")
def width(facts: Facts) -> Iterator[Draft]:
    """The number of a specification has fewer or more digits than the others.

    `SPEC-1` is understood as SPEC-001, and still a search for one does not find the other (CONST-P10).

    Cure it by filling up with zeros; `--fix` does so. `[kinds.spec] width` sets another width.

    Fails at specs/SPEC-001.md:1:3:

    ```markdown specs/SPEC-001.md
    # SPEC-1: Sign-in

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
    yield from widths(facts, "spec")
