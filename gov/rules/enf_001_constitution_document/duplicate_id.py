"""ENF-001.duplicate-id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.declarations import duplicates

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error")
def duplicate_id(facts: Facts) -> Iterator[Draft]:
    """Two principles have the same identifier.

    Whoever cites the identifier cites both, and nobody can tell which one a plan item stands on
    (CONST-P10).

    Cure it by giving the later one a number of its own. A number that was withdrawn is not used again.

    Fails at constitution.md:7:5:

    ```markdown constitution.md
    # Constitution

    ### CONST-P1: API First

    Every capability MUST be reachable through the API.

    ### CONST-P1: Security by Default

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
    yield from duplicates(facts, "principle")
