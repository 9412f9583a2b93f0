"""Registering, signing in and out, as a client does."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from gov_platform.domains.accounts.roles import Role
from tests.platform.accounts.people import AUTH, EMAIL, PASSWORD, account, bearing, login, me, tokens

if TYPE_CHECKING:
    import httpx
    from fastapi import FastAPI

    from gov_platform.kernel.context import Context

pytestmark = pytest.mark.anyio


def part_of(token: str, number: int) -> dict[str, object]:
    """The header or the content of a token, without a look at its signature."""
    part = token.split(".")[number]
    told: dict[str, object] = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return told


@pytest.mark.gov("TASK-001.1")
async def test_a_right_password_is_answered_with_a_signed_token(
    client: httpx.AsyncClient, context: Context
) -> None:
    await account(context)

    answer = await login(client)

    assert answer.status_code == 200
    told = answer.json()
    assert (told["token_type"], told["expires_in"]) == ("Bearer", 600)
    (key,) = (await client.get(f"{AUTH}/jwks")).json()["keys"]
    assert part_of(told["access_token"], 0) == {"alg": "EdDSA", "kid": key["kid"], "typ": "JWT"}
    assert set(part_of(told["access_token"], 1)) == {"aud", "exp", "iat", "iss", "jti", "sid", "sub", "typ"}
    assert (await me(client, told["access_token"])).json()["email"] == EMAIL


@pytest.mark.gov("TASK-001.1")
async def test_whoever_registers_can_sign_in(client: httpx.AsyncClient) -> None:
    answer = await client.post(f"{AUTH}/register", json={"email": "Mira@Example.org", "password": PASSWORD})

    assert answer.status_code == 202
    assert (await login(client, "MIRA@example.ORG")).status_code == 200


async def test_a_known_and_an_unknown_address_are_answered_alike(
    client: httpx.AsyncClient, context: Context
) -> None:
    await account(context)

    registered = [
        await client.post(f"{AUTH}/register", json={"email": email, "password": "another tall heron"})
        for email in (EMAIL, "tom@example.org")
    ]
    signed_in = [await login(client, email, "wrong") for email in (EMAIL, "nobody@example.org")]

    assert [answer.status_code for answer in registered] == [202, 202]
    assert registered[0].content == registered[1].content
    assert [answer.status_code for answer in signed_in] == [401, 401]
    first, second = ({**answer.json(), "correlation_id": ""} for answer in signed_in)
    assert first == second
    assert (await login(client)).status_code == 200, "the account is as it was"


async def test_a_closed_registration_makes_no_account(client: httpx.AsyncClient, app: FastAPI) -> None:
    object.__setattr__(app.state.context.settings, "registration", False)

    answer = await client.post(f"{AUTH}/register", json={"email": EMAIL, "password": PASSWORD})

    assert answer.status_code == 403
    assert (await login(client)).status_code == 401


@pytest.mark.gov("TASK-001.3")
@pytest.mark.parametrize("algorithm", ["bcrypt", "argon2id"])
async def test_no_stored_value_contains_a_password_or_a_token(
    client: httpx.AsyncClient, context: Context, algorithm: str
) -> None:
    object.__setattr__(context.settings, "password_hash", algorithm)
    await client.post(f"{AUTH}/register", json={"email": EMAIL, "password": PASSWORD})
    given = await tokens(client)

    stored = await everything(context)

    assert stored.count(b"$2b$04$" if algorithm == "bcrypt" else b"$argon2id$") == 1
    secrets = [PASSWORD, given["refresh_token"], given["access_token"], *given["access_token"].split(".")]
    for secret in secrets:
        assert secret.encode() not in stored


async def everything(context: Context) -> bytes:
    """Every value of every table, and on SQLite the files as they are."""
    parts = []
    async with context.database.reading() as session:
        for table in ("users", "sessions", "refresh_tokens", "signing_keys", "attempts"):
            for row in await session.execute(text(f"SELECT * FROM {table}")):  # noqa: S608 - our own names
                parts += [value if isinstance(value, bytes) else str(value).encode() for value in row]
    return b"\n".join(parts)


@pytest.mark.gov("TASK-001.3")
async def test_a_hash_of_another_kind_is_replaced_when_its_owner_signs_in(
    client: httpx.AsyncClient, context: Context
) -> None:
    await account(context)
    object.__setattr__(context.settings, "password_hash", "argon2id")

    assert (await login(client)).status_code == 200
    assert b"$argon2id$" in await everything(context)
    assert (await login(client)).status_code == 200


@pytest.mark.gov("TASK-001.4")
async def test_one_endpoint_signs_in_and_one_signs_out(client: httpx.AsyncClient, app: FastAPI) -> None:
    paths = app.openapi()["paths"]
    ours = {path: routes for path, routes in paths.items() if path.startswith(AUTH)}

    for summary, path in (("Sign in", f"{AUTH}/login"), ("Sign out", f"{AUTH}/logout")):
        found = [
            name for name, routes in ours.items() for route in routes.values() if route["summary"] == summary
        ]
        assert found == [path]
    assert set(ours[f"{AUTH}/logout"]["post"]["responses"]) >= {"204", "401", "503"}
    assert ours[f"{AUTH}/logout"]["post"]["security"] == [{"bearer": ["account:secure"]}]
    assert (await client.post(f"{AUTH}/logout")).status_code == 401


@pytest.mark.gov("TASK-001.4", "TASK-046.3")
async def test_signing_out_ends_this_session_at_once(client: httpx.AsyncClient, context: Context) -> None:
    await account(context)
    first, second = await tokens(client), await tokens(client)

    answer = await client.post(f"{AUTH}/logout", headers=bearing(first["access_token"]))

    assert (answer.status_code, answer.content) == (204, b"")
    assert (await me(client, first["access_token"])).status_code == 401
    refreshed = await client.post(f"{AUTH}/refresh", json={"refresh_token": first["refresh_token"]})
    assert refreshed.status_code == 401
    assert (await me(client, second["access_token"])).status_code == 200


@pytest.mark.gov("TASK-046.3")
async def test_signing_out_everywhere_ends_all_sessions_of_one_account(
    client: httpx.AsyncClient, context: Context
) -> None:
    await account(context)
    await account(context, "tom@example.org")
    mine = [await tokens(client) for _ in range(3)]
    other = await tokens(client, "tom@example.org")

    answer = await client.post(f"{AUTH}/logout-all", headers=bearing(mine[1]["access_token"]))

    assert answer.status_code == 204
    assert [(await me(client, one["access_token"])).status_code for one in mine] == [401, 401, 401]
    assert (await me(client, other["access_token"])).status_code == 200


async def test_sessions_are_listed_with_their_devices(client: httpx.AsyncClient, context: Context) -> None:
    await account(context)
    client.headers["User-Agent"] = "laptop"
    await tokens(client)
    client.headers["User-Agent"] = "telephone\x7f" + "x" * 500
    here = await tokens(client)

    listed = await client.get(f"{AUTH}/sessions", headers=bearing(here["access_token"]))

    assert listed.json()["next"] is None
    assert [(one["device"][:9], one["address"], one["is_current"]) for one in listed.json()["items"]] == [
        ("telephone", "127.0.0.1", True),
        ("laptop", "127.0.0.1", False),
    ]


@pytest.mark.parametrize("statement", ["UPDATE users SET is_active = false", "DELETE FROM users"])
@pytest.mark.gov("TASK-046.3")
async def test_whoever_is_disabled_is_out_at_once(
    client: httpx.AsyncClient, context: Context, statement: str
) -> None:
    await account(context)
    given = await tokens(client)
    async with context.database.unit_of_work() as work:
        await work.execute(text(statement))
        await work.commit()

    assert (await me(client, given["access_token"])).status_code == 401
    assert (await login(client)).status_code == 401
    refreshed = await client.post(f"{AUTH}/refresh", json={"refresh_token": given["refresh_token"]})
    assert refreshed.status_code == 401


async def test_where_addresses_are_confirmed_nobody_signs_in_before(
    client: httpx.AsyncClient, context: Context
) -> None:
    object.__setattr__(context.settings, "confirmation", True)
    await client.post(f"{AUTH}/register", json={"email": EMAIL, "password": PASSWORD})
    await account(context, "admin@example.org", Role.ADMIN)

    assert (await login(client)).status_code == 401
    assert (await login(client, "admin@example.org")).status_code == 200
