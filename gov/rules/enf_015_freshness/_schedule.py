"""When something is due: days and months as people write them, and intervals counted from a day."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from gov.rulebook.days import day_of

__all__ = ["Interval", "interval_of", "last_day_of", "written_day_of"]

_NAMES = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
          "november", "december")  # fmt: skip
_MONTHS = {name[:length]: number for number, name in enumerate(_NAMES, 1) for length in (3, len(name))}
_MONTHS["sept"] = 9
# Patterns as text: few documents state a review, and only then is it worth the time to prepare them.
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_MONTH_DAY = rf"({_MONTH})\.? ([0-9]{{1,2}})(?:st|nd|rd|th)?,? ([0-9]{{4}})(?![0-9])"
_DAY_MONTH = rf"([0-9]{{1,2}})(?:st|nd|rd|th|\.)? ({_MONTH})\.?,? ([0-9]{{4}})(?![0-9])"
_MONTH_YEAR = rf"({_MONTH})\.?,? ([0-9]{{4}})(?![0-9])"
_YEAR_MONTH = r"([0-9]{4})-([0-9]{2})(?![0-9-])"
_QUARTER = r"Q([1-4])[ /-]([0-9]{4})(?![0-9])"
_YEAR_QUARTER = r"([0-9]{4})[ /-]Q([1-4])(?![0-9])"
_EVERY = (
    r"(?:every|each|in|after)?[ ]?(?:(one|two|three|four|six|twelve|[0-9]{1,3}) )?"
    r"(day|week|month|quarter|year)s?(?![a-z-])"
)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "six": 6, "twelve": 12}


class Interval(NamedTuple):
    """A time between two reviews; either the days or the months are 0."""

    days: int
    months: int

    def after(self, day: date) -> date:
        """The day on which it has passed; the end of a month that is too short."""
        at = day.year * 12 + day.month - 1 + self.months
        year, month = at // 12, at % 12 + 1
        return date(year, month, min(day.day, _days_of(year, month))) + timedelta(days=self.days)


_WORDS = {
    "daily": Interval(1, 0), "weekly": Interval(7, 0), "fortnightly": Interval(14, 0),
    "biweekly": Interval(14, 0), "bi-weekly": Interval(14, 0), "monthly": Interval(0, 1),
    "quarterly": Interval(0, 3), "half-yearly": Interval(0, 6), "semi-annually": Interval(0, 6),
    "semiannually": Interval(0, 6), "semi-annual": Interval(0, 6), "yearly": Interval(0, 12),
    "annually": Interval(0, 12), "annual": Interval(0, 12),
}  # fmt: skip
_UNITS = {
    "day": Interval(1, 0), "week": Interval(7, 0), "month": Interval(0, 1), "quarter": Interval(0, 3),
    "year": Interval(0, 12),
}  # fmt: skip
_WORD = rf"(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?![a-z-])"


def interval_of(written: str) -> Interval | None:
    """The interval that a value begins with: `Quarterly`, `every 6 months`; None for other words."""
    text = written.strip()
    word = re.match(_WORD, text, re.IGNORECASE)
    if word:
        return _WORDS[word.group().lower()]
    every = re.match(_EVERY, text, re.IGNORECASE)
    if every is None or not (every.group(1) or text[:1].lower() == "e"):
        return None
    number = (every.group(1) or "1").lower()
    count = _NUMBERS.get(number) or int(number)
    unit = _UNITS[every.group(2).lower()]
    return Interval(unit.days * count, unit.months * count) if count else None


def written_day_of(written: str) -> date | None:
    """The day that a value begins with: `2026-03-01`, `March 1, 2026`, `1 March 2026`; None for no day."""
    text = written.strip()
    day = day_of(text)
    if day is not None:
        return day
    if match := re.match(_MONTH_DAY, text, re.IGNORECASE):
        return _day(match.group(3), _MONTHS[match.group(1).lower()], match.group(2))
    if match := re.match(_DAY_MONTH, text, re.IGNORECASE):
        return _day(match.group(3), _MONTHS[match.group(2).lower()], match.group(1))
    return None


def last_day_of(written: str) -> date | None:
    """The last day of what a value begins with: a day, `March 2026`, `2026-03`, `Q1 2026`; None for else."""
    text = written.strip()
    day = written_day_of(text)
    if day is not None:
        return day
    if match := re.match(_MONTH_YEAR, text, re.IGNORECASE):
        return _end_of_month(match.group(2), _MONTHS[match.group(1).lower()])
    if match := re.match(_YEAR_MONTH, text, re.IGNORECASE):
        return _end_of_month(match.group(1), int(match.group(2)))
    if match := re.match(_QUARTER, text, re.IGNORECASE):
        return _end_of_month(match.group(2), int(match.group(1)) * 3)
    if match := re.match(_YEAR_QUARTER, text, re.IGNORECASE):
        return _end_of_month(match.group(1), int(match.group(2)) * 3)
    return None


def _day(year: str, month: int, day: str) -> date | None:
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return None


def _days_of(year: int, month: int) -> int:
    """How many days a month has."""
    if month == 2:  # noqa: PLR2004 - February
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in {4, 6, 9, 11} else 31


def _end_of_month(year: str, month: int) -> date | None:
    if not (1 <= month <= 12 and int(year)):  # noqa: PLR2004 - months of a year
        return None
    return date(int(year), month, _days_of(int(year), month))
