"""Days as documents write them, and how far apart they are."""

from __future__ import annotations

import re
from datetime import date

__all__ = ["day_of", "days_between"]

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9A-SU-Za-z-])")


def day_of(written: str) -> date | None:
    """The day that a value begins with as ISO 8601 writes it, None for anything else."""
    match = _DAY.match(written.strip())
    try:
        return date.fromisoformat(match.group()) if match else None
    except ValueError:
        return None


def days_between(first: date, last: date) -> str:
    """How many days lie between two days, in words."""
    days = (last - first).days
    return f"{days} day{'' if days == 1 else 's'}"
