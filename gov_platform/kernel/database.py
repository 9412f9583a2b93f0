"""The database: how units of work begin and end, and what both kinds of server are told.

A unit of work is rolled back unless it was committed. On SQLite, it begins IMMEDIATE: a deferred transaction
that turns into a write one fails as soon as another was faster. Reads go without a transaction.
"""

from __future__ import annotations

import math
import time
from contextlib import asynccontextmanager
from sqlite3 import SQLITE_ERROR
from typing import TYPE_CHECKING

import structlog
from asyncpg import PostgresError
from sqlalchemy import MetaData, event, text
from sqlalchemy.exc import DBAPIError, DisconnectionError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.orm import Session as OrmSession
from sqlalchemy.orm.exc import StaleDataError

from gov_platform.kernel import sqlite
from gov_platform.kernel.errors import PreconditionFailed, Unavailable
from gov_platform.kernel.queue import FairPool

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy.engine import Connection
    from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor, Dialect, ExecutionContext
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
    from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

    from gov_platform.settings import Settings

__all__ = ["NAMING", "Database", "Model"]

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
"""How constraints are named, so that a migration can drop them by name on both servers."""

_BUSY = 5_000
_SYNCED = "FULL"
_READS = "gov_platform_reads"
_SINCE = "gov_platform_since"
_RESTED = 10.0
_log = structlog.get_logger("gov_platform.database")


class Model(DeclarativeBase):
    """What every table's class inherits."""

    metadata = MetaData(naming_convention=NAMING)


class Database:
    """One database, and the sessions on it."""

    def __init__(self, settings: Settings) -> None:
        """Make what connects; nothing does before the first session."""
        self.is_sqlite = settings.database_url.startswith("sqlite")
        # SQLite has one writer at a time: the others wait here, in order, and keep no reader waiting.
        self.engine = _engine(settings, 1 if self.is_sqlite else settings.pool_size)
        # It is left alone unless we begin; on PostgreSQL each statement is a transaction of its own.
        readers = _engine(settings, settings.pool_size) if self.is_sqlite else self.engine
        kind = {_READS: True} if self.is_sqlite else {"isolation_level": "AUTOCOMMIT"}
        self.readers = readers.execution_options(**kind)
        """What reads."""
        self.writes = 0
        """How many units of work this process has committed: when it has grown, what was read is old."""
        counting = type("CountedSession", (OrmSession,), {})
        event.listen(counting, "after_commit", self._count)
        self._writing = async_sessionmaker(self.engine, expire_on_commit=False, sync_session_class=counting)
        self._reading = async_sessionmaker(self.readers, expire_on_commit=False)

    def _count(self, _session: OrmSession) -> None:
        self.writes += 1

    @asynccontextmanager
    async def unit_of_work(self) -> AsyncIterator[AsyncSession]:
        """A session in a transaction: whoever does not commit has changed nothing.

        Raises:
            Unavailable: The database cannot be reached, or has no connection free.
            PreconditionFailed: Somebody else changed a row that has a version since it was read.

        """
        async with _reachable(), self._writing() as session:
            yield session

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """A session that reads, each statement by itself.

        Raises:
            Unavailable: The database cannot be reached, or has no connection free.

        """
        async with _reachable(), self._reading() as session:
            yield session

    @asynccontextmanager
    async def asking(self) -> AsyncIterator[AsyncConnection]:
        """A connection that reads: for what is asked for each request, and costs half of a session.

        Raises:
            Unavailable: The database cannot be reached, or has no connection free.

        """
        async with _reachable(), self.readers.connect() as connection:
            yield connection

    async def ping(self) -> None:
        """Ask for nothing, and hear whether it answers."""
        async with self.asking() as connection:
            await connection.execute(text("SELECT 1"))

    async def close(self) -> None:
        """Let go of all connections."""
        await self.engine.dispose()
        await self.readers.dispose()


def _engine(settings: Settings, pool_size: int) -> AsyncEngine:
    """An engine for one kind of server, whose connections are ready to be used."""
    is_sqlite = settings.database_url.startswith("sqlite")
    engine = create_async_engine(
        settings.database_url,
        poolclass=FairPool,
        pool_size=pool_size,
        pool_timeout=settings.pool_timeout,
        max_overflow=0,
        hide_parameters=True,  # they hold what people sent, and errors are logged
        connect_args=(
            {"async_creator_fn": sqlite.connect} if is_sqlite else {"timeout": settings.pool_timeout}
        ),
    )
    event.listen(engine.sync_engine, "do_connect", _connect)
    if is_sqlite:
        event.listen(engine.sync_engine, "connect", _prepare_sqlite)
        event.listen(engine.sync_engine, "begin", _begin_immediately)
    else:
        event.listen(engine.sync_engine, "checkin", _rest)
        event.listen(engine.sync_engine, "checkout", _look_after_rest)
    _Slow(settings.slow_query).listen_to(engine)
    return engine


@asynccontextmanager
async def _reachable() -> AsyncIterator[None]:
    try:
        yield
    except StaleDataError as error:
        raise PreconditionFailed("somebody else has changed it since it was read") from error
    except PoolTimeoutError as error:
        raise _unavailable("the database has no connection free", error) from error
    except (InterfaceError, OperationalError) as error:
        if getattr(error.orig, "sqlite_errorcode", None) == SQLITE_ERROR:
            raise  # a mistake in a statement, which SQLite puts in the same class
        raise _unavailable("the database does not answer", error) from error
    except DBAPIError as error:
        if error.connection_invalidated:
            raise _unavailable("the database broke the connection", error) from error
        raise


def _unavailable(why: str, error: Exception) -> Unavailable:
    """What clients are told; the log holds the reason."""
    _log.warning("database_unavailable", reason=why, error=str(error))
    return Unavailable(why)


def _connect(
    dialect: Dialect, _entry: ConnectionPoolEntry, given: list[str], named: dict[str, object]
) -> DBAPIConnection:
    """Connect, and tell a server that is not there from every other fault of the operating system."""
    try:
        return dialect.connect(*given, **named)
    except (OSError, PostgresError, dialect.loaded_dbapi.Error) as error:
        raise _unavailable("the database cannot be reached", error) from error


def _prepare_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    """Tell SQLite to keep foreign keys, to sync each commit, and to let readers read while one writes."""
    connection.isolation_level = None  # SQLAlchemy begins, not the driver
    cursor = connection.cursor()
    for pragma in (
        "journal_mode = WAL",
        f"synchronous = {_SYNCED}",
        "foreign_keys = ON",
        f"busy_timeout = {_BUSY}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_immediately(connection: Connection) -> None:
    """Take the lock of writers at once; whoever only reads takes none."""
    if not connection.get_execution_options().get(_READS):
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _rest(_connection: DBAPIConnection | None, entry: ConnectionPoolEntry) -> None:
    """Remember since when nobody has used a connection."""
    entry.info[_SINCE] = time.monotonic()


def _look_after_rest(
    connection: DBAPIConnection, entry: ConnectionPoolEntry, _proxy: PoolProxiedConnection
) -> None:
    """Replace a connection that was closed meanwhile; one that rested long is asked whether it still is one.

    To ask each time would cost more than most statements.
    """
    driver = entry.driver_connection
    is_open = driver is not None and not driver.is_closed()
    if is_open and time.monotonic() - entry.info.get(_SINCE, math.inf) <= _RESTED:
        return
    try:
        connection.ping()
    except Exception as error:
        raise DisconnectionError("the connection was closed while nobody used it") from error


class _Slow:
    """Writes a record of each statement that takes longer than it should; never its values."""

    def __init__(self, limit: float) -> None:
        self._limit = limit

    def listen_to(self, engine: AsyncEngine) -> None:
        """Measure every statement."""
        event.listen(engine.sync_engine, "before_cursor_execute", self._begin)
        event.listen(engine.sync_engine, "after_cursor_execute", self._end)

    def _begin(
        self,
        connection: Connection,
        _cursor: DBAPICursor,
        _statement: str,
        _parameters: object,
        _context: ExecutionContext,
        _many: bool,  # noqa: FBT001 - as SQLAlchemy calls it
    ) -> None:
        connection.info["began"] = time.perf_counter()

    def _end(
        self,
        connection: Connection,
        _cursor: DBAPICursor,
        statement: str,
        _parameters: object,
        _context: ExecutionContext,
        _many: bool,  # noqa: FBT001 - as SQLAlchemy calls it
    ) -> None:
        spent = time.perf_counter() - connection.info["began"]
        if spent > self._limit:
            _log.warning("slow_query", seconds=round(spent, 3), statement=statement[:500])
