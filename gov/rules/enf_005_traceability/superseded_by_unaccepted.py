"""ENF-005.superseded-by-unaccepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, Related, rule
from gov.rulebook.declarations import status_place
from gov.rules.enf_005_traceability._status_table import is_unaccepted

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("warning")
def superseded_by_unaccepted(facts: Facts) -> Iterator[Draft]:
    """An item was superseded by one that is not accepted.

    The old one no longer holds and the new one does not hold yet, or never will: nothing does
    (CONST-P10).

    Cure it by accepting the newer item, or by giving the older one its status back until then.

    Fails at adr/0001.md:4:20:

    ```markdown adr/0001.md
    # ADR-0001: Keep files

    **Status**: Superseded
    **Superseded by**: ADR-0002
    ```

    ```markdown adr/0002.md
    # ADR-0002: Keep a database

    **Status**: Proposed
    **Supersedes**: ADR-0001
    ```

    Passes:

    ```markdown adr/0001.md
    # ADR-0001: Keep files

    **Status**: Superseded
    **Superseded by**: ADR-0002
    ```

    ```markdown adr/0002.md
    # ADR-0002: Keep a database

    **Status**: Accepted
    **Supersedes**: ADR-0001
    ```
    """
    for resolution in facts.project.graph.related("superseded-by"):
        reference = resolution.reference
        target = resolution.target
        if target is None or resolution.outcome != "resolved":
            continue
        status = target.status
        if status is None or not is_unaccepted(target):
            continue
        yield Draft(
            reference.place,
            f"{reference.source} is superseded by {target.id}, which is {status.name}",
            f"Accept {target.id}, or give {reference.source} its status back until then.",
            reference.source,
            (Related(status_place(target), f"{target.id} is {status.name}"),),
            about=(reference.source, target.id),
        )
