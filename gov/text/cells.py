"""How much room text takes on a terminal: East Asian characters two cells, combining marks none."""

from __future__ import annotations

import unicodedata

__all__ = ["cell_width", "padded"]

_WIDE = frozenset(("W", "F"))
_NO_ROOM = frozenset(("Mn", "Me"))


def cell_width(text: str) -> int:
    """The number of terminal cells of a text that holds no control characters."""
    if text.isascii():
        return len(text)
    return sum(_cells(character) for character in text)


def padded(text: str, width: int) -> str:
    """The text with blanks after it, so that it takes a number of cells."""
    return text + " " * (width - cell_width(text))


def _cells(character: str) -> int:
    if unicodedata.category(character) in _NO_ROOM:
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1
