"""People who have accounts, and what they do again and again."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import httpx

from gov_platform.domains.accounts.roles import Role
from gov_platform.domains.accounts.service import Accounts
from gov_platform.kernel.clock import now

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from fastapi import FastAPI

    from gov_platform.kernel.context import Context

EMAIL, PASSWORD = "mira@example.org", "a lantern of wet slate"
AUTH = "/api/v1/auth"


class SetClock:
    """A clock that a test moves on."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


async def account(
    context: Context, email: str = EMAIL, role: Role = Role.VIEWER, password: str = PASSWORD
) -> None:
    """Make an account, as whoever runs the installation does."""
    async with context.database.unit_of_work() as work:
        await Accounts(context.settings, now).create(work, email, password, role)


async def login(client: httpx.AsyncClient, email: str = EMAIL, password: str = PASSWORD) -> httpx.Response:
    """Send an address and a password."""
    return await client.post(f"{AUTH}/login", json={"email": email, "password": password})


async def tokens(client: httpx.AsyncClient, email: str = EMAIL) -> dict[str, str]:
    """Sign in, and return what was given."""
    answer = await login(client, email)
    assert answer.status_code == 200, answer.text
    told: dict[str, str] = answer.json()
    return told


def bearing(token: str) -> dict[str, str]:
    """The header that carries an access token."""
    return {"Authorization": f"Bearer {token}"}


async def me(client: httpx.AsyncClient, token: str) -> httpx.Response:
    """Ask who one is."""
    return await client.get(f"{AUTH}/me", headers=bearing(token))


async def refresh(client: httpx.AsyncClient, token: str) -> httpx.Response:
    """Ask for the next pair of tokens."""
    return await client.post(f"{AUTH}/refresh", json={"refresh_token": token})


@asynccontextmanager
async def coming_from(app: FastAPI, address: str) -> AsyncIterator[httpx.AsyncClient]:
    """A client at an address."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=False, client=(address, 40_000))
    async with httpx.AsyncClient(transport=transport, base_url="http://platform.test") as client:
        yield client
