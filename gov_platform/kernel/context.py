"""What a request finds of its application: settings, database and clock, as dependencies of routes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import KW_ONLY, dataclass, field
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy.ext.asyncio import AsyncSession

from gov_platform.kernel.clock import Clock, now
from gov_platform.kernel.database import Database
from gov_platform.kernel.outside import Numbers
from gov_platform.ports.storage import Storage
from gov_platform.settings import Settings

__all__ = ["Context", "Here", "Reading", "Writing"]


@dataclass(frozen=True, slots=True)
class Context:
    """One application's parts."""

    settings: Settings
    database: Database
    storage: Storage
    _: KW_ONLY
    numbers: Numbers = field(default_factory=Numbers)
    clock: Clock = now


async def _here(request: Request) -> Context:
    context: Context = request.app.state.context
    return context


Here = Annotated[Context, Depends(_here)]
"""The parts of the application that answers."""


async def _writing(here: Here) -> AsyncIterator[AsyncSession]:
    async with here.database.unit_of_work() as session:
        yield session


async def _reading(here: Here) -> AsyncIterator[AsyncSession]:
    async with here.database.reading() as session:
        yield session


Writing = Annotated[AsyncSession, Depends(_writing)]
"""A unit of work: closed when the request ends, and rolled back unless the service committed."""

Reading = Annotated[AsyncSession, Depends(_reading)]
"""A session that reads."""
