"""Which statuses contradict each other along the chain, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from gov.config import Phase
    from gov.items import Item, Relation
    from gov.rulebook import Severity

__all__ = ["CITATIONS", "CLAIMS", "Citation", "Claim", "is_unaccepted"]

_UNFINISHED: tuple[Phase, ...] = ("proposed", "open", "running", "blocked")
_AT_WORK: tuple[Phase, ...] = ("open", "running", "blocked")
# Work under a text that is being read is what a review is for.
_IN_REVIEW = ("Review", "In Review")


_REFUSED = frozenset(("Rejected", "Withdrawn"))


def is_unaccepted(item: Item) -> bool:
    """Whether an item says that nobody accepted it: it can take the place of none yet."""
    status = item.status
    return status is not None and (status.phase == "proposed" or status.name in _REFUSED)


class Claim(NamedTuple):
    """An item that says it is done, and what it names, or what names it, that says otherwise.

    `direction` is `up` for what the item names and `down` for what names it; statuses in `tolerated` are no
    contradiction, although of the phase.
    """

    kinds: tuple[str, ...]
    direction: str
    relation: Relation
    others: tuple[str, ...]
    phases: tuple[Phase, ...]
    tolerated: tuple[str, ...]
    severity: Severity
    says: str


class Citation(NamedTuple):
    """An item at work that stands on one that was given up."""

    phases: tuple[Phase, ...]
    statuses: tuple[str, ...]
    severity: Severity


CLAIMS: tuple[Claim, ...] = (
    Claim(("task",), "up", "depends-on", ("task",), _UNFINISHED, (), "error", "depends on"),
    Claim(
        ("task",),
        "up",
        "references",
        ("plan", "spec"),
        ("proposed",),
        _IN_REVIEW,
        "error",
        "stands on",
    ),
    Claim(("plan", "spec"), "down", "references", ("task",), _AT_WORK, (), "warning", "is referred to by"),
)
CITATIONS: tuple[Citation, ...] = (Citation(_AT_WORK, ("Superseded", "Deprecated"), "warning"),)
