"""Every route is called at least once with success and once without."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from pydantic import SecretStr

from gov_platform.domains.accounts.models import Link, Purpose
from gov_platform.domains.accounts.roles import Role
from tests.platform.access.matrix import ROWS
from tests.platform.access.outcomes import CALLS, NUMBERS, one_sided
from tests.platform.access.persons import person
from tests.platform.access.test_matrix import routes_of
from tests.platform.factories.making import make

if TYPE_CHECKING:
    import httpx
    from fastapi import FastAPI

    from gov_platform.kernel.context import Context
    from gov_platform.settings import Settings

pytestmark = pytest.mark.anyio


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """The numbers of the process can be read, too."""
    return settings.model_copy(update={"metrics_token": SecretStr(NUMBERS)})


def statuses() -> dict[str, set[int]]:
    """What each route is made to answer: by the test of the matrix, and by the one below."""
    found = {route: set(row.statuses.values()) for route, row in ROWS.items()}
    for route, call in CALLS.items():
        found.setdefault(route, set()).add(call.status)
    return found


@pytest.mark.gov("TASK-012.3")
def test_of_every_route_one_call_succeeds_and_one_fails(app: FastAPI) -> None:
    lacking = one_sided(routes_of(app), statuses())

    assert not lacking, "\n".join(lacking)


@pytest.mark.gov("TASK-012.3")
def test_a_route_that_is_never_called_or_never_fails_is_named(app: FastAPI) -> None:
    @app.get("/api/v1/forgotten", include_in_schema=False)
    async def forgotten() -> None:
        """Nobody calls it."""

    never, only = one_sided(routes_of(app), statuses() | {"GET /health": {200}})

    assert never.startswith("GET /api/v1/forgotten: no call of it succeeds or fails; give it a row in ")
    assert only.startswith("GET /health: no call of it fails; give it a row in ")


async def link(context: Context, purpose: Purpose, email: str) -> str:
    """A link that was sent to an address."""
    token = f"gvl_{purpose}"
    async with context.database.unit_of_work() as work:
        await make(work, Link, purpose=purpose, email=email, digest=sha256(token.encode()).digest())
        await work.commit()
    return token


@pytest.mark.gov("TASK-012.3")
async def test_what_the_callers_of_the_matrix_do_not_bring_about_is_brought_about(
    client: httpx.AsyncClient, app: FastAPI, context: Context
) -> None:
    spare = await person(client, context, "spare", Role.VIEWER)
    words = {
        "{opening}": await link(context, Purpose.CONFIRMATION, "opening@example.org"),
        "{resetting}": await link(context, Purpose.RESET, spare.email),
    }

    found = {}
    for route, call in CALLS.items():
        method, _, path = route.partition(" ")
        plain = json.dumps(call.sent)
        for word, value in words.items():
            plain = plain.replace(word, value)
        call.before(app)
        answer = await client.request(
            method, path, json=json.loads(plain), params=call.parameters, headers=call.headers
        )
        found[route] = answer.status_code

    assert found == {route: call.status for route, call in CALLS.items()}
