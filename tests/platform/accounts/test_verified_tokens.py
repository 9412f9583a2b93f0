"""A token whose signature was verified is not verified again, and is refused as soon as any other."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import text

from gov_platform.domains.accounts import repository, tokens
from gov_platform.domains.accounts.keys import Signer
from gov_platform.domains.accounts.repository import Owner
from gov_platform.domains.accounts.roles import Role
from gov_platform.domains.accounts.tokens import Claims
from gov_platform.domains.accounts.verified import KEPT, Verified, VerifiedTokens
from gov_platform.kernel.database import Database
from tests.platform.accounts.people import account, me
from tests.platform.accounts.people import tokens as given_to

if TYPE_CHECKING:
    import httpx
    from fastapi import FastAPI
    from sqlalchemy.ext.asyncio import AsyncConnection

    from gov_platform.kernel.context import Context
    from tests.platform.accounts.people import SetClock

pytestmark = pytest.mark.anyio


@pytest.fixture
def verifying(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Tokens whose signature was verified."""
    seen: list[str] = []
    read = tokens.read

    def counting(token: str, key: object, *, issuer: str, now: int) -> Claims:
        seen.append(token)
        return read(token, key, issuer=issuer, now=now)  # type: ignore[arg-type] # as it was given

    monkeypatch.setattr(tokens, "read", counting)
    return seen


async def test_a_signature_is_verified_once(
    client: httpx.AsyncClient, context: Context, verifying: list[str]
) -> None:
    await account(context)
    token = (await given_to(client))["access_token"]

    for _ in range(3):
        assert (await me(client, token)).status_code == 200
    assert verifying == [token]
    assert (await me(client, f"{token}x")).status_code == 401


async def test_a_key_that_is_distrusted_signs_for_nobody_any_more(
    client: httpx.AsyncClient, context: Context, app: FastAPI, verifying: list[str]
) -> None:
    await account(context)
    token = (await given_to(client))["access_token"]
    assert (await me(client, token)).status_code == 200

    async with context.database.unit_of_work() as work:
        signer = await app.state.accounts.keys.rotate(work)
        await repository.delete_keys_but(work, signer.kid)
        await work.commit()

    assert (await me(client, token)).status_code == 401
    assert len(verifying) == 1


async def test_who_it_is_is_looked_up_once_a_second_and_after_each_write(
    client: httpx.AsyncClient, context: Context, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    await account(context)
    token = (await given_to(client))["access_token"]
    asked = []
    look_up = repository.owner_of_session

    async def counting(connection: AsyncConnection, session_id: UUID, now: datetime) -> Owner | None:
        asked.append(session_id)
        return await look_up(connection, session_id, now)

    monkeypatch.setattr(repository, "owner_of_session", counting)
    for _ in range(3):
        assert (await me(client, token)).status_code == 200
    assert len(asked) == 1
    await given_to(client)
    await me(client, token)
    assert len(asked) == 2, "this process has written"
    clock.ahead = KEPT
    await me(client, token)
    assert len(asked) == 3, "another one may have"


@pytest.mark.gov("TASK-046.3")
@pytest.mark.parametrize(
    "statement", ["UPDATE users SET is_active = false", "UPDATE sessions SET ended_at = created_at"]
)
async def test_what_another_process_ends_is_at_an_end_within_a_second(
    client: httpx.AsyncClient, context: Context, clock: SetClock, statement: str
) -> None:
    await account(context)
    token = (await given_to(client))["access_token"]
    assert (await me(client, token)).status_code == 200
    other = Database(context.settings)
    async with other.unit_of_work() as work:
        await work.execute(text(statement))
        await work.commit()
    await other.close()

    clock.ahead = timedelta(seconds=1)

    assert (await me(client, token)).status_code == 401


async def test_what_was_read_before_a_write_is_not_remembered_after_it() -> None:
    owner, now = Owner(uuid4(), Role.VIEWER), datetime.now(UTC)
    shown = Verified("key", Claims(uuid4(), owner.id, int(time.time()) + 60))

    shown.found(owner, now, 7)

    assert shown.owner_now(now, 7) == owner
    assert shown.owner_now(now, 8) is None
    assert shown.owner_now(now + KEPT, 7) is None
    assert shown.owner_now(now - KEPT, 7) is None, "a clock that was put back"


async def test_what_is_remembered_expires(
    client: httpx.AsyncClient, context: Context, clock: SetClock, verifying: list[str]
) -> None:
    await account(context)
    token = (await given_to(client))["access_token"]
    assert (await me(client, token)).status_code == 200

    clock.ahead = timedelta(seconds=601)
    await me(client, token)

    assert len(verifying) == 2, "it is read again, and whoever reads it looks at the hour"


def test_a_few_thousand_are_remembered() -> None:
    remembered = VerifiedTokens()
    kept = Verified("key", Claims(uuid4(), uuid4(), int(time.time()) + 60))

    for number in range(5_000):
        remembered.keep(str(number), kept)

    assert remembered.find("4999", time.time()) is kept
    assert remembered.find("0", time.time()) is None


def test_a_token_says_until_when_it_lasts() -> None:
    key, now = Ed25519PrivateKey.generate(), int(time.time())
    claims = Claims(uuid4(), uuid4())
    token = tokens.issue(Signer("key", key, 0), claims, issuer="us", now=now, lifetime=60)

    read = tokens.read(token, key.public_key(), issuer="us", now=now)

    assert (read.user_id, read.session_id, read.expires_at) == (claims.user_id, claims.session_id, now + 60)
