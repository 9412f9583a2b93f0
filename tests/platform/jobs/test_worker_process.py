"""Workers as whoever runs an installation starts and stops them: beside `serve`, or in it."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import time
from email import message_from_bytes
from email.policy import default
from typing import TYPE_CHECKING

import pytest

from gov_platform.app import context_of, create_app
from gov_platform.domains.accounts import jobs
from gov_platform.kernel.context import Context
from gov_platform.kernel.database import Database
from gov_platform.kernel.jobs.queue import enqueue
from gov_platform.kernel.rows import JobState
from tests.platform.conftest import SECRET, serving
from tests.platform.jobs.doing import stored
from tests.platform.test_command import begun, command, variables_of

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from gov_platform.settings import Settings

pytestmark = pytest.mark.anyio


async def put_mail(context: Context) -> UUID:
    """A job that writes a mail."""
    async with context.database.unit_of_work() as work:
        identifier = await enqueue(
            work, jobs.CHANGED, jobs.OfAddress(email="mira@example.org"), at=context.clock()
        )
        await work.commit()
    assert identifier is not None
    return identifier


async def until_done(context: Context, identifier: UUID) -> None:
    for _ in range(600):
        if (await stored(context, identifier)).state is JobState.DONE:
            return
        await asyncio.sleep(0.05)
    pytest.fail("nobody does it")


@pytest.mark.gov("TASK-048.2")
async def test_a_separate_worker_does_what_is_due_and_stops_when_told(context: Context) -> None:
    settings = context.settings
    variables = {
        "GOV_PLATFORM_ENVIRONMENT": "test",
        "GOV_PLATFORM_DATA": str(settings.data),
        "GOV_PLATFORM_DATABASE": settings.database,
        "GOV_PLATFORM_SECRET": SECRET.get_secret_value(),
    }
    process = await asyncio.create_subprocess_exec(
        *command("worker"), env=variables_of(**variables), stderr=subprocess.PIPE
    )
    identifier = await put_mail(context)
    try:
        await until_done(context, identifier)
    finally:
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        _, told = await asyncio.wait_for(process.communicate(), 30)
    assert process.returncode == 0, told
    assert time.monotonic() - began < 30
    assert told.startswith(b"data: ")
    (mail,) = (settings.folder / "mail").glob("*.eml")
    assert message_from_bytes(mail.read_bytes(), policy=default)["Subject"] == "Your password was changed"


async def test_what_serves_works_too_unless_told_otherwise(settings: Settings) -> None:
    embedded = settings.model_copy(update={"worker": "embedded"})
    context = context_of(embedded, Database(embedded))
    identifier = await put_mail(context)
    app = create_app(embedded)

    async with serving(app):
        await until_done(context, identifier)
    async with serving(create_app(settings)):
        left = await put_mail(context)
        await asyncio.sleep(1)
    assert (await stored(context, left)).state is JobState.WAITING

    await context.database.close()


def test_without_a_schema_a_worker_waits_for_one(tmp_path: Path) -> None:
    with begun(tmp_path, "worker") as (process, said):
        lines = [said.readline(), said.readline()]
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)

    assert lines[0].startswith(b"data: ")
    assert b"queue_unreadable" in lines[1]
    assert process.returncode == 0
