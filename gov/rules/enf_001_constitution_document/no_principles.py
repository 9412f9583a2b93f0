"""ENF-001.no-principles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.principles import title_place

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error")
def no_principles(facts: Facts) -> Iterator[Draft]:
    """The constitution declares no principle.

    A principle is declared by a heading that begins with its identifier. Without one there is nothing that
    a plan item could stand on (CONST-P6).

    Cure it by giving each principle a heading such as `### CONST-P1: API First`. In a folder without
    configuration, where a file may be called a constitution and be none, this is a warning.

    Fails at constitution.md:1:3:

    ```markdown constitution.md
    # Constitution

    ### API First

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
    project = facts.project
    document = project.constitution
    if document is None or project.of_kind("principle") or not document.outline.blocks:
        return
    prefix = project.reader.vocabulary.prefix("principle")
    yield Draft(
        title_place(document),
        f"{document.path} declares no principle",
        f"Begin each principle's heading with its identifier, for example ### {prefix}1: API First.",
        about=("kind:principle",),
        severity="warning" if project.configuration.is_advisory else None,
    )
