"""Time zones by the names of IANA, as the machine or the package `tzdata` knows them."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

__all__ = ["named"]

# What the machine's clock happens to be set to, and what stands for none.
_NO_PLACES = frozenset(("Factory", "localtime"))


def named(name: str) -> str:
    """The name of a time zone.

    Raises:
        ValueError: There is none of that name.

    """
    if name not in _all():
        raise ValueError("is no time zone: take a name of IANA's, as `Europe/Berlin`, or `UTC`")
    return name


@cache
def _all() -> frozenset[str]:
    return frozenset(available_timezones()) - _NO_PLACES
