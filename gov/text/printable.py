"""Text made safe to print: no character moves the cursor, rings a bell or turns the reading direction."""

from __future__ import annotations

import unicodedata

__all__ = ["printable"]

_KEPT = frozenset("\t")
_HIDDEN_CATEGORIES = frozenset(("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))


def printable(text: str) -> str:
    r"""The text with control, format and surrogate characters written as escapes (`\x1b`, `\u202e`)."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        c if c in _KEPT or unicodedata.category(c) not in _HIDDEN_CATEGORIES else ascii(c)[1:-1] for c in text
    )
