"""Lists in pages, sorted and filtered by what a domain declares and by nothing else.

A cursor says behind which row the next page begins, so that nothing is skipped or told twice while rows come
and go.

A domain's query is a class of `Paging` with a `sort` and its filters:

    class Wanted(Paging):
        sort: Literal["created", "-created", "title", "-title"] = "-created"
        state: State | None = None

Its route takes `Annotated[Wanted, Query()]` and answers `Page[Item]`; its repository calls `page_of` with a
query that is filtered already, and the columns that the names of `sort` stand for.
"""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Generic, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import and_, or_

from gov_platform.kernel.errors import Unprocessable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.ext.asyncio import AsyncSession
    from sqlalchemy.orm import InstrumentedAttribute

    Sortable = InstrumentedAttribute[datetime] | InstrumentedAttribute[str] | InstrumentedAttribute[int]

__all__ = ["Page", "Paging", "Rows", "page_of"]

T = TypeVar("T")
R = TypeVar("R")
_LONGEST = 1024
_LARGEST = 2**63


class Page(BaseModel, Generic[T]):
    """A page of a list."""

    items: list[T] = Field(description="What is on this page.")
    next: str | None = Field(description="The `cursor` of the next page; null on the last one.")


class Paging(BaseModel):
    """What every list takes. A parameter that is not declared is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    limit: int = Field(default=50, ge=1, le=200, description="How many items a page holds at most.")
    cursor: str | None = Field(
        default=None, max_length=_LONGEST, description="`next` of the page before, with the same filters."
    )
    sort: str = Field(description="What to sort by; a hyphen turns the order round.")


@dataclass(frozen=True, slots=True)
class Rows(Generic[R]):
    """The rows of a page, and the cursor of the next one."""

    rows: Sequence[R]
    next: str | None


async def page_of(
    session: AsyncSession,
    query: Select[R],
    wanted: Paging,
    columns: Mapping[str, Sortable],
    identifier: InstrumentedAttribute[UUID],
) -> Rows[R]:
    """The page of a query that is wanted. Columns never hold NULL; the identifier decides between equal ones.

    Raises:
        Unprocessable: The cursor is none of this list.

    """
    column = columns[wanted.sort.removeprefix("-")]
    is_falling = wanted.sort.startswith("-")
    if wanted.cursor is not None:
        value, last = _read(wanted.cursor, _about(wanted), column.type.python_type)
        beyond: ColumnElement[bool] = column < value if is_falling else column > value
        further: ColumnElement[bool] = identifier < last if is_falling else identifier > last
        query = query.where(or_(beyond, and_(column == value, further)))
    order = (column.desc(), identifier.desc()) if is_falling else (column.asc(), identifier.asc())
    rows = (await session.scalars(query.order_by(*order).limit(wanted.limit + 1))).all()
    page = rows[: wanted.limit]
    if len(rows) == len(page):
        return Rows(page, None)
    return Rows(
        page, _write(_about(wanted), getattr(page[-1], column.key), getattr(page[-1], identifier.key))
    )


def _about(wanted: Paging) -> str:
    """What a cursor belongs to: one order and one set of filters."""
    told = wanted.model_dump_json(exclude={"cursor", "limit"})
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _write(about: str, value: datetime | str | int, last: UUID) -> str:
    plain = value.isoformat() if isinstance(value, datetime) else value
    written = json.dumps([about, plain, last.hex], separators=(",", ":"), ensure_ascii=False)
    return urlsafe_b64encode(written.encode()).decode().rstrip("=")


def _read(cursor: str, about: str, kind: type) -> tuple[datetime | str | int, UUID]:
    try:
        written = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        told, plain, last = written
        value = datetime.fromisoformat(plain) if kind is datetime else plain
        is_kept = type(value) is kind and (not isinstance(value, int) or -_LARGEST <= value < _LARGEST)
        is_kept = is_kept and (not isinstance(value, str) or "\x00" not in value)
        is_kept = is_kept and (not isinstance(value, datetime) or value.utcoffset() == timedelta())
        if told == about and is_kept and _write(about, value, UUID(last)) == cursor:
            return value, UUID(last)
    except (ValueError, TypeError, AttributeError, RecursionError, OverflowError):
        pass
    why = "is no cursor of this list: take `next` of a page with the same sort and filters"
    raise Unprocessable.in_field("query.cursor", why)
