"""Where administrators look after jobs."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from gov_platform.domains.accounts.callers import Admin
from gov_platform.domains.jobs import service
from gov_platform.domains.jobs.schemas import ListedJob, OneJob, Wanted
from gov_platform.kernel.context import Here, Reading, Writing
from gov_platform.kernel.errors import (
    Conflict,
    Forbidden,
    NotFound,
    Unauthorized,
    Unavailable,
    Unprocessable,
    describing,
)
from gov_platform.kernel.paging import Page

__all__ = ["router"]

router = APIRouter(prefix="/jobs", tags=["jobs"])
_ONE = describing(Unauthorized, Forbidden, NotFound, Unprocessable, Unavailable)
_CHANGE = {**_ONE, **describing(Conflict)}


@router.get(
    "", summary="What waits, runs and has ended",
    responses=describing(Unauthorized, Forbidden, Unprocessable, Unavailable),
)  # fmt: skip
async def jobs(_admin: Admin, session: Reading, wanted: Annotated[Wanted, Query()]) -> Page[ListedJob]:
    """The jobs of the platform, the newest first."""
    return await service.jobs(session, wanted)


@router.get("/{identifier}", summary="One job, with what it knows", responses=_ONE)
async def job(_admin: Admin, session: Reading, identifier: UUID) -> OneJob:
    """Values that look like secrets are hidden."""
    return await service.job(session, identifier)


@router.post("/{identifier}/cancel", summary="Cancel a job", responses=_CHANGE)
async def cancel(_admin: Admin, here: Here, work: Writing, identifier: UUID) -> OneJob:
    """One that runs is stopped; nothing that it changed in the database stays."""
    return await service.cancel(work, identifier, here.clock())


@router.post("/{identifier}/retry", summary="Run a job again", responses=_CHANGE)
async def retry(_admin: Admin, here: Here, work: Writing, identifier: UUID) -> OneJob:
    """One that was given up or cancelled has all its attempts again."""
    return await service.retry(work, identifier, here.clock())
