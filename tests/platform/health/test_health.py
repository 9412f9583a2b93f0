"""Whether the platform says how it is, and to whom it matters."""

from __future__ import annotations

import asyncio
import os
import re
import threading
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from gov_platform.domains.health.service import Checks, Measured, _used, of_mail, of_storage
from gov_platform.kernel.clock import now
from gov_platform.kernel.errors import Unavailable
from gov_platform.kernel.jobs.queue import enqueue
from gov_platform.kernel.rows import Job, JobState
from gov_platform.ports.mailer import MailDeferredError
from tests.platform.factories.making import make
from tests.platform.jobs.doing import Named, doing

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
    assert set(told["checks"]) == {"cpu", "database", "disk", "mail", "memory", "queue", "storage"}
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


@pytest.mark.gov("TASK-008.3")
async def test_jobs_that_wait_too_long_and_dead_ones_are_warnings(
    client: httpx.AsyncClient, app: FastAPI
) -> None:
    context = app.state.context
    async with context.database.unit_of_work() as work:
        await enqueue(work, doing(), Named(name="old"), at=context.clock() - timedelta(minutes=5))
        await make(work, Job, state=JobState.DEAD, attempts=8)
        await work.commit()

    answer = await client.get("/health")

    assert answer.status_code == 200, "it serves all the same"
    told = answer.json()["checks"]["queue"]
    assert told["status"] == "warn"
    assert 299 < told["observed_value"] < 330
    assert re.fullmatch(
        r"a job is due for 3[0-9]{2} seconds: does a worker run\?; 1 dead jobs wait for an administrator",
        told["output"],
    )


@pytest.mark.gov("TASK-008.3")
async def test_a_mail_server_that_is_away_is_a_warning() -> None:
    async def away() -> str:
        raise MailDeferredError("the mail server cannot be reached: SMTPConnectError")

    async def slow() -> str:
        await asyncio.sleep(30)
        return ""

    health = await checks(mail=of_mail(away), slow=of_mail(slow)).health()

    assert [(part.status, part.output) for part in health.checks.values()] == [
        ("warn", "the mail server cannot be reached: SMTPConnectError"),
        ("warn", "the mail server takes too long to answer"),
    ]


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
