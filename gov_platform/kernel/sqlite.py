"""SQLite for a loop: each statement takes one turn on the thread of its connection, and nothing else does.

SQLAlchemy's adapter takes a turn to make a cursor, to execute, to fetch and to close, and more to roll back
what never began. A turn costs more than a statement: the thread has to be given Python's lock each time.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections import deque
from typing import TYPE_CHECKING, Self, TypeVar

import aiosqlite

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Sequence

__all__ = ["connect"]

T = TypeVar("T")
Row = tuple[object, ...]
_MANY = 64


def connect(database: str, *, check_same_thread: bool = True) -> Connection:
    """A connection that has yet to be awaited."""
    connection = Connection(
        lambda: sqlite3.connect(database, check_same_thread=check_same_thread), iter_chunk_size=_MANY
    )
    connection._thread.daemon = True  # noqa: SLF001 - as SQLAlchemy does: no process waits for it
    return connection


class Connection(aiosqlite.Connection):
    """A connection whose cursors take one turn for each statement."""

    _may_have_begun = False

    def cursor(self) -> Cursor:  # type: ignore[override] # SQLAlchemy enters it, and only then uses it
        """A cursor, which costs nothing yet."""
        return Cursor(self)

    async def away(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do something on the connection's thread."""
        try:
            done: T = await self._execute(work, self._conn)  # type: ignore[no-untyped-call] # as it is
        except asyncio.CancelledError:
            # It goes on without whoever asked for it.
            self._may_have_begun = True
            raise
        return done

    async def commit(self) -> None:
        """Commit what has begun."""
        if self._may_have_begun or self.in_transaction:
            await super().commit()

    async def rollback(self) -> None:
        """Roll back what has begun."""
        if self._may_have_begun or self.in_transaction:
            await super().rollback()
            self._may_have_begun = False


class Cursor:
    """What SQLAlchemy's adapter asks of a cursor, over rows that have been fetched."""

    def __init__(self, connection: Connection) -> None:
        """Nothing has been executed."""
        self._connection = connection
        self._rows: deque[Row] = deque()
        self.description: object = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self.arraysize = 1

    async def __aenter__(self) -> Self:
        """There is nothing to open."""
        return self

    async def execute(self, statement: str, values: Sequence[object] = ()) -> Self:
        """Execute a statement, and fetch all that it gives."""
        self._take(
            await self._connection.away(lambda connection: _fetched(connection.execute(statement, values)))
        )
        return self

    async def executemany(self, statement: str, values: Iterable[Sequence[object]]) -> Self:
        """Execute a statement for each of many rows."""
        many = await self._connection.away(
            lambda connection: _fetched(connection.executemany(statement, values))
        )
        self._take(many)
        return self

    def _take(self, found: tuple[sqlite3.Cursor, list[Row]]) -> None:
        cursor, rows = found
        self._rows = deque(rows)
        self.description, self.rowcount, self.lastrowid = (
            cursor.description,
            cursor.rowcount,
            cursor.lastrowid,
        )

    async def fetchone(self) -> Row | None:
        """The next row."""
        return self._rows.popleft() if self._rows else None

    async def fetchmany(self, size: int | None = None) -> list[Row]:
        """The next rows."""
        return [self._rows.popleft() for _ in range(min(size or self.arraysize, len(self._rows)))]

    async def fetchall(self) -> list[Row]:
        """All rows that are left."""
        rows = list(self._rows)
        self._rows.clear()
        return rows

    async def __aiter__(self) -> AsyncIterator[Row]:
        """Each row that is left."""
        while self._rows:
            yield self._rows.popleft()

    async def close(self) -> None:
        """Forget the rows."""
        self._rows.clear()


def _fetched(cursor: sqlite3.Cursor) -> tuple[sqlite3.Cursor, list[Row]]:
    return cursor, cursor.fetchall()
