"""Text made safe to print: no character moves the cursor, rings a bell or turns the reading direction."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["printable", "printable_json"]

_KEPT = frozenset("\t")
_HIDDEN_CATEGORIES = frozenset(("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))


def printable(text: str) -> str:
    r"""The text with control, format and surrogate characters written as escapes (`\x1b`, `\u202e`)."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        c if c in _KEPT or unicodedata.category(c) not in _HIDDEN_CATEGORIES else ascii(c)[1:-1] for c in text
    )


# C1 controls, soft hyphen, marks of direction, zero widths, separators of lines: no string needs them raw.
_HIDDEN_IN_JSON = re.compile(
    "[\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)


def printable_json(text: str) -> str:
    """JSON text that means the same, with characters that hide or turn what is around them as escapes."""
    return _HIDDEN_IN_JSON.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
