"""ENF-013.expired-suppression."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gov.rulebook import Draft, Facts, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.rulebook import Suppression
    from gov.text import Place

_UNTIL = re.compile(rb"until\s{0,8}=\s{0,8}\"?([^\s\">]{1,40})")

_REASON = re.compile(rb"reason\s{0,8}=\s{0,8}\"[^\"]{0,2000}\"", re.IGNORECASE)


@rule("error", needs=("findings",))
def expired_suppression(facts: Facts) -> Iterator[Draft]:
    """The day until which an exception in the text holds has gone by, or is no day.

    The exception was a promise to come back. Past its last day it excuses nothing any more, so that the
    promise is kept or made anew with a reason (CONST-P8). A day that cannot be read is not guessed.

    Cure it by mending what was excused and taking the exception out, or by setting a later day, as in
    `until=2026-12-31`.

    Fails at tasks.md:3:33:

    ```markdown tasks.md
    ### TASK-001 Sign in

    <!-- gov: ignore[ENF-003] until=2020-01-31 reason="written out when the sprint begins" -->
    ```

    Passes:

    ```markdown tasks.md
    ### TASK-001 Sign in

    <!-- gov: ignore[ENF-003] until=2999-01-31 reason="written out when the sprint begins" -->
    ```
    """
    for suppression in facts.suppressions:
        if not suppression.unread and (suppression.until is None or suppression.until >= facts.today):
            continue
        place, message, way_out = _flaw(facts, suppression)
        yield Draft(place, message, way_out, about=(f"path:{place.path}",))


def _flaw(facts: Facts, suppression: Suppression) -> tuple[Place, str, str]:
    """Where the day of an exception stands, what is wrong with it, and what to do."""
    place = suppression.place
    source = facts.project.by_path[place.path].source
    # What stands in the reason is said to people.
    data = _REASON.sub(lambda match: b" " * len(match.group()), source.data[place.start : place.end])
    days = [
        source.place(place.start + match.start(1), place.start + match.end(1))
        for match in _UNTIL.finditer(data)
    ]
    said = [source.text(day.start, day.end) for day in days]
    way_out = f"Mend what {', '.join(suppression.codes) or 'it'} finds, or set a later day: until=YYYY-MM-DD."
    if not suppression.unread:
        message = f"the exception ran out on {suppression.until} and excuses nothing since"
        return (days or [place])[0], message, way_out
    if len(days) > 1:
        at, said_badly, way_out = (
            days[1],
            f"it says until={said[0]} and until={said[1]}",
            "Leave one of them.",
        )
    elif days and suppression.until is None:
        at, said_badly = days[0], f"until={said[0]} names no day"
    else:
        at, said_badly = place, f"{suppression.unread!r} in it is not read"
        way_out = 'Write its last day as until=YYYY-MM-DD and its reason as reason="...", and no more.'
    return at, f"{said_badly}, so the exception excuses nothing", way_out
