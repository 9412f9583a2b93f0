"""Units of work end as they should, on both databases, whatever happens meanwhile."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError, OperationalError, StatementError

from gov_platform.kernel import database as kernel
from gov_platform.kernel.database import Database
from gov_platform.kernel.errors import PreconditionFailed, Unavailable
from gov_platform.settings import Settings
from tests.platform.conftest import SYNCED

if TYPE_CHECKING:
    from pathlib import Path

    from tests.platform.kernel.conftest import Note

pytestmark = pytest.mark.anyio


async def count(database: Database, note: type[Note]) -> int:
    async with database.reading() as session:
        return await session.scalar(select(func.count()).select_from(note)) or 0


async def test_what_was_committed_stays(database: Database, note: type[Note]) -> None:
    async with database.unit_of_work() as session:
        session.add(note(text="kept"))
        await session.commit()

    assert await count(database, note) == 1


@pytest.mark.gov("TASK-002.4")
async def test_what_was_not_committed_is_gone(database: Database, note: type[Note]) -> None:
    async with database.unit_of_work() as session:
        session.add(note(text="forgotten"))
        await session.flush()

    assert await count(database, note) == 0


@pytest.mark.gov("TASK-002.4")
async def test_what_fails_after_a_change_undoes_it(database: Database, note: type[Note]) -> None:
    with pytest.raises(RuntimeError, match="on the way"):
        async with database.unit_of_work() as session:
            session.add(note(text="half"))
            await session.flush()
            raise RuntimeError("on the way")

    assert await count(database, note) == 0


@pytest.mark.gov("TASK-002.4")
async def test_no_connection_stays_out_after_any_end(database: Database, note: type[Note]) -> None:
    async def once(number: int) -> None:
        async with asyncio.timeout(None if number % 3 else 0), database.unit_of_work() as session:
            session.add(note(text=str(number)))
            await session.flush()
            if number % 2:
                raise RuntimeError(str(number))
            await session.commit()

    await asyncio.gather(*(once(number) for number in range(40)), return_exceptions=True)

    assert database.engine.pool.checkedout() == 0  # type: ignore[attr-defined] # of the pools that have a size
    assert await count(database, note) == len(
        [number for number in range(40) if number % 3 and not number % 2]
    )


async def test_fifty_writers_at_once_all_write(database: Database, note: type[Note]) -> None:
    async def write(number: int) -> None:
        async with database.unit_of_work() as session:
            # Reads first: what begins deferred fails here as soon as another was faster.
            found = await session.scalar(select(func.count()).select_from(note))
            session.add(note(text=str(number), number=found))
            await session.commit()

    await asyncio.gather(*(write(number) for number in range(50)))

    assert await count(database, note) == 50


async def test_readers_wait_for_no_writer(database: Database, note: type[Note]) -> None:
    async with database.unit_of_work() as session:
        session.add(note(text="not yet"))
        await session.flush()

        seen = await asyncio.wait_for(count(database, note), 2)

    assert seen == 0


async def test_a_reader_keeps_no_transaction_open(database: Database, note: type[Note]) -> None:
    async with database.reading() as session:
        await session.execute(select(note))
        async with database.unit_of_work() as other:
            other.add(note(text="meanwhile"))
            await other.commit()

        assert await session.scalar(select(func.count()).select_from(note)) == 1


async def test_whoever_changes_an_old_version_is_told(database: Database, note: type[Note]) -> None:
    async with database.unit_of_work() as session:
        row = note(text="first")
        session.add(row)
        await session.commit()
    async with database.reading() as session:
        mine = await session.get_one(note, row.id)
    async with database.unit_of_work() as session:
        (await session.get_one(note, row.id)).text = "theirs"
        await session.commit()

    with pytest.raises(PreconditionFailed):
        async with database.unit_of_work() as session:
            session.add(mine)
            mine.text = "mine"
            await session.commit()


async def test_moments_come_back_in_utc_to_the_microsecond(database: Database, note: type[Note]) -> None:
    east = datetime(2026, 7, 1, 2, 30, 0, 123456, timezone(timedelta(hours=5, minutes=45)))
    async with database.unit_of_work() as session:
        session.add_all([note(text="east", moment=east), note(text="none")])
        await session.commit()

    async with database.reading() as session:
        rows = {row.text: row.moment for row in await session.scalars(select(note))}
        found = await session.scalar(select(note.text).where(note.moment == east))

    assert rows["none"] is None
    assert rows["east"] is not None
    assert rows["east"].isoformat() == "2026-06-30T20:45:00.123456+00:00"
    assert rows["east"].tzinfo is UTC
    assert found == "east"


async def test_a_moment_without_a_zone_is_our_mistake(database: Database, note: type[Note]) -> None:
    with pytest.raises(StatementError, match="without a time zone"):
        async with database.unit_of_work() as session:
            session.add(note(text="naive", moment=datetime(2026, 7, 1)))  # noqa: DTZ001 - the mistake
            await session.flush()


async def test_an_error_of_the_database_tells_no_values(database: Database, note: type[Note]) -> None:
    with pytest.raises(IntegrityError) as caught:
        async with database.unit_of_work() as session:
            session.add_all([note(text="canary"), note(text="canary")])
            await session.flush()

    assert "parameters hidden" in str(caught.value)


async def test_a_file_that_is_missing_is_no_missing_database(database: Database) -> None:
    with pytest.raises(FileNotFoundError):
        async with database.unit_of_work():
            raise FileNotFoundError("of a route's own")


@pytest.mark.parametrize(
    "address", ["postgresql://nobody@127.0.0.1:1/none", "sqlite:////nowhere/at/all/platform.db"]
)
async def test_without_a_server_everybody_is_told_to_come_back(address: str, tmp_path: Path) -> None:
    database = Database(Settings(environment="test", data=tmp_path, database=address))

    with pytest.raises(Unavailable) as caught:
        await database.ping()

    await database.close()
    await asyncio.sleep(0.1)  # the thread of a connection that failed has a last word to this loop
    assert caught.value.headers == {"Retry-After": "1"}
    assert "nowhere" not in caught.value.detail


async def test_with_no_connection_free_everybody_is_told_to_come_back(settings: Settings) -> None:
    database = Database(settings.model_copy(update={"pool_size": 1, "pool_timeout": 0.05}))

    with pytest.raises(Unavailable, match="no connection free"):
        async with database.reading() as one:
            await one.execute(text("SELECT 1"))
            await database.ping()

    await database.close()


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
async def test_sqlite_keeps_foreign_keys_and_syncs_each_commit(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kernel, "_SYNCED", SYNCED)
    database = Database(settings)
    async with database.reading() as session:
        told = {
            name: await session.scalar(text(f"PRAGMA {name}"))
            for name in ("foreign_keys", "journal_mode", "synchronous", "busy_timeout")
        }
    await database.close()

    assert told == {"foreign_keys": 1, "journal_mode": "wal", "synchronous": 2, "busy_timeout": 5000}


@pytest.mark.hard
@pytest.mark.parametrize("begin", ["BEGIN", "BEGIN IMMEDIATE"])
async def test_deferred_transactions_would_be_locked_out(tmp_path: Path, begin: str) -> None:
    """The control: without BEGIN IMMEDIATE the same writers fail."""
    import aiosqlite  # noqa: PLC0415 - of this proof alone

    path = tmp_path / "control.db"
    async with aiosqlite.connect(path) as connection:
        await connection.execute("PRAGMA journal_mode = WAL")
        await connection.execute("CREATE TABLE counted (number INTEGER)")

    async def write() -> None:
        async with aiosqlite.connect(path, isolation_level=None, timeout=30) as connection:
            await connection.execute(begin)
            await (await connection.execute("SELECT count(*) FROM counted")).fetchone()
            await asyncio.sleep(0.01)
            await connection.execute("INSERT INTO counted VALUES (1)")
            await connection.execute("COMMIT")

    ends = await asyncio.gather(*(write() for _ in range(20)), return_exceptions=True)

    failed = [end for end in ends if isinstance(end, Exception)]
    assert bool(failed) == (begin == "BEGIN")
    assert all("locked" in str(end) for end in failed)
    assert not any(isinstance(end, OperationalError) for end in failed)
