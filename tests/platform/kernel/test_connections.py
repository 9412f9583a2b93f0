"""How connections are lent and used: in order, one turn a statement, and none left with work half done."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.util.concurrency import greenlet_spawn
from sqlalchemy.util.queue import Empty, Full

from gov_platform.kernel import database as kernel
from gov_platform.kernel import sqlite
from gov_platform.kernel.database import Database
from gov_platform.kernel.errors import Unavailable
from gov_platform.kernel.queue import FairQueue
from tests.platform.conftest import execute

if TYPE_CHECKING:
    from gov_platform.settings import Settings
    from tests.platform.kernel.conftest import Note

pytestmark = pytest.mark.anyio

on_sqlite = pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
on_postgresql = pytest.mark.parametrize("settings", ["postgresql"], indirect=True)


async def lent(queue: FairQueue[str], timeout: float | None = 5) -> str:  # noqa: ASYNC109 - the queue's own
    return await greenlet_spawn(queue.get, True, timeout)  # noqa: FBT003 - as a pool calls it


async def test_whoever_has_waited_longest_is_served_first() -> None:
    queue = FairQueue[str](1)
    waiting = [asyncio.create_task(lent(queue)) for _ in range(3)]
    await asyncio.sleep(0)

    queue.put("connection")
    with pytest.raises(Empty):
        queue.get_nowait()
    await asyncio.sleep(0.01)

    assert [task.done() for task in waiting] == [True, False, False], "and nobody came between"
    for task in waiting[1:]:
        queue.put("connection")
        assert await task == "connection"


async def test_what_was_lent_to_somebody_who_left_goes_to_the_next() -> None:
    queue = FairQueue[str](1)
    leaving, patient = asyncio.create_task(lent(queue)), asyncio.create_task(lent(queue))
    await asyncio.sleep(0)
    queue.put("connection")
    leaving.cancel()

    assert await patient == "connection"
    assert leaving.cancelled()
    queue.put("connection")
    assert (queue.qsize(), queue.full(), queue.empty()) == (1, True, False)


async def test_nobody_waits_longer_than_they_say() -> None:
    queue = FairQueue[str](1)

    with pytest.raises(Empty):
        await lent(queue, 0.01)
    queue.put("connection")
    with pytest.raises(Full):
        queue.put_nowait("another")
    assert await lent(queue) == "connection"


@on_sqlite
async def test_a_statement_takes_one_turn_on_the_thread_of_its_connection(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database(settings)
    await database.ping()
    turns: list[object] = []
    take_turn = sqlite.Connection._execute  # noqa: SLF001 - what is counted

    async def counting(connection: sqlite.Connection, work: object, *given: object) -> object:
        turns.append(work)
        return await take_turn(connection, work, *given)  # type: ignore[no-untyped-call] # a library's

    monkeypatch.setattr(sqlite.Connection, "_execute", counting)
    async with database.reading() as session:
        assert await session.scalar(text("SELECT 7")) == 7
    async with database.unit_of_work() as session:
        pass

    assert len(turns) == 1
    monkeypatch.undo()
    await database.close()


@on_sqlite
async def test_a_write_that_is_given_up_while_it_waits_leaves_nothing_open(
    settings: Settings, database: Database, note: type[Note]
) -> None:
    async def write() -> None:
        async with database.unit_of_work() as session:
            session.add(note(text="given up"))
            await session.flush()

    with closing(sqlite3.connect(settings.folder / "platform.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        writing = asyncio.create_task(write())
        await asyncio.sleep(0.1)
        writing.cancel()
        other.execute("COMMIT")
    with pytest.raises(asyncio.CancelledError):
        await writing

    with closing(sqlite3.connect(settings.folder / "platform.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
    async with database.unit_of_work() as session:
        assert await session.scalar(select(func.count()).select_from(note)) == 0


@on_sqlite
async def test_rows_are_given_one_by_one_and_many_are_written_at_once(
    database: Database, note: type[Note]
) -> None:
    async with database.unit_of_work() as session:
        session.add_all([note(text=str(number), number=number) for number in range(120)])
        await session.commit()

    async with database.reading() as session:
        streamed = [number async for number in await session.stream_scalars(select(note.number))]
        parts = await session.stream_scalars(select(note.number).order_by(note.number))
        first = await parts.fetchmany(5)
        await parts.close()

    assert sorted(streamed) == list(range(120))
    assert first == [0, 1, 2, 3, 4]


@on_postgresql
async def test_a_connection_that_was_closed_while_it_rested_is_replaced(
    settings: Settings, postgres: str
) -> None:
    database = Database(settings)
    await database.ping()
    name = settings.database_url.rpartition("/")[2].partition("?")[0]

    await asyncio.to_thread(
        execute,
        postgres,
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'",  # noqa: S608 - ours
    )
    await asyncio.sleep(0.1)

    await database.ping()
    await database.close()


@on_postgresql
async def test_a_connection_that_rested_long_is_asked_first(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kernel, "_RESTED", -1.0)
    database = Database(settings)

    await database.ping()
    await database.ping()

    await database.close()


@on_postgresql
async def test_a_server_that_refuses_connections_is_told_as_one_that_is_away(settings: Settings) -> None:
    address = settings.database_url.replace("/test_", "/never_made_")
    database = Database(settings.model_copy(update={"database": address}))

    with pytest.raises(Unavailable):
        await database.ping()

    await database.close()
