"""A queue with handlers of the tests' own, a clock that they set, and a mailer that keeps its mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gov_platform.adapters.storage import storage_of
from gov_platform.kernel.context import Context
from gov_platform.kernel.database import Database
from tests.platform.accounts.people import SetClock
from tests.platform.jobs.doing import Effects, Outbox

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from gov_platform.settings import Settings


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Hashes that take a millisecond."""
    return settings.model_copy(update={"bcrypt_cost": 4, "job_slots": 4})


@pytest.fixture
def clock() -> SetClock:
    """The clock of the workers."""
    return SetClock()


@pytest.fixture
def outbox() -> Outbox:
    """A mailer."""
    return Outbox()


@pytest.fixture
async def context(settings: Settings, clock: SetClock) -> AsyncIterator[Context]:
    """The parts of an installation, with a table for what handlers do."""
    database = Database(settings)
    async with database.engine.begin() as connection:
        await connection.run_sync(Effects.metadata.create_all)
    yield Context(settings, database, storage_of(settings), clock=clock)
    await database.close()
