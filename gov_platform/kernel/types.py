"""Types of columns that both databases keep alike."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import DateTime, Enum
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from enum import StrEnum

    from sqlalchemy import Dialect

    Words = TypeVar("Words", bound=StrEnum)

__all__ = ["UTCDateTime", "word_of"]

_LONGEST_WORD = 16


def word_of(words: type[Words], name: str) -> Enum:
    """A column that holds one of some words as a text; a CHECK of that name refuses all others."""
    return Enum(
        words,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=_LONGEST_WORD,
        values_callable=lambda members: [member.value for member in members],
    )


class UTCDateTime(TypeDecorator[datetime]):
    """A moment in UTC. SQLite keeps no zone and would give it back without one; here it always has it."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        """What its values are, which the type below does not say."""
        return datetime

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Take a moment with a zone into UTC; one without is a mistake of ours."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone was about to be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Give back UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
