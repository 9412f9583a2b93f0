"""Real databases for the platform's tests: SQLite files, and a PostgreSQL server that the tests start."""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
import sqlite3
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import asyncpg
import httpx
import pytest
import structlog
from pydantic import SecretStr

from benchmarks.platform.postgres import own_server
from gov_platform.app import create_app
from gov_platform.kernel import database
from gov_platform.migrations import upgrade
from gov_platform.settings import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from contextlib import AbstractAsyncContextManager

    from fastapi import FastAPI

    Serving = Callable[[FastAPI], AbstractAsyncContextManager[httpx.AsyncClient]]

SYNCED = database._SYNCED  # noqa: SLF001 - what an installation has, and the tests do not wait for
SECRET = SecretStr("a secret of the tests, long enough to be taken")


@contextmanager
def alone() -> Iterator[None]:
    """No loop seems to run in this thread: the one that a browser's tests leave behind sleeps meanwhile."""
    left = asyncio._get_running_loop()  # noqa: SLF001 - made for whoever runs loops, as this does
    asyncio._set_running_loop(None)  # noqa: SLF001 - likewise
    try:
        yield
    finally:
        asyncio._set_running_loop(left)  # noqa: SLF001 - likewise


@pytest.fixture(autouse=True)
def no_other_loop() -> Iterator[None]:
    """Each test may run a loop."""
    with alone():
        yield


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session", autouse=True)
def plain_log() -> None:
    """Without a word from us structlog draws each trace in colours, which takes a second."""
    structlog.configure(processors=[structlog.processors.format_exc_info, structlog.dev.ConsoleRenderer()])


@pytest.fixture(scope="session", autouse=True)
def quick_disk() -> Iterator[None]:
    """What is lost when the machine fails is lost with the tests, so that none waits for the disk."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "_SYNCED", "OFF")
        yield


@pytest.fixture
def kept() -> Iterator[None]:
    """Logging as it was, afterwards."""
    root = logging.getLogger()
    handlers, level, configured = root.handlers, root.level, structlog.get_config()
    yield
    root.handlers = handlers
    root.setLevel(level)
    logging.captureWarnings(capture=False)
    structlog.configure(**configured)
    structlog.contextvars.clear_contextvars()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server: `GOV_TEST_POSTGRES_URL`, or one that the tests start and stop."""
    given = os.environ.get("GOV_TEST_POSTGRES_URL")
    if given:
        yield given
        return
    with own_server() as server:
        # What is lost when the machine fails is lost with the tests.
        execute(server.get_uri(), "ALTER SYSTEM SET fsync = off")
        execute(server.get_uri(), "SELECT pg_reload_conf()")
        yield server.get_uri()


def execute(address: str, statement: str) -> None:
    """Run one statement on a server."""

    async def run() -> None:
        connection = await asyncpg.connect(address)
        await connection.execute(statement)
        await connection.close()

    with alone():
        asyncio.run(run())


def database_in(server: str, name: str) -> str:
    """The address of a database on a server."""
    scheme, _, rest = server.partition("://")
    where, question, query = rest.partition("?")
    return f"{scheme}://{where.partition('/')[0]}/{name}{question}{query}"


@pytest.fixture(scope="session")
def migrated(postgres: str) -> Iterator[str]:
    """A database on the server that has the whole schema, to be copied."""
    name = f"migrated_{uuid4().hex}"
    execute(postgres, f"CREATE DATABASE {name}")
    with alone():
        upgrade(Settings(database=database_in(postgres, name), environment="test").database_url)
    yield name
    execute(postgres, f"DROP DATABASE {name}")


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of SQLite that has the whole schema, to be copied."""
    settings = Settings(environment="test", data=tmp_path_factory.mktemp("migrated"), secret=SECRET)
    with alone():
        upgrade(settings.database_url)
    (file,) = settings.data.glob("*.db")
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """Settings of an installation with an empty, migrated database, on each kind of server."""
    if request.param == "sqlite":
        settings = Settings(
            environment="test", data=tmp_path / "data", secret=SECRET, worker="separate", pool_timeout=60
        )
        shutil.copy(request.getfixturevalue("migrated_file"), settings.folder / "platform.db")
        yield settings
        return
    server, template = request.getfixturevalue("postgres"), request.getfixturevalue("migrated")
    name = f"test_{uuid4().hex}"
    execute(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield Settings(
        environment="test",
        data=tmp_path / "data",
        secret=SECRET,
        database=database_in(server, name),
        worker="separate",
        pool_timeout=60,
    )
    execute(server, f"DROP DATABASE {name} WITH (FORCE)")


@asynccontextmanager
async def serving(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A client of an application that runs in this process."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://platform.test") as client,
    ):
        yield client


@pytest.fixture
def app(settings: Settings) -> FastAPI:
    """An application on the database of the test."""
    return create_app(settings)


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A client of it."""
    async with serving(app) as client:
        yield client
