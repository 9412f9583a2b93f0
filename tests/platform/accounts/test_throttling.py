"""Guessing passwords: few guesses are verified, and the owner is not locked out."""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from gov_platform.domains.accounts.passwords import Passwords
from gov_platform.domains.accounts.throttling import (
    BY_STRANGERS,
    FROM_ONE_NETWORK,
    ON_ALL_ACCOUNTS,
    REGISTRATIONS,
    WINDOW,
)
from gov_platform.domains.accounts.visitors import visitor_of
from tests.platform.accounts.people import AUTH, EMAIL, PASSWORD, account, coming_from, login, tokens

if TYPE_CHECKING:
    import httpx
    from fastapi import FastAPI

    from gov_platform.domains.accounts.passwords import Verdict
    from gov_platform.kernel.context import Context
    from tests.platform.accounts.people import SetClock

pytestmark = pytest.mark.anyio

UNKNOWN = "nobody@example.org"


@pytest.fixture
def verified(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """What passwords were verified against."""
    seen: list[str | None] = []
    verify = Passwords.verify

    async def counting(passwords: Passwords, password: str, stored: str | None) -> Verdict:
        seen.append(stored)
        return await verify(passwords, password, stored)

    monkeypatch.setattr(Passwords, "verify", counting)
    return seen


async def guess(client: httpx.AsyncClient, number: int, email: str = EMAIL) -> int:
    return (await login(client, email, f"guess {number}")).status_code


@pytest.mark.gov("TASK-046.4")
@pytest.mark.parametrize("turns", [3, pytest.param(20, marks=pytest.mark.hard)])
async def test_of_a_thousand_guesses_from_fifty_addresses_thirty_are_verified(
    app: FastAPI, client: httpx.AsyncClient, context: Context, verified: list[str | None], turns: int
) -> None:
    await account(context)
    await tokens(client)
    verified.clear()
    statuses: Counter[int] = Counter()

    async with AsyncExitStack() as stack:
        guessers = [await stack.enter_async_context(coming_from(app, f"203.0.113.{n}")) for n in range(50)]
        for turn in range(turns):
            answers = await asyncio.gather(*(guess(one, turn) for one in guessers))
            statuses.update(answers)

    assert len(verified) == BY_STRANGERS
    assert statuses == {401: BY_STRANGERS, 429: 50 * turns - BY_STRANGERS}
    assert (await login(client)).status_code == 200, "the owner comes from where they signed in before"


async def test_a_right_password_does_not_help_a_stranger_who_has_guessed_too_often(
    client: httpx.AsyncClient, context: Context, clock: SetClock
) -> None:
    await account(context)
    for number in range(FROM_ONE_NETWORK):
        assert await guess(client, number) == 401

    refused = await login(client)

    assert refused.status_code == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= WINDOW.total_seconds() + 1
    assert refused.headers["content-type"] == "application/problem+json"
    clock.ahead = timedelta(seconds=int(refused.headers["Retry-After"]))
    assert (await login(client)).status_code == 200, "what was told is true"


@pytest.mark.parametrize("email", [EMAIL, UNKNOWN])
async def test_a_crowd_at_one_moment_gets_no_more_guesses(
    client: httpx.AsyncClient, context: Context, verified: list[str | None], email: str
) -> None:
    await account(context)

    answers = await asyncio.gather(*(guess(client, number, email) for number in range(60)))

    assert Counter(answers) == {401: FROM_ONE_NETWORK, 429: 60 - FROM_ONE_NETWORK}
    assert len(verified) == FROM_ONE_NETWORK


async def test_a_right_password_takes_back_what_was_counted(
    client: httpx.AsyncClient, context: Context
) -> None:
    await account(context)
    for _ in range(3):
        for number in range(FROM_ONE_NETWORK - 1):
            assert await guess(client, number) == 401
        assert (await login(client)).status_code == 200


@pytest.mark.usefixtures("client")  # which closes what the application opened
async def test_one_address_does_not_try_all_accounts(app: FastAPI, context: Context) -> None:
    await account(context)
    async with coming_from(app, "203.0.113.7") as guesser, coming_from(app, "203.0.113.8") as other:
        tried = [await guess(guesser, 1, f"person{number}@example.org") for number in range(ON_ALL_ACCOUNTS)]
        assert set(tried) == {401}
        assert await guess(guesser, 1, "one-more@example.org") == 429
        assert await guess(other, 1, "one-more@example.org") == 401


async def test_what_lies_behind_the_window_counts_no_more(
    client: httpx.AsyncClient, context: Context, clock: SetClock
) -> None:
    await account(context)
    for number in range(FROM_ONE_NETWORK):
        await guess(client, number)
    clock.ahead = WINDOW - timedelta(seconds=10)
    assert await guess(client, 1) == 429
    clock.ahead = WINDOW + timedelta(seconds=1)

    assert await guess(client, 1) == 401


@pytest.mark.usefixtures("client")  # which closes what the application opened
async def test_one_address_does_not_ask_for_accounts_without_end(app: FastAPI) -> None:
    async with coming_from(app, "203.0.113.7") as one, coming_from(app, "203.0.113.8") as other:
        asked = [await register(one, number) for number in range(REGISTRATIONS + 1)]

        assert Counter(asked) == {202: REGISTRATIONS, 429: 1}
        assert await register(other, 1) == 202
        assert await guess(one, 1) == 401, "to sign in is another matter"


async def register(client: httpx.AsyncClient, number: int) -> int:
    sent = {"email": f"person{number}@example.org", "password": PASSWORD}
    return (await client.post(f"{AUTH}/register", json=sent)).status_code


@pytest.mark.parametrize(
    ("host", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("fe80::1%eth0", "fe80::/64"),
        ("not an address", "unknown"),
        ("", "unknown"),
        (None, "unknown"),
    ],
)
def test_addresses_of_one_network_count_together(host: str | None, network: str) -> None:
    assert visitor_of(host, None).network == network
