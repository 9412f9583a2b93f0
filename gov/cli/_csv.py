"""Rows as CSV (RFC 4180), safe to open in a spreadsheet and to show on a terminal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gov.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["csv"]

_QUOTED = re.compile(r'[",\r\n]')
_NUMBER = re.compile(r"-?[0-9]{1,18}")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def csv(rows: Iterable[Iterable[str]]) -> str:
    """The rows, each ended as the standard says."""
    return "".join(",".join(map(_cell, row)) + "\r\n" for row in rows)


def _cell(text: str) -> str:
    # A spreadsheet would run a cell that starts like a formula, whoever wrote the document it came from.
    risky = text.lstrip(" ").startswith(_FORMULA) and not _NUMBER.fullmatch(text)
    text = printable(f"'{text}" if risky else text)
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text
