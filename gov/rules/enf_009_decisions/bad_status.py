"""ENF-009.bad-status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.declarations import bad_statuses

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error", fix="unsafe")
def bad_status(facts: Facts) -> Iterator[Draft]:
    """The status of a decision is none that a decision can have.

    Whoever asks which decisions hold does not get this one (CONST-P7).

    Cure it by writing Proposed, Accepted, Rejected, Deprecated or Superseded; letter case, an emoji before
    it and a remark after it do no harm. `--unsafe-fixes` writes the one that is plainly meant.
    `[kinds.decision] statuses` sets others.

    Fails at adr/ADR-0001-use-rest.md:3:13:

    ```markdown constitution.md
    ### CONST-P1: API First

    Every capability MUST be reachable through the API.
    ```

    ```markdown adr/ADR-0001-use-rest.md
    # ADR-0001: Use REST

    **Status**: Acepted
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
    yield from bad_statuses(facts, "decision")
