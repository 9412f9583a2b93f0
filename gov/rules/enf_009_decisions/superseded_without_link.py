"""ENF-009.superseded-without-link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.declarations import status_place

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error")
def superseded_without_link(facts: Facts) -> Iterator[Draft]:
    """A decision is superseded, and nothing says by which.

    A reader who finds the old decision cannot find the one that holds (CONST-P10).

    Cure it by naming the successor in the status, `Superseded by ADR-0002`, by a link to its file, or in a
    line `**Superseded by**`. A decision without a successor is Deprecated.

    Fails at adr/ADR-0001-use-rest.md:3:13:

    ```markdown constitution.md
    ### CONST-P1: API First

    Every capability MUST be reachable through the API.
    ```

    ```markdown adr/ADR-0001-use-rest.md
    # ADR-0001: Use REST

    **Status**: Superseded
    **Date**: 2026-01-10
    **References**: CONST-P1

    ## Context

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

    **Status**: Superseded by ADR-0002
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
    graph = facts.project.graph
    for item in facts.project.of_kind("decision"):
        if item.status is None or not item.status.name.casefold().startswith("superseded"):
            continue
        if any(reference.relation == "superseded-by" for reference in item.references):
            continue
        if graph.down(item.id, "supersedes"):
            continue
        yield Draft(
            status_place(item),
            f"{item.id} is superseded, and names no successor",
            "Write Superseded by and the identifier, or Deprecated where there is no successor.",
            item.id,
            about=(item.id,),
        )
