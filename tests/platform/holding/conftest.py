"""An application, people with each role, and each domain whose rows belong to somebody."""

from __future__ import annotations

import pytest

from tests.platform.access.conftest import admin, editor, viewer
from tests.platform.accounts.conftest import app, clock, context, settings
from tests.platform.holding.things import THINGS, Thing

__all__ = ["admin", "app", "clock", "context", "editor", "settings", "viewer"]


@pytest.fixture(params=[*THINGS.values()], ids=[*THINGS])
def thing(request: pytest.FixtureRequest) -> Thing:
    """Each of the domains."""
    thing: Thing = request.param
    return thing
