"""ENF-009.missing-date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gov.items import is_null
from gov.rulebook import Draft, Facts, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.items import Item

_DAY = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2}(?![0-9])")
_DATES = frozenset(("date", "ratified", "amended"))


@rule("warning")
def missing_date(facts: Facts) -> Iterator[Draft]:
    """A decision that was taken has no date.

    What was known on the day explains the decision (CONST-P10); without the day nobody can tell what it
    could not have known.

    Cure it by adding `**Date**: 2026-01-10`, a key `date` in the front matter, or a day after the status.
    What is only proposed, or has no status that is known, is left alone.

    Fails at adr/ADR-0001-use-rest.md:1:3:

    ```markdown constitution.md
    ### CONST-P1: API First

    Every capability MUST be reachable through the API.
    ```

    ```markdown adr/ADR-0001-use-rest.md
    # ADR-0001: Use REST

    **Status**: Accepted
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
        if item.phase not in {None, "proposed"} and not _is_dated(item):
            yield Draft(
                item.place,
                f"{item.id} has no date",
                "Add a line **Date**: with the day of the decision, for example 2026-01-10.",
                item.id,
                about=(item.id,),
            )


def _is_dated(item: Item) -> bool:
    if _DAY.search(item.path) or (item.status is not None and _DAY.search(item.status.written)):
        return True
    return any(
        _DAY.search(field.label)
        or (not is_null(field.value) and (field.key in _DATES or "date" in field.label.casefold()))
        for field in item.fields
    )
