"""ENF-001.numbering-gap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.declarations import missing_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("warning")
def numbering_gap(facts: Facts) -> Iterator[Draft]:
    """A number is missing between two principles.

    A gap is what a deleted principle leaves behind (CONST-P10): somebody may still work by it.

    Cure it by restoring the principle, or by writing down beside the others that its number is withdrawn: a
    line such as `CONST-P2 was withdrawn in version 2.0.0` is enough. Identifiers are never given to another
    principle.

    Fails at constitution.md:7:5:

    ```markdown constitution.md
    # Constitution

    ### CONST-P1: API First

    Every capability MUST be reachable through the API.

    ### CONST-P3: Security by Default

    Every default MUST be the safe one.

    ## Governance

    A principle is amended by a decision.

    **Version**: 1.0.0
    **Ratified**: 2026-01-10
    ```

    Passes:

    ```markdown constitution.md
    # Constitution

    ### CONST-P1: API First

    Every capability MUST be reachable through the API.

    ### CONST-P2: Security by Default

    Every default MUST be the safe one.

    ## Governance

    A principle is amended by a decision.

    **Version**: 1.0.0
    **Ratified**: 2026-01-10
    ```
    """
    yield from missing_numbers(facts, "principle")
