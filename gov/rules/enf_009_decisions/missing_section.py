"""ENF-009.missing-section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error")
def missing_section(facts: Facts) -> Iterator[Draft]:
    """A decision lacks a section that says why it was taken, what was decided or what follows.

    A decision without its reason is taken again and again, and one without its price is regretted
    (CONST-P6).

    Cure it by adding the section. Required are the context, the decision, and the consequences or the
    options considered, under the names that MADR and Nygard give them; `[kinds.decision] required-sections`
    lists others. A decision that is still proposed needs no consequences yet, and a retired one nothing
    more.

    Fails at adr/ADR-0001-use-rest.md:1:3:

    ```markdown constitution.md
    ### CONST-P1: API First

    Every capability MUST be reachable through the API.
    ```

    ```markdown adr/ADR-0001-use-rest.md
    # ADR-0001: Use REST

    **Status**: Accepted
    **Date**: 2026-01-10
    **References**: CONST-P1

    ## Story

    Clients need one way in.

    ## Decision

    REST over HTTP.

    ## Consequences

    Clients can be generated.
    ```

    Passes:

    ```markdown constitution.md
    ### CONST-P1: API First

    Every capability MUST be reachable through the API.
    ```

    ```markdown adr/ADR-0001-use-rest.md
    # ADR-0001: Use REST

    **Status**: Accepted
    **Date**: 2026-01-10
    **References**: CONST-P1

    ## Context

    Clients need one way in.

    ## Decision

    REST over HTTP.

    ## Consequences

    Clients can be generated.
    ```
    """
    sections = facts.project.configuration.kinds["decision"].required_sections
    for item in facts.project.of_kind("decision"):
        if item.phase == "retired":
            continue
        for section in sections:
            if item.phase == "proposed" and "Consequences" in section.names:
                continue
            if not item.has_section(*section.names):
                yield Draft(
                    item.place,
                    f"{item.id} has no section {section.names[0]}",
                    f"Add a heading {section.names[0]} and say it there.",
                    item.id,
                    about=(item.id,),
                )
