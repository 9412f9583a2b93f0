"""Signing keys: encrypted where they rest, published, and replaced without anybody being signed out."""

from __future__ import annotations

import stat
from datetime import timedelta
from typing import TYPE_CHECKING

import jwt
import pytest
from pydantic import SecretStr
from sqlalchemy import delete, select

from gov_platform.app import create_app
from gov_platform.domains.accounts.models import SigningKey
from gov_platform.domains.accounts.sealing import Seal
from gov_platform.domains.accounts.secret import secret_of
from tests.platform.accounts.people import AUTH, account, me, tokens
from tests.platform.conftest import serving

if TYPE_CHECKING:
    import httpx
    from fastapi import FastAPI

    from gov_platform.kernel.context import Context
    from gov_platform.settings import Settings
    from tests.platform.accounts.people import SetClock

pytestmark = pytest.mark.anyio


async def rotate(app: FastAPI, context: Context) -> None:
    async with context.database.unit_of_work() as work:
        await app.state.accounts.keys.rotate(work)
        await work.commit()


@pytest.mark.gov("TASK-001.1")
async def test_anybody_can_verify_a_token_by_the_published_keys(
    client: httpx.AsyncClient, context: Context
) -> None:
    await account(context)
    token = (await tokens(client))["access_token"]

    answer = await client.get(f"{AUTH}/jwks")

    key = jwt.PyJWKSet.from_dict(answer.json())[jwt.get_unverified_header(token)["kid"]]
    content = jwt.decode(token, key, algorithms=["EdDSA"], audience="gov-platform")
    assert content["iss"] == context.settings.public_url
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert [set(key) for key in answer.json()["keys"]] == [{"kty", "crv", "alg", "use", "kid", "x"}]


async def test_after_a_rotation_old_tokens_are_good_until_they_expire(
    client: httpx.AsyncClient, app: FastAPI, context: Context, clock: SetClock
) -> None:
    await account(context)
    old = (await tokens(client))["access_token"]
    await rotate(app, context)
    new = (await tokens(client))["access_token"]

    kids = [jwt.get_unverified_header(token)["kid"] for token in (old, new)]
    assert kids[0] != kids[1]
    assert [(await me(client, token)).status_code for token in (old, new)] == [200, 200]
    assert [key["kid"] for key in (await client.get(f"{AUTH}/jwks")).json()["keys"]] == kids
    clock.ahead = timedelta(seconds=context.settings.access_lifetime + 120)
    assert [key["kid"] for key in (await client.get(f"{AUTH}/jwks")).json()["keys"]] == kids[1:]


async def test_a_key_that_has_served_its_time_is_replaced(
    client: httpx.AsyncClient, context: Context, clock: SetClock
) -> None:
    await account(context)
    first = jwt.get_unverified_header((await tokens(client))["access_token"])["kid"]
    clock.ahead = timedelta(seconds=context.settings.key_lifetime + 1)
    second = jwt.get_unverified_header((await tokens(client))["access_token"])["kid"]

    assert first != second


async def test_a_second_worker_knows_the_keys_and_sessions_of_the_first(
    client: httpx.AsyncClient, app: FastAPI, context: Context, settings: Settings
) -> None:
    await account(context)
    async with serving(create_app(settings)) as other:
        first = (await tokens(client))["access_token"]
        assert (await me(other, first)).status_code == 200
        await rotate(app, context)
        second = (await tokens(client))["access_token"]
        app.state.accounts.keys.forget()

        await other.post(f"{AUTH}/logout", headers={"Authorization": f"Bearer {first}"})

        assert (await me(client, first)).status_code == 401
        assert (await me(client, second)).status_code == 200


async def test_a_token_signed_by_a_key_that_was_removed_is_refused(
    client: httpx.AsyncClient, app: FastAPI, context: Context
) -> None:
    await account(context)
    old = (await tokens(client))["access_token"]
    async with context.database.unit_of_work() as work:
        await work.execute(delete(SigningKey))
        await work.commit()
    app.state.accounts.keys.forget()

    assert (await me(client, old)).status_code == 401
    assert (await me(client, (await tokens(client))["access_token"])).status_code == 200


async def test_private_keys_rest_encrypted_and_bound_to_their_names(
    client: httpx.AsyncClient, app: FastAPI, context: Context
) -> None:
    await account(context)
    await tokens(client)
    async with context.database.reading() as session:
        row = (await session.scalars(select(SigningKey))).one()
        signer = await app.state.accounts.keys.signer(session)
    seal = Seal(secret_of(context.settings), "signing keys")
    plain = signer.key.private_bytes_raw()

    assert plain not in row.private
    assert seal.open(row.private, row.kid) == plain
    assert seal.open(row.private, "another") is None
    assert Seal(b"another secret" * 4, "signing keys").open(row.private, row.kid) is None
    assert Seal(secret_of(context.settings), "other").open(row.private, row.kid) is None


async def test_under_another_secret_a_new_key_signs_and_old_tokens_can_still_be_verified(
    client: httpx.AsyncClient, context: Context, settings: Settings
) -> None:
    await account(context)
    old = (await tokens(client))["access_token"]
    moved = create_app(settings.model_copy(update={"secret": SecretStr("another secret of the tests" * 2)}))

    async with serving(moved) as other:
        new = (await tokens(other))["access_token"]
        assert (await me(other, new)).status_code == 200
        assert (await me(other, old)).status_code == 200


def test_an_installation_without_a_secret_makes_one_for_its_owner_alone(settings: Settings) -> None:
    bare = settings.model_copy(update={"secret": None})

    first, second = secret_of(bare), secret_of(bare)

    assert first == second
    assert len(first) >= 48
    assert [path.name for path in bare.folder.iterdir() if path.name.startswith("secret")] == ["secret"]
    assert stat.S_IMODE((bare.folder / "secret").stat().st_mode) == 0o600
