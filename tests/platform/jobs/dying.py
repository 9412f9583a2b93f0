"""A worker in a process of its own, to be killed: `python dying.py DATABASE FOLDER HOW`.

`safely` does its effect in the unit of work that ends the job, and `beside` commits it on its own.
"""

from __future__ import annotations

import asyncio
import secrets
import sys
from datetime import timedelta
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import insert

from gov_platform.app import context_of
from gov_platform.kernel.database import Database
from gov_platform.kernel.jobs.handlers import Handler, Run
from gov_platform.kernel.jobs.worker import Worker
from gov_platform.settings import Settings
from tests.platform.jobs.doing import Effect, Named, Outbox

ATTEMPTS = 30


async def safely(run: Run, named: Named) -> None:
    await asyncio.sleep(secrets.randbelow(20) / 1000)
    await run.work.execute(insert(Effect).values(name=named.name))


async def beside(run: Run, named: Named) -> None:
    async with run.context.database.unit_of_work() as work:
        await work.execute(insert(Effect).values(name=named.name))
        await work.commit()
    await asyncio.sleep(secrets.randbelow(20) / 1000)


def handler_of(how: str) -> Handler[Named]:
    return Handler("test.dying", Named, {"safely": safely, "beside": beside}[how], attempts=ATTEMPTS)


async def work(database: str, folder: str, how: str) -> None:
    settings = Settings(
        environment="test", data=Path(folder), database=database, secret=SecretStr("x" * 32), job_slots=4
    )
    context = context_of(settings, Database(settings))
    print("working", flush=True)  # noqa: T201 - what starts it waits for this
    await Worker(context, Outbox(), [handler_of(how)], lease=timedelta(seconds=1.5), poll=0.02).run(
        asyncio.Event(), grace=0
    )


if __name__ == "__main__":
    asyncio.run(work(*sys.argv[1:]))
