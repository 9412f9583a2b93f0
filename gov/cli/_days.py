"""The days that a command looks at: `--since` and `--until`."""

from __future__ import annotations

import re
from datetime import date

import click

from gov.errors import UsageError

__all__ = ["between", "since_option", "until_option"]

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

since_option = click.option(
    "--since", default="", metavar="DAY", help="The first day to look at, as in 2026-03-01."
)
until_option = click.option(
    "--until", default="", metavar="DAY", help="The last day to look at, as in 2026-03-31."
)


def between(since: str, until: str) -> tuple[date | None, date | None]:
    """The two days, None for one that is not given.

    Raises `UsageError` for what is no day, and for days that are the wrong way round.
    """
    first, last = _day("--since", since), _day("--until", until)
    if first is not None and last is not None and first > last:
        message = f"--since {first} is after --until {last}"
        raise UsageError(message, help="Exchange them.")
    return first, last


def _day(option: str, written: str) -> date | None:
    if not written:
        return None
    try:
        if _DAY.fullmatch(written):
            return date.fromisoformat(written)
    except ValueError:
        pass
    message = f"{option} {written[:40]!r} is no day"
    raise UsageError(message, help=f"Write year, month and day: {option} 2026-03-31")
