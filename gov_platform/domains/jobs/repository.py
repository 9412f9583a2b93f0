"""All SQL of the view of jobs; changes go through the queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from gov_platform.kernel.paging import page_of
from gov_platform.kernel.rows import Job

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.ext.asyncio import AsyncSession

    from gov_platform.domains.jobs.schemas import Wanted
    from gov_platform.kernel.paging import Rows

_COLUMNS = {"created": Job.created_at, "due": Job.due_at}


async def jobs(session: AsyncSession, wanted: Wanted) -> Rows[Job]:
    """A page of jobs."""
    query = select(Job)
    if wanted.state is not None:
        query = query.where(Job.state == wanted.state)
    if wanted.kind is not None:
        query = query.where(Job.kind == wanted.kind)
    return await page_of(session, query, wanted, _COLUMNS, Job.id)


async def job(session: AsyncSession, identifier: UUID) -> Job | None:
    """A job, as it is now."""
    return await session.get(Job, identifier, populate_existing=True)
