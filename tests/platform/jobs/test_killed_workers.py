"""Workers are killed while they work, as a machine that loses its power kills them."""

from __future__ import annotations

import asyncio
import collections
import secrets
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from gov_platform.kernel.jobs.queue import enqueue
from gov_platform.kernel.rows import Job, JobState
from tests.platform.jobs.doing import Named, effects
from tests.platform.jobs.dying import handler_of
from tests.platform.test_command import variables_of

if TYPE_CHECKING:
    from gov_platform.kernel.context import Context

pytestmark = [pytest.mark.anyio, pytest.mark.hard, pytest.mark.untimed]

JOBS, KILLS, WORKERS = 1_000, 20, 3


def start(context: Context, how: str) -> subprocess.Popen[bytes]:
    settings = context.settings
    words = [settings.database, str(settings.data), how]
    return subprocess.Popen(
        [sys.executable, "-m", "tests.platform.jobs.dying", *words],
        env=variables_of(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


async def left(context: Context) -> int:
    async with context.database.reading() as session:
        open_ones = Job.state.in_((JobState.WAITING, JobState.RUNNING))
        return await session.scalar(select(func.count()).select_from(Job).where(open_ones)) or 0


async def kill_while_they_work(context: Context, how: str) -> int:
    """Do all jobs with workers of which one after another is killed; how many were killed at work."""
    async with context.database.unit_of_work() as work:
        for number in range(JOBS):
            await enqueue(work, handler_of(how), Named(name=f"{number:04}"), at=context.clock())
        await work.commit()
    workers = [start(context, how) for _ in range(WORKERS)]
    killed, until = 0, time.monotonic() + 240
    try:
        while (remaining := await left(context)) and time.monotonic() < until:
            # The kills are spread over the work, and the last jobs meet no more of them.
            if killed < KILLS and remaining <= JOBS - (killed + 1) * (JOBS // (KILLS + 5)):
                victim = workers.pop(0)
                await asyncio.sleep(secrets.randbelow(30) / 1000)
                victim.send_signal(signal.SIGKILL)
                victim.communicate(timeout=60)
                killed += 1
                workers.append(start(context, how))
            await asyncio.sleep(0.02)
    finally:
        for one in workers:
            one.kill()
            one.communicate(timeout=60)
    assert remaining == 0
    return killed


@pytest.mark.gov("TASK-047.4")
async def test_a_thousand_jobs_and_twenty_killed_workers_lose_nothing_and_do_nothing_twice(
    context: Context,
) -> None:
    killed = await kill_while_they_work(context, "safely")

    assert killed == KILLS
    assert await effects(context) == [f"{number:04}" for number in range(JOBS)]
    async with context.database.reading() as session:
        states = dict((await session.execute(select(Job.state, func.count()).group_by(Job.state))).all())
        again = await session.scalar(select(func.count()).select_from(Job).where(Job.attempts > 1))
    assert states == {JobState.DONE: JOBS}
    assert again, "workers were killed while they held jobs"


async def test_an_effect_that_is_committed_beside_its_job_would_happen_twice(context: Context) -> None:
    """The control: the same kills find the handler that does not keep to its unit of work."""
    await kill_while_they_work(context, "beside")

    counted = collections.Counter(await effects(context))
    assert len(counted) == JOBS, "nothing is lost all the same"
    assert max(counted.values()) > 1
