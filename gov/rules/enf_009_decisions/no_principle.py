"""ENF-009.no-principle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.declarations import is_kept

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error")
def no_principle(facts: Facts) -> Iterator[Draft]:
    """A decision refers to no principle, neither itself nor through what it refers to.

    A decision answers to the constitution (CONST-P6); one that names no principle may contradict all of
    them unseen.

    Cure it by naming in **References** the principle, or a plan item, specification or task that leads up
    to one. Retired decisions are left alone, and so are projects that keep no principles.

    Fails at adr/ADR-0001-use-rest.md:1:3:

    ```markdown constitution.md
    ### CONST-P1: API First

    Every capability MUST be reachable through the API.
    ```

    ```markdown adr/ADR-0001-use-rest.md
    # ADR-0001: Use REST

    **Status**: Accepted
    **Date**: 2026-01-10

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
    project = facts.project
    if not is_kept(project, "principle"):
        return
    graph = project.graph
    for item in project.of_kind("decision"):
        if item.phase == "retired" or any(r.target_kind == "principle" for r in item.references):
            continue
        # What a torn reference would have led to is not known: it is found as such.
        if graph.reaches(item.id, "principle") or any(
            not _is_found(r.outcome) for r in graph.references_of(item.id)
        ):
            continue
        yield Draft(
            item.place,
            f"{item.id} refers to no principle, directly or through what it refers to",
            "Name the principle it answers to in **References**.",
            item.id,
            about=(item.id, "kind:principle"),
        )


def _is_found(outcome: str) -> bool:
    return outcome in {"resolved", "self", "ambiguous"}
