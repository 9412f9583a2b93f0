"""An application that has papers, which can be shared, and people with each role."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from gov_platform.app import create_app
from gov_platform.domains.accounts.roles import Role
from tests.platform.access.papers import Own, with_papers
from tests.platform.access.persons import Person, person

# The same people as where accounts are tested: cheap hashes, and a clock that can be set.
from tests.platform.accounts.conftest import clock, context, settings
from tests.platform.conftest import serving

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import httpx
    from fastapi import FastAPI

    from gov_platform.kernel.context import Context
    from gov_platform.settings import Settings
    from tests.platform.accounts.people import SetClock

__all__ = ["clock", "context", "settings"]


@pytest.fixture
def app(settings: Settings, clock: SetClock) -> FastAPI:
    """An application on the database of the test, with the domain of papers."""
    app = create_app(settings)
    app.state.context = replace(app.state.context, clock=clock)
    return with_papers(app)


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A client of it; its database has the table of papers."""
    async with app.state.context.database.engine.begin() as connection:
        await connection.run_sync(Own.metadata.create_all)
    async with serving(app) as client:
        yield client


@pytest.fixture
async def admin(client: httpx.AsyncClient, context: Context) -> Person:
    return await person(client, context, "admin", Role.ADMIN)


@pytest.fixture
async def editor(client: httpx.AsyncClient, context: Context) -> Person:
    return await person(client, context, "editor", Role.EDITOR)


@pytest.fixture
async def viewer(client: httpx.AsyncClient, context: Context) -> Person:
    return await person(client, context, "viewer", Role.VIEWER)
