"""Lines of CSV (RFC 4180) that a spreadsheet shows and never runs."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["csv_line"]

# What a spreadsheet takes for the beginning of a formula, also in the wide letters of East Asia, and blanks
# before it, which some drop (the advice of OWASP on CSV injection).
_BEGINS_FORMULA = frozenset("=+-@\uff1d\uff0b\uff0d\uff20\t\r\n")


def csv_line(cells: Iterable[str]) -> str:
    """One line. A cell that would be a formula begins with an apostrophe instead."""
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL).writerow([_harmless(cell) for cell in cells])
    return written.getvalue()


def _harmless(cell: str) -> str:
    begins = cell[:1] in _BEGINS_FORMULA or cell.lstrip()[:1] in _BEGINS_FORMULA
    return f"'{cell}" if cell and begins else cell
