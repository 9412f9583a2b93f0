"""Staying signed in: each refresh token works once, and its return ends the session."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from gov_platform.domains.accounts.models import RefreshToken
from gov_platform.domains.accounts.refreshing import GRACE
from tests.platform.accounts.people import account, bearing, login, me, refresh, tokens

if TYPE_CHECKING:
    import httpx

    from gov_platform.kernel.context import Context
    from tests.platform.accounts.people import SetClock

pytestmark = pytest.mark.anyio

LATER = GRACE + timedelta(seconds=1)


@pytest.fixture
async def first(client: httpx.AsyncClient, context: Context) -> dict[str, str]:
    """What a sign-in gave."""
    await account(context)
    return await tokens(client)


async def next_of(client: httpx.AsyncClient, token: str) -> dict[str, str]:
    answer = await refresh(client, token)
    assert answer.status_code == 200, answer.text
    told: dict[str, str] = answer.json()
    return told


async def living(context: Context) -> int:
    async with context.database.reading() as session:
        statement = select(func.count()).select_from(RefreshToken).where(RefreshToken.replaced_at.is_(None))
        return await session.scalar(statement) or 0


@pytest.mark.gov("TASK-046.2")
async def test_a_refresh_token_gives_the_next_pair(client: httpx.AsyncClient, first: dict[str, str]) -> None:
    second = await next_of(client, first["refresh_token"])
    third = await next_of(client, second["refresh_token"])

    assert len({one["refresh_token"] for one in (first, second, third)}) == 3
    assert len({one["access_token"] for one in (first, second, third)}) == 3
    assert (await me(client, third["access_token"])).status_code == 200


@pytest.mark.gov("TASK-046.2")
async def test_fifty_refreshes_at_once_leave_one_living_token(
    client: httpx.AsyncClient, context: Context, first: dict[str, str]
) -> None:
    answers = await asyncio.gather(*(refresh(client, first["refresh_token"]) for _ in range(50)))

    assert {answer.status_code for answer in answers} == {200}
    (successor,) = {answer.json()["refresh_token"] for answer in answers}
    assert await living(context) == 1
    assert (await next_of(client, successor))["refresh_token"] != successor


async def test_two_tabs_may_refresh_within_the_grace(
    client: httpx.AsyncClient, clock: SetClock, first: dict[str, str]
) -> None:
    one = await next_of(client, first["refresh_token"])
    clock.ahead = GRACE - timedelta(seconds=5)
    other = await next_of(client, first["refresh_token"])

    assert one["refresh_token"] == other["refresh_token"]
    assert (await me(client, one["access_token"])).status_code == 200


@pytest.mark.gov("TASK-046.2")
async def test_a_replaced_token_that_returns_ends_the_session(
    client: httpx.AsyncClient, clock: SetClock, first: dict[str, str]
) -> None:
    second = await next_of(client, first["refresh_token"])
    elsewhere = await tokens(client)
    clock.ahead = LATER

    replayed = await refresh(client, first["refresh_token"])

    assert replayed.status_code == 401
    assert (await refresh(client, second["refresh_token"])).status_code == 401
    assert (await me(client, second["access_token"])).status_code == 401
    assert (await me(client, first["access_token"])).status_code == 401
    assert (await me(client, elsewhere["access_token"])).status_code == 200, "another session goes on"


async def test_the_grace_ends_as_soon_as_the_successor_is_used(
    client: httpx.AsyncClient, first: dict[str, str]
) -> None:
    second = await next_of(client, first["refresh_token"])
    third = await next_of(client, second["refresh_token"])

    assert (await refresh(client, first["refresh_token"])).status_code == 401
    assert (await me(client, third["access_token"])).status_code == 401


@pytest.mark.gov("TASK-046.2")
async def test_fifty_replays_at_once_end_the_session_once(
    client: httpx.AsyncClient, clock: SetClock, first: dict[str, str]
) -> None:
    second = await next_of(client, first["refresh_token"])
    clock.ahead = LATER
    both = [first["refresh_token"], second["refresh_token"]] * 25

    answers = await asyncio.gather(*(refresh(client, token) for token in both))

    assert {answer.status_code for answer in answers} <= {200, 401}
    for answer in answers:
        if answer.status_code == 200:
            assert (await me(client, answer.json()["access_token"])).status_code == 401
    assert (await refresh(client, second["refresh_token"])).status_code == 401


async def test_a_session_ends_when_it_is_not_used(
    client: httpx.AsyncClient, clock: SetClock, first: dict[str, str]
) -> None:
    clock.ahead = timedelta(days=29)
    second = await next_of(client, first["refresh_token"])
    clock.ahead = timedelta(days=60)

    assert (await refresh(client, second["refresh_token"])).status_code == 401


@pytest.mark.parametrize("token", ["gvp_unknown", "x" * 256, "'", "%00", "gvp_" + "A" * 43])
async def test_an_unknown_token_gives_nothing(
    client: httpx.AsyncClient, first: dict[str, str], token: str
) -> None:
    assert (await refresh(client, token)).status_code == 401
    assert (await me(client, first["access_token"])).status_code == 200


async def test_an_access_token_is_no_refresh_token_and_the_other_way_round(
    client: httpx.AsyncClient, first: dict[str, str]
) -> None:
    assert (await refresh(client, first["access_token"])).status_code in {401, 422}
    assert (await me(client, first["refresh_token"])).status_code == 401


async def test_signing_out_between_two_refreshes_ends_both(
    client: httpx.AsyncClient, first: dict[str, str]
) -> None:
    second = await next_of(client, first["refresh_token"])
    await client.post("/api/v1/auth/logout", headers=bearing(second["access_token"]))

    answers = [await refresh(client, one["refresh_token"]) for one in (first, second)]

    assert [answer.status_code for answer in answers] == [401, 401]
    assert (await login(client)).status_code == 200
