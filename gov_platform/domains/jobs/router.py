"""Where administrators look after jobs."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from gov_platform.domains.accounts.callers import REFUSALS, requires
from gov_platform.domains.accounts.identities import Identity
from gov_platform.domains.jobs import service
from gov_platform.domains.jobs.permissions import CHANGE_JOBS, READ_JOBS
from gov_platform.domains.jobs.schemas import ListedJob, OneJob, Wanted
from gov_platform.kernel.context import Here, Reading, Writing
from gov_platform.kernel.errors import Conflict, NotFound, Unprocessable, describing
from gov_platform.kernel.paging import Page

__all__ = ["router"]

router = APIRouter(prefix="/jobs", tags=["jobs"], responses={**REFUSALS, **describing(Unprocessable)})

Reader = Annotated[Identity, requires(READ_JOBS)]
Changer = Annotated[Identity, requires(CHANGE_JOBS)]
_ONE = describing(NotFound)
_ONE_CHANGED = describing(NotFound, Conflict)


@router.get("", summary="What waits, runs and has ended")
async def jobs(_caller: Reader, session: Reading, wanted: Annotated[Wanted, Query()]) -> Page[ListedJob]:
    """The jobs of the platform, the newest first."""
    return await service.jobs(session, wanted)


@router.get("/{job_id}", summary="One job, with what it knows", responses=_ONE)
async def job(_caller: Reader, session: Reading, job_id: UUID) -> OneJob:
    """Values that look like secrets are hidden."""
    return await service.job(session, job_id)


@router.post("/{job_id}/cancel", summary="Cancel a job", responses=_ONE_CHANGED)
async def cancel(caller: Changer, here: Here, work: Writing, job_id: UUID) -> OneJob:
    """One that runs is stopped; nothing that it changed in the database stays."""
    return await service.cancel(work, caller.actor, job_id, here.clock())


@router.post("/{job_id}/retry", summary="Run a job again", responses=_ONE_CHANGED)
async def retry(caller: Changer, here: Here, work: Writing, job_id: UUID) -> OneJob:
    """One that was given up or cancelled has all its attempts again."""
    return await service.retry(work, caller.actor, job_id, here.clock())
