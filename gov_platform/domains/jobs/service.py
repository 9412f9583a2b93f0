"""What administrators do with jobs: list them, look at one, cancel it, run it again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from gov_platform.domains.jobs import repository
from gov_platform.domains.jobs.schemas import ListedJob, OneJob
from gov_platform.kernel.auditing import Change, record
from gov_platform.kernel.errors import Conflict, NotFound
from gov_platform.kernel.jobs import queue
from gov_platform.kernel.paging import Page
from gov_platform.kernel.redaction import hide_named

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy.ext.asyncio import AsyncSession

    from gov_platform.domains.jobs.schemas import Wanted
    from gov_platform.kernel.auditing import Actor
    from gov_platform.kernel.rows import Job


async def jobs(session: AsyncSession, wanted: Wanted) -> Page[ListedJob]:
    """A page of jobs."""
    found = await repository.jobs(session, wanted)
    return Page(items=[ListedJob.model_validate(row) for row in found.rows], next=found.next)


async def job(session: AsyncSession, identifier: UUID) -> OneJob:
    """A job with what it knows; secrets, which do not belong there, are hidden all the same.

    Raises:
        NotFound: There is none.

    """
    return _told(await _found(session, identifier))


async def cancel(work: AsyncSession, actor: Actor, identifier: UUID, now: datetime) -> OneJob:
    """End a job; one that runs is stopped, and nothing that it changed in the database stays.

    Raises:
        NotFound: There is none.
        Conflict: It has ended.

    """
    if not await queue.cancel(work, identifier, now):
        state = (await _found(work, identifier)).state
        raise Conflict(f"the job is {state}: only what waits or runs can be cancelled")
    return await _committed(work, actor, "job.cancelled", identifier, now)


async def retry(work: AsyncSession, actor: Actor, identifier: UUID, now: datetime) -> OneJob:
    """Run a job again that was given up or cancelled.

    Raises:
        NotFound: There is none.
        Conflict: It waits, runs or is done.

    """
    if not await queue.retry(work, identifier, now):
        state = (await _found(work, identifier)).state
        raise Conflict(f"the job is {state}: only what is dead or cancelled can be run again")
    return await _committed(work, actor, "job.retried", identifier, now)


async def _committed(
    work: AsyncSession, actor: Actor, action: str, identifier: UUID, now: datetime
) -> OneJob:
    told = _told(await _found(work, identifier))
    change = Change(action, "job", str(identifier), after={"kind": told.kind, "state": told.state.value})
    await record(work, actor, change, now)
    await work.commit()
    return told


async def _found(session: AsyncSession, identifier: UUID) -> Job:
    row = await repository.job(session, identifier)
    if row is None:
        raise NotFound("there is no such job: those that ended are kept for a week, dead ones for 90 days")
    return row


def _told(row: Job) -> OneJob:
    payload = json.loads(row.payload)
    shown = {str(name): hide_named(str(name), one) for name, one in payload.items()}
    listed = ListedJob.model_validate(row).model_dump()
    return OneJob(**listed, key=row.key, payload=shown)
