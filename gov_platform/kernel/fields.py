"""Types of what clients send: bounded, and free of what no database keeps.

A text of a body or a query is a `Line` or a `Text`, never a bare `str`, a number an `Integer`, a time a
`Moment`: annotate them again with `Field(max_length=...)` where less is enough. A secret may hold any
character: it is a `str` with `Storable`. A body is a class of `Incoming`, which refuses unknown fields.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field

__all__ = ["Incoming", "Integer", "Line", "Moment", "Storable", "Text", "is_storable"]

_IN_A_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_IN_A_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_KEPT_BY_NOBODY = re.compile(r"[\x00\ud800-\udfff]")
_LARGEST = 2**63 - 1
_SECONDS = re.compile(r"[\s+.0-9_-]*(?:[eE][+-]?[0-9]*)?\s*")


def is_storable(value: str) -> bool:
    """Whether both databases keep a text and an answer can carry it: without NUL and half surrogate pairs."""
    return _KEPT_BY_NOBODY.search(value) is None


def _storable(value: str) -> str:
    if not is_storable(value):
        raise ValueError("holds NUL or half of a character, which no text may")
    return value


def _line(value: str) -> str:
    if _IN_A_LINE.search(value):
        raise ValueError("may hold no line end and no other control character")
    return value


def _text(value: str) -> str:
    if _IN_A_TEXT.search(value):
        raise ValueError("may hold no control character but line ends and tabs")
    return value


def _told(value: object) -> object:
    """A moment as RFC 3339 writes it: seconds since 1970 are a number, which nobody says is a time."""
    if isinstance(value, int | float) or (isinstance(value, str) and _SECONDS.fullmatch(value)):
        raise ValueError("is a date, a time and a zone, as `2026-01-31T18:00:00Z`")
    return value


def _in_utc(value: datetime) -> datetime:
    try:
        return value.astimezone(UTC)
    except OverflowError:
        raise ValueError("is in no year from 1 to 9999 in UTC") from None


Storable = AfterValidator(_storable)
"""Behind the `Field` of a `str` that may hold any character, but for what nobody can keep."""

Line = Annotated[str, Field(min_length=1, max_length=255), AfterValidator(_line)]
"""A name, a title: one line of at most 255 characters, without control characters."""

Text = Annotated[str, Field(max_length=65_536), AfterValidator(_text)]
"""A text of several lines, of at most 65,536 characters."""

Moment = Annotated[AwareDatetime, BeforeValidator(_told), AfterValidator(_in_utc)]
"""A date and a time with its zone, in UTC from here on."""

Integer = Annotated[int, Field(ge=-_LARGEST - 1, le=_LARGEST)]
"""A whole number that both databases keep: 64 bits."""


class Incoming(BaseModel):
    """A body that a client sends; a field that it does not know is a mistake of the client."""

    model_config = ConfigDict(extra="forbid", frozen=True)
