"""ENF-009.filename-mismatch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.dialects.adr import number_of
from gov.rulebook import Draft, Edit, Facts, Fix, rule
from gov.rulebook.naming import is_named_outside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.items import Item, Reference


@rule("warning", fix="safe")
def filename_mismatch(facts: Facts) -> Iterator[Draft]:
    """The number of a decision differs from the number in the name of its file.

    People look for ADR-0002 by the file name, links and the index go by it too (CONST-P10); one of the two
    is a leftover.

    Cure it by renaming the file or by mending the heading. Where nothing refers to either number, no test,
    code, baseline or base among it, and the one in the file name is free, `--fix` mends the heading. A file
    name without a number is left alone, and so is a file with several decisions.

    Fails at adr/ADR-0002-use-rest.md:1:3:

    ```markdown constitution.md
    ### CONST-P1: API First

    Every capability MUST be reachable through the API.
    ```

    ```markdown adr/ADR-0002-use-rest.md
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

    Passes:

    ```markdown constitution.md
    ### CONST-P1: API First

    Every capability MUST be reachable through the API.
    ```

    ```markdown adr/ADR-0002-use-rest.md
    # ADR-0002: Use REST

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
    for item in project.of_kind("decision"):
        number = number_of(item.path)
        if number is None or number == item.number or len(project.by_path[item.path].items) > 1:
            continue
        named = project.reader.vocabulary.canonical("decision", number)
        fix = None
        is_free = named not in project.by_id and item.declared_as == item.id
        is_free = is_free and not is_named_outside(facts, item.id)
        if is_free and not any(_hinders(r.reference, item, named) for r in project.graph.resolutions):
            fix = Fix(f"Write {named}", (Edit(item.place, named),), is_safe=True)
        file = item.path.rpartition("/")[2]
        yield Draft(
            item.place,
            f"the heading says {item.id}, and the file is called {file}",
            f"Rename the file, or write {named} in the heading.",
            item.id,
            fix=fix,
            about=(item.id,),
        )


def _hinders(reference: Reference, item: Item, named: str) -> bool:
    """Whether a reference names one of the two numbers, or asks for an answer that would name the old one."""
    asks = reference.source == item.id and reference.relation in {"supersedes", "superseded-by"}
    return asks or reference.target in {item.id, named}
