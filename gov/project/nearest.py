"""Which identifier a mistyped one was meant to be."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gov.items import Item

__all__ = ["nearest_item"]

_CLOSE = 0.85
_COMPARED = 2000


def nearest_item(identifier: str, items: Iterable[Item]) -> Item | None:
    """The one item whose identifier is closest to another; None where none is close, or several alike."""
    scored: dict[str, tuple[float, Item]] = {}
    for count, item in enumerate(items):
        if count >= _COMPARED:
            break
        matcher = SequenceMatcher(None, identifier, item.id, autojunk=False)
        if item.id != identifier and matcher.quick_ratio() >= _CLOSE and matcher.ratio() >= _CLOSE:
            scored.setdefault(item.id, (matcher.ratio(), item))
    best = sorted(scored.values(), key=lambda entry: (-entry[0], entry[1].id))
    if not best or (len(best) > 1 and best[1][0] == best[0][0]):
        return None
    return best[0][1]
