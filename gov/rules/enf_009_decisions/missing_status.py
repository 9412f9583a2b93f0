"""ENF-009.missing-status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.declarations import has_status

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("warning")
def missing_status(facts: Facts) -> Iterator[Draft]:
    """A decision has no status.

    Nobody can tell a proposal from what holds (CONST-P6), and a decision without a status is never taken to
    be accepted.

    Cure it by adding `**Status**: Accepted`, a key `status` in the front matter, or a section `Status`.

    Fails at adr/ADR-0001-use-rest.md:1:3:

    ```markdown constitution.md
    ### CONST-P1: API First

    Every capability MUST be reachable through the API.
    ```

    ```markdown adr/ADR-0001-use-rest.md
    # ADR-0001: Use REST

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
    for item in facts.project.of_kind("decision"):
        if not has_status(item):
            field = item.field("status")
            yield Draft(
                field.place if field is not None else item.place,
                f"{item.id} has no status",
                "Add a line **Status**: Proposed, or the status that is true.",
                item.id,
                about=(item.id,),
            )
