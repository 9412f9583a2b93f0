"""ENF-015.updated-drift."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from gov.rulebook import Draft, Edit, Facts, Fix, rule
from gov.rulebook.days import day_of, days_between
from gov.rulebook.stated import is_known_to_be_last, last_change, statements
from gov.rules.enf_015_freshness._schedule import written_day_of
from gov.text import Place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gov.history import Commit
    from gov.items import Field

_ISO_LENGTH = 10
_WESTERNMOST = timedelta(hours=12)


@rule("warning", needs=("history",), fix="safe")
def updated_drift(facts: Facts) -> Iterator[Draft]:
    """A document says when it was last updated, and a later commit changed it.

    Readers judge by the day whether a document still holds (CONST-P10). A day that nobody keeps tells them
    that nothing has happened since.

    Cure it by writing the day of the change, or by leaving the line out, since git knows the day. `--fix`
    writes today's day, for it changes the document as well. Of an item among others only a commit that
    changed its title, status or criteria counts; the day of a last amendment is left alone, since not every
    change amends. It is no drift where the two days are the same anywhere on earth. What a merge brought may
    be older than the merge: that has as many days as `[freshness] stalled-after` says. In a shallow clone the
    first commit is not taken for a change.

    Fails at tasks.md:9:19:

    ```markdown tasks.md at 2026-02-15
    # Tasks

    ### TASK-001 Sign in

    **Status**: Not Started

    ## Metadata

    **Last Updated**: 2026-01-31
    ```

    ```markdown tasks.md
    # Tasks

    ### TASK-001 Sign in

    **Status**: Not Started

    ## Metadata

    **Last Updated**: 2026-01-31
    ```

    Passes:

    ```markdown tasks.md at 2026-02-15
    # Tasks

    ### TASK-001 Sign in

    **Status**: Not Started

    ## Metadata

    **Last Updated**: 2026-02-15
    ```

    ```markdown tasks.md
    # Tasks

    ### TASK-001 Sign in

    **Status**: Not Started

    ## Metadata

    **Last Updated**: 2026-02-15
    ```
    """
    past = facts.past
    if past is None:
        return
    for stated in statements(facts.project, "amended"):
        commit = last_change(stated, past)
        if commit is None or not is_known_to_be_last(commit, past):
            continue
        changed = _earliest_day(commit, facts.project.configuration.freshness.stalled_after)
        days = [
            (day, field) for field in stated.fields
            if "amend" not in field.label.casefold() and (day := written_day_of(field.value)) is not None
        ]  # fmt: skip
        day, field = max(days, key=lambda found: found[0], default=(changed, None))
        if field is None or day >= changed:
            continue
        committed = commit.when.date()
        item = stated.item.id if stated.item is not None else ""
        yield Draft(
            field.place,
            f"{stated.name} says {field.label} {day}, and {commit.id[:7]} changed it on {committed}, "
            f"{days_between(day, committed)} later",
            "Write the day of the last change, or leave the line out.",
            item,
            fix=_fix(field, max(committed, facts.today).isoformat()),
            about=(stated.about,),
        )


def _earliest_day(commit: Commit, merging: int) -> date:
    """The first day on which the change of a commit may have been written.

    A commit knows its moment, not the calendar of its author; a merge knows when it was merged.
    """
    day = (commit.when - _WESTERNMOST).date()
    return day - timedelta(days=merging) if len(commit.parents) > 1 else day


def _fix(field: Field, today: str) -> Fix | None:
    if day_of(field.value) is None:
        return None
    place = field.place
    day = Place(place.path, place.start, place.start + _ISO_LENGTH)
    return Fix(f"Write {today}", (Edit(day, today),), is_safe=True)
