"""ENF-001.malformed-id."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.declarations import malformed, widths

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error")
def malformed_id(facts: Facts) -> Iterator[Draft]:
    """A heading was meant to declare a principle, and its identifier is not written like one.

    References are matched by the identifier as it should be (CONST-P10); another tool or a reader who
    searches for it finds nothing.

    Cure it by writing the prefix and the number as the other principles have them: `CONST-P1`. Zeros before
    the number are understood, and a warning.

    Fails at constitution.md:3:5:

    ```markdown constitution.md
    # Constitution

    ### CONST-1: API First

    Every capability MUST be reachable through the API.

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

    ## Governance

    A principle is amended by a decision.

    **Version**: 1.0.0
    **Ratified**: 2026-01-10
    ```
    """
    yield from malformed(facts, "principle")
    for draft in widths(facts, "principle"):
        yield replace(draft, severity="warning", fix=None)
