"""ENF-009.stale-proposed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule
from gov.rulebook.days import day_of, days_between
from gov.rulebook.declarations import status_place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gov.history import Past
    from gov.items import Item

_DAY = re.compile(r"(?<![0-9])[0-9]{4}-[0-9]{2}-[0-9]{2}")


@rule("warning", needs=("history",))
def stale_proposed(facts: Facts) -> Iterator[Draft]:
    """A decision has been proposed for a long time.

    People work as if it were decided, each as they like (CONST-P6), or nobody wants it any more.

    Cure it by deciding: accept it, reject it, or write the day on which it was proposed anew. Its own date
    counts, where it has none the commit that gave it its status. `[freshness] proposed-for` is the number of
    days, 90 without it.

    Fails at adr/ADR-0001-use-rest.md:3:13:

    ```markdown adr/ADR-0001-use-rest.md at 2026-01-31
    # ADR-0001: Use REST

    **Status**: Proposed
    **References**: CONST-P1
    ```

    ```markdown adr/ADR-0001-use-rest.md
    # ADR-0001: Use REST

    **Status**: Proposed
    **References**: CONST-P1
    ```

    Passes:

    ```markdown adr/ADR-0001-use-rest.md at 2026-01-31
    # ADR-0001: Use REST

    **Status**: Proposed
    **References**: CONST-P1
    ```

    ```markdown adr/ADR-0001-use-rest.md
    # ADR-0001: Use REST

    **Status**: Accepted
    **Date**: 2026-03-01
    **References**: CONST-P1
    ```
    """
    past = facts.past
    if past is None:
        return
    allowed = facts.project.configuration.freshness.proposed_for
    for item in facts.project.of_kind("decision"):
        if item.phase != "proposed" or item.status is None:
            continue
        day, source = _since(item, past)
        if day is not None and (facts.today - day).days > allowed:
            yield Draft(
                status_place(item),
                f"{item.id} has been {item.status.name} for {days_between(day, facts.today)}, since {day} "
                f"as {source} says",
                f"Accept it or reject it. More than {allowed} days are too long.",
                item.id,
                about=(item.id,),
            )


def _since(item: Item, past: Past) -> tuple[date | None, str]:
    """The day since which a decision is proposed, and who says so."""
    written = [day for f in item.fields if f.key in {"date", "amended"} and (day := day_of(f.value))]
    if item.status is not None and (in_status := _DAY.search(item.status.written)):
        written.extend(filter(None, (day_of(in_status.group()),)))
    if written:
        return max(written), "its own date"
    for event in reversed(past.events.get(item.id, ())):
        if event.what == "removed":
            break
        if event.what in {"status", "declared"}:
            return event.commit.when.date(), f"commit {event.commit.id[:7]}"
    return None, ""
