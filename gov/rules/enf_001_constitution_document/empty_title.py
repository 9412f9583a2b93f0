"""ENF-001.empty-title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("warning")
def empty_title(facts: Facts) -> Iterator[Draft]:
    """A principle has an identifier and no title.

    The title is what references carry as their label and what readers remember (CONST-P6).

    Cure it by adding the title after the identifier, with or without a colon between them.

    Fails at constitution.md:3:5:

    ```markdown constitution.md
    # Constitution

    ### CONST-P1

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
    for item in facts.project.of_kind("principle"):
        if not item.title.strip(" :-\u2013\u2014"):
            yield Draft(
                item.place,
                f"{item.id} has no title",
                f"Write it after the identifier: {item.id}: API First.",
                item.id,
                about=(item.id,),
            )
