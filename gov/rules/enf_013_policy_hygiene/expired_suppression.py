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
        place, written = _until(facts, suppression)
        if suppression.has_bad_until:
            said = f"until={written} names no day" if written else "nothing in it says until=YYYY-MM-DD"
            message = f"{said}, so the exception excuses nothing"
        elif suppression.until is not None and suppression.until < facts.today:
            message = f"the exception ran out on {suppression.until} and excuses nothing since"
        else:
            continue
        codes = ", ".join(suppression.codes)
        yield Draft(
            place, message, f"Mend what {codes or 'it'} finds, or set a later day: until=YYYY-MM-DD.",
            about=(f"path:{place.path}",),
        )  # fmt: skip


def _until(facts: Facts, suppression: Suppression) -> tuple[Place, str]:
    """Where the day stands, and as what."""
    place = suppression.place
    source = facts.project.by_path[place.path].source
    match = _UNTIL.search(source.data, place.start, place.end)
    if match is None:
        return place, ""
    return source.place(*match.span(1)), source.text(*match.span(1))
