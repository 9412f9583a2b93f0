"""Fixes tried before they are made: what would bring a new finding is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gov.rulebook.fixing import fixes_of
from gov.rulebook.trying import LeftOut, Work, sound

if TYPE_CHECKING:
    from collections.abc import Callable

    from gov.rulebook.facts import Facts
    from gov.rulebook.finding import Finding
    from gov.rulebook.rulebook import Rulebook
    from gov.rulebook.run import Verdict

__all__ = ["LeftOut", "Mended", "mended"]

# A fix may uncover another where two touch the same bytes; more rounds would be a fault of a rule.
_MOST_PASSES = 10
# So often is a project judged at most to find out which of several fixes bring something new.
_MOST_TRIES = 60


class Mended(NamedTuple):
    """Files after all passes: bytes before and after by path, the findings that were fixed, and those not."""

    files: dict[str, tuple[bytes, bytes]]
    findings: tuple[Finding, ...]
    left_out: tuple[LeftOut, ...]


def mended(
    facts: Facts,
    rulebook: Rulebook,
    verdict: Verdict,
    *,
    with_unsafe: bool = False,
    narrowed: Callable[[Verdict], Verdict] = lambda verdict: verdict,
) -> Mended:
    """Make the safe fixes of a project in memory, or the unsafe ones as well, until none is left.

    No fix is made that would bring an error or a warning, here or elsewhere in the project. `narrowed` leaves
    in a verdict what is to be fixed of it.
    """
    work = Work(facts, rulebook)
    made: list[Finding] = []
    left_out: tuple[LeftOut, ...] = ()
    for _ in range(_MOST_PASSES):
        chosen = fixes_of(narrowed(verdict).findings, with_unsafe=with_unsafe)
        accepted, verdict, left_out = sound(chosen, verdict, work, most_tries=_MOST_TRIES)
        if not accepted:
            break
        made += accepted
        work = work.with_fixes(accepted)
    files = {path: (work.original(path), data) for path, data in sorted(work.files.items())}
    return Mended(files, tuple(made), left_out)
