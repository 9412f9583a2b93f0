"""ENF-009.duplicate-number."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gov.dialects.adr import number_of
from gov.rulebook import Draft, Edit, Facts, Fix, rule
from gov.rulebook.declarations import duplicates, free_number

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("error", fix="unsafe")
def duplicate_number(facts: Facts) -> Iterator[Draft]:
    """Two decisions have the same number.

    Whoever cites the number cites both, and the later one is often never read (CONST-P10). It happens when
    two branches add a decision each.

    Cure it by giving the later one the next free number: `gov renumber` writes it into its heading, its
    file's name and what refers to it. Where the number stands in the heading alone, `--unsafe-fixes`
    writes the next free one there.

    Fails at adr/use-toml.md:1:3:

    ```markdown adr/use-rest.md
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

    ```markdown adr/use-toml.md
    # ADR-0001: Use TOML

    **Status**: Accepted
    **Date**: 2026-01-10
    **References**: CONST-P1

    ## Context

    Clients need one way in.

    ## Decision

    TOML.

    ## Consequences

    Clients can be generated.
    ```

    Passes:

    ```markdown adr/use-rest.md
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

    ```markdown adr/use-toml.md
    # ADR-0002: Use TOML

    **Status**: Accepted
    **Date**: 2026-01-10
    **References**: CONST-P1

    ## Context

    Clients need one way in.

    ## Decision

    TOML.

    ## Consequences

    Clients can be generated.
    ```
    """
    drafts = list(duplicates(facts, "decision"))
    for draft in drafts:
        # With two to be renumbered the free number would be given twice.
        if len(drafts) == 1 and number_of(draft.place.path) is None:
            free = free_number(facts, "decision")
            fix = Fix(f"Renumber it to {free}", (Edit(draft.place, free),), is_safe=False)
            draft = replace(draft, fix=fix)  # noqa: PLW2901 - the same draft with its fix
        yield draft
