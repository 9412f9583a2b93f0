"""An application whose passwords cost little and whose clock a test can set, with one account."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from gov_platform.app import create_app
from tests.platform.accounts.people import SetClock

if TYPE_CHECKING:
    from fastapi import FastAPI

    from gov_platform.kernel.context import Context
    from gov_platform.settings import Settings


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Hashes that take a millisecond."""
    return settings.model_copy(update={"bcrypt_cost": 4})


@pytest.fixture
def clock() -> SetClock:
    """The clock of the application."""
    return SetClock()


@pytest.fixture
def app(settings: Settings, clock: SetClock) -> FastAPI:
    """An application on the database of the test."""
    app = create_app(settings)
    app.state.context = replace(app.state.context, clock=clock)
    return app


@pytest.fixture
def context(app: FastAPI) -> Context:
    """Its parts."""
    context: Context = app.state.context
    return context
