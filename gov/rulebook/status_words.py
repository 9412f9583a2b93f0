"""What people write for a status of another name: `done` where a project says Completed."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gov.config import Phase

__all__ = ["meant_status"]

_MEANINGS: dict[tuple[Phase, ...], tuple[str, ...]] = {
    ("proposed",): ("draft", "idea", "proposal", "proposed", "rfc", "suggested"),
    ("open",): (
        "backlog", "not begun", "not started", "not yet started", "open", "queued", "to do", "todo",
    ),
    ("running",): (
        "begun", "doing", "in development", "in progress", "in work", "ongoing", "started", "underway", "wip",
        "work in progress", "working",
    ),
    ("blocked",): ("blocked", "hold", "on hold", "paused", "stuck", "waiting"),
    ("done",): ("complete", "completed", "delivered", "done", "finished", "implemented", "shipped"),
    ("retired",): ("abandoned", "canceled", "cancelled", "deprecated", "dropped", "obsolete", "retired"),
    # Open to work, or the end of it, as with a decision.
    ("open", "done"): ("accepted", "adopted", "agreed", "approved", "ratified"),
    # Done or given up: nobody can tell where a kind has both.
    ("done", "retired"): ("closed", "resolved"),
}  # fmt: skip
_PHASES = {word: phases for phases, words in _MEANINGS.items() for word in words}
# What stands around a word: marks of emphasis, brackets, signs and spaces.
_AROUND = " \t*_`~.:!-[]()\u2705\u2713\u2714\u274c\ufe0f"


def meant_status(written: str, statuses: Mapping[str, Phase]) -> str | None:
    """The status that an unknown word is for: the only one it can mean, or the one nearest in spelling.

    A word with a meaning of its own is taken for no status of another phase, however near its spelling.
    """
    plain = " ".join(written.strip(_AROUND).casefold().replace("-", " ").replace("_", " ").split())
    phases = _PHASES.get(plain)
    fitting = [name for name, phase in statuses.items() if phases is None or phase in phases]
    if phases is not None and len(fitting) == 1:
        return fitting[0]
    by_word = {name.casefold(): name for name in fitting}
    near = get_close_matches(written.strip().casefold(), by_word, n=1, cutoff=0.6)
    return by_word[near[0]] if near else None
