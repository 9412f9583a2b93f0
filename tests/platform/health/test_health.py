"""Whether the platform says how it is, and to whom it matters."""

from __future__ import annotations

import asyncio
import os
import threading
from typing import TYPE_CHECKING

import pytest

from gov_platform.domains.health.service import Checks, Measured, _used, of_storage
from gov_platform.kernel.clock import now
from gov_platform.kernel.errors import Unavailable

if TYPE_CHECKING:
    from pathlib import Path

    import httpx
    from fastapi import FastAPI

pytestmark = pytest.mark.anyio


@pytest.mark.gov("TASK-008.1", "TASK-008.4")
async def test_the_whole_is_told_with_each_part(client: httpx.AsyncClient) -> None:
    answer = await client.get("/health")

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/health+json"
    told = answer.json()
    assert told["status"] in {"pass", "warn"}
    assert set(told["checks"]) == {"cpu", "database", "disk", "memory", "storage"}
    for part in ("cpu", "disk", "memory"):
        assert told["checks"][part]["observed_unit"] == "percent"
        assert 0 <= told["checks"][part]["observed_value"] <= 100


@pytest.mark.gov("TASK-008.2", "TASK-008.5")
async def test_without_its_database_it_fails_and_lives(client: httpx.AsyncClient, app: FastAPI) -> None:
    context = app.state.context

    async def ping() -> None:
        raise Unavailable("the database does not answer")

    context.database.ping = ping

    answer = await client.get("/health")

    assert answer.status_code == 503
    assert answer.json()["status"] == "fail"
    assert answer.json()["checks"]["database"]["output"] == "the database does not answer"
    assert (await client.get("/health/ready")).status_code == 503
    assert (await client.get("/health/live")).status_code == 200


async def test_it_has_started_once_it_serves(client: httpx.AsyncClient, app: FastAPI) -> None:
    assert (await client.get("/health/startup")).status_code == 200
    app.state.is_started = False
    assert (await client.get("/health/startup")).status_code == 503


def checks(**given: object) -> Checks:
    return Checks("1", now, dict(given))  # type: ignore[arg-type] # functions of each test


@pytest.mark.gov("TASK-008.2", "TASK-008.3")
async def test_a_check_that_takes_over_a_second_fails() -> None:
    async def slow() -> Measured:
        await asyncio.sleep(30)
        return Measured("pass")

    health = await checks(database=slow).health()

    assert (health.status, health.checks["database"].output) == ("fail", "it took longer than 1 second")


@pytest.mark.gov("TASK-008.3")
async def test_many_who_ask_at_once_are_told_what_was_found_once() -> None:
    asked = 0

    async def counting() -> Measured:
        nonlocal asked
        asked += 1
        await asyncio.sleep(0.01)
        return Measured("warn")

    found = checks(one=counting)
    told = await asyncio.gather(*(found.health() for _ in range(50)))

    assert asked == 1
    assert {health.status for health in told} == {"warn"}


@pytest.mark.parametrize(("percent", "status"), [(10.0, "pass"), (90.0, "warn"), (98.0, "fail")])
@pytest.mark.gov("TASK-008.5")
def test_a_disk_that_is_nearly_full_is_a_warning(percent: float, status: str) -> None:
    assert _used(percent, "disk").status == status


async def test_a_folder_that_takes_no_file_fails(tmp_path: Path) -> None:
    health = await checks(storage=of_storage(tmp_path / "gone")).health()

    assert health.status == "fail"
    assert health.checks["storage"].output.startswith("the folder of data cannot be written: No such file")


@pytest.mark.gov("TASK-008.3")
async def test_storage_is_written_and_left_as_it_was(tmp_path: Path) -> None:
    found = checks(storage=of_storage(tmp_path))

    told = [(await found.health()).checks["storage"] for _ in range(3)]

    assert {part.status for part in told} == {"pass"}
    assert len({part.time for part in told}) == 1, "it was asked once, and told three times"
    assert list(tmp_path.iterdir()) == []  # noqa: ASYNC240 - nothing else waits


@pytest.mark.gov("TASK-008.3")
async def test_a_disk_that_hangs_fails_in_time_and_keeps_one_thread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    released = threading.Event()
    monkeypatch.setattr(os, "fsync", lambda _: released.wait(20))
    check = of_storage(tmp_path)
    before = threading.active_count()

    health = await checks(first=check, second=check).health()

    assert {part.output for part in health.checks.values()} == {"it took longer than 1 second"}
    assert threading.active_count() <= before + 1
    released.set()
