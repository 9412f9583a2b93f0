"""ENF-001.empty-body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("warning")
def empty_body(facts: Facts) -> Iterator[Draft]:
    """A principle has a title and no text.

    A title alone can be read in any way; what MUST or SHOULD hold has to be written down before anything
    can answer to it (CONST-P6).

    Cure it by saying what holds, and why. A list, a quotation, a table or a field such as `**Rule**: ...`
    will do.

    Fails at constitution.md:3:5:

    ```markdown constitution.md
    # Constitution

    ### CONST-P1: API First

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
    for item in facts.project.of_kind("principle"):
        if not item.has_text:
            yield Draft(
                item.place,
                f"{item.id} {item.title}".rstrip() + " has no text",
                "Say what MUST or SHOULD hold, and why.",
                item.id,
                about=(item.id,),
            )
