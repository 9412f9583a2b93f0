"""Personal access tokens: shown once, limited by scopes and a date, and withdrawn at once."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from gov_platform.domains.accounts import personal
from gov_platform.domains.accounts.models import PersonalAccessToken, User
from gov_platform.domains.accounts.roles import Role
from gov_platform.kernel.redaction import HIDDEN, hide
from tests.platform.accounts.people import AUTH, EMAIL, account, bearing, me, tokens

if TYPE_CHECKING:
    import httpx

    from gov_platform.kernel.context import Context
    from tests.platform.accounts.people import SetClock

pytestmark = pytest.mark.anyio

TOKENS = f"{AUTH}/tokens"


def wanted(days: float = 30, **more: object) -> dict[str, object]:
    expires = (datetime.now(UTC) + timedelta(days=days)).isoformat()
    return {"name": "backup", "scopes": ["account:read"], "expires_at": expires, **more}


@pytest.fixture
async def owner(client: httpx.AsyncClient, context: Context) -> dict[str, str]:
    """What somebody who is signed in sends."""
    await account(context)
    return bearing((await tokens(client))["access_token"])


async def make(client: httpx.AsyncClient, owner: dict[str, str], **more: object) -> dict[str, str]:
    made = await client.post(TOKENS, json=wanted(**more), headers=owner)  # type: ignore[arg-type] # days is a number
    assert made.status_code == 201, made.text
    told: dict[str, str] = made.json()
    return told


@pytest.mark.gov("TASK-046.5")
async def test_a_token_has_a_name_scopes_and_a_date_and_is_shown_once(
    client: httpx.AsyncClient, owner: dict[str, str], context: Context
) -> None:
    sent = wanted(scopes=["account:read", "account:read"])

    made = (await client.post(TOKENS, json=sent, headers=owner)).json()

    listed = await client.get(TOKENS, headers=owner)
    assert listed.json() == {"items": [{name: made[name] for name in made if name != "token"}], "next": None}
    assert (made["name"], made["scopes"], made["used_at"]) == ("backup", ["account:read"], None)
    assert datetime.fromisoformat(made["expires_at"]) == datetime.fromisoformat(str(sent["expires_at"]))
    assert made["token"] not in listed.text
    async with context.database.reading() as session:
        row = (await session.scalars(select(PersonalAccessToken))).one()
    assert row.digest == hashlib.sha256(made["token"].encode()).digest()
    assert hide(f"it was {made['token']}, I think") == f"it was {HIDDEN}, I think"


async def test_a_token_stands_for_its_owner_and_tells_when_it_was_used(
    client: httpx.AsyncClient, owner: dict[str, str], clock: SetClock
) -> None:
    made = await make(client, owner)

    assert (await me(client, made["token"])).json()["email"] == EMAIL
    first = (await client.get(TOKENS, headers=owner)).json()["items"][0]["used_at"]
    clock.ahead = timedelta(seconds=30)
    await me(client, made["token"])
    soon = (await client.get(TOKENS, headers=owner)).json()["items"][0]["used_at"]
    clock.ahead = timedelta(seconds=90)
    await me(client, made["token"])
    later = (await client.get(TOKENS, headers=owner)).json()["items"][0]["used_at"]

    assert first == soon < later


@pytest.mark.gov("TASK-046.5")
async def test_a_token_is_refused_from_its_date_on(
    client: httpx.AsyncClient, owner: dict[str, str], clock: SetClock
) -> None:
    made = await make(client, owner, days=1 / 24 / 12)

    clock.ahead = timedelta(minutes=4, seconds=50)
    before = (await me(client, made["token"])).status_code
    clock.ahead = timedelta(minutes=5, seconds=1)
    after = (await me(client, made["token"])).status_code

    assert (before, after) == (200, 401)
    assert len((await client.get(TOKENS, headers=owner)).json()["items"]) == 1, "its owner still sees it"


async def test_a_withdrawn_token_is_refused_at_once(client: httpx.AsyncClient, owner: dict[str, str]) -> None:
    made, kept = await make(client, owner), await make(client, owner, name="other")

    withdrawn = await client.delete(f"{TOKENS}/{made['id']}", headers=owner)

    assert (withdrawn.status_code, withdrawn.content) == (204, b"")
    assert [(await me(client, one["token"])).status_code for one in (made, kept)] == [401, 200]
    assert [one["name"] for one in (await client.get(TOKENS, headers=owner)).json()["items"]] == ["other"]
    assert (await client.delete(f"{TOKENS}/{made['id']}", headers=owner)).status_code == 404


async def test_nobody_sees_or_withdraws_the_tokens_of_another(
    client: httpx.AsyncClient, owner: dict[str, str], context: Context
) -> None:
    made = await make(client, owner)
    await account(context, "admin@example.org", Role.ADMIN)
    other = bearing((await tokens(client, "admin@example.org"))["access_token"])

    theirs = await client.delete(f"{TOKENS}/{made['id']}", headers=other)
    nobodys = await client.delete(f"{TOKENS}/{uuid4()}", headers=other)

    assert (theirs.status_code, theirs.json()["detail"]) == (404, nobodys.json()["detail"])
    assert (await client.get(TOKENS, headers=other)).json()["items"] == []
    assert (await me(client, made["token"])).status_code == 200


@pytest.mark.gov("TASK-046.5")
async def test_scopes_limit_a_token_below_the_role_of_its_owner(
    client: httpx.AsyncClient, context: Context
) -> None:
    await account(context, "admin@example.org", Role.ADMIN)
    admin = bearing((await tokens(client, "admin@example.org"))["access_token"])
    made = bearing((await make(client, admin, scopes=["accounts:read", "audit:read"]))["token"])
    accounts, audit = "/api/v1/access/accounts", "/api/v1/access/audit"

    answers = [await client.get(path, headers=made) for path in (accounts, audit, f"{AUTH}/me")]

    assert [one.status_code for one in answers] == [200, 200, 403]
    told = "this needs the scope account:read, which the personal token does not have"
    assert answers[-1].json()["detail"] == told
    async with context.database.unit_of_work() as work:
        await work.execute(update(User).values(role=Role.EDITOR))
        await work.commit()
    assert (await client.get(accounts, headers=made)).status_code == 403, "the role itself has it no more"


async def test_no_token_makes_or_ends_what_outlives_it(
    client: httpx.AsyncClient, owner: dict[str, str]
) -> None:
    made = await make(client, owner)
    token = bearing(made["token"])

    answers = [
        await client.post(TOKENS, json=wanted(), headers=token),
        await client.get(TOKENS, headers=token),
        await client.delete(f"{TOKENS}/{made['id']}", headers=token),
        await client.get(f"{AUTH}/sessions", headers=token),
        await client.post(f"{AUTH}/logout", headers=token),
        await client.post(f"{AUTH}/logout-all", headers=token),
    ]

    assert [one.status_code for one in answers] == [403] * 6
    assert answers[0].json()["detail"] == "no personal token can have account:secure: sign in"
    refused = await client.post(TOKENS, json=wanted(scopes=["account:secure"]), headers=owner)
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "body.scopes")


WRONG: dict[str, dict[str, object]] = {
    "no name": {"name": ""},
    "a long name": {"name": "x" * 256},
    "a name of two lines": {"name": "a\nb"},
    "no scope": {"scopes": []},
    "a scope that is none": {"scopes": ["account:read", "everything"]},
    "a scope beyond the role": {"scopes": ["audit:read"]},
    "a scope of another case": {"scopes": ["Account:Read"]},
    "too many scopes": {"scopes": ["account:read"] * 51},
    "yesterday": {"days": -1},
    "in two years": {"days": 730},
    "no date": {"expires_at": None},
    "a date without a zone": {"expires_at": "2100-01-01T00:00:00"},
    "a date before all others": {"expires_at": "0001-01-01T00:00:00+23:59"},
    "a date after all others": {"expires_at": "9999-12-31T23:59:59-23:59"},
    "an owner": {"user_id": str(uuid4())},
    "a secret of its own": {"token": "gvt_" + "x" * 43},
}


@pytest.mark.parametrize("what", WRONG)
async def test_what_no_token_can_be_is_refused(
    client: httpx.AsyncClient, owner: dict[str, str], what: str
) -> None:
    answer = await client.post(TOKENS, json=wanted(**WRONG[what]), headers=owner)  # type: ignore[arg-type] # likewise

    assert answer.status_code == 422
    assert (await client.get(TOKENS, headers=owner)).json()["items"] == []


async def test_an_account_has_only_so_many(
    client: httpx.AsyncClient, owner: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(personal, "MOST", 2)
    made = [await make(client, owner) for _ in range(2)]

    assert (await client.post(TOKENS, json=wanted(), headers=owner)).status_code == 409
    await client.delete(f"{TOKENS}/{made[0]['id']}", headers=owner)
    assert (await client.post(TOKENS, json=wanted(), headers=owner)).status_code == 201


async def test_what_looks_like_a_token_and_is_none_is_refused_in_the_same_words(
    client: httpx.AsyncClient, owner: dict[str, str]
) -> None:
    good = (await make(client, owner))["token"]
    forged = [
        "gvt_", "gvt_" + "x" * 43, good[:-1], good + "x", good.upper(), good.replace("gvt_", "gvp_"),
        good.removeprefix("gvt_"), "gvt_" + "x" * 10_000, "gvt_' OR '1'='1", "gvt_жетон",
    ]  # fmt: skip

    answers = [
        await client.get(f"{AUTH}/me", headers={b"Authorization": b"Bearer " + one.encode()})
        for one in [*forged, "no token"]
    ]

    assert {one.status_code for one in answers} == {401}
    assert len({one.json()["detail"] for one in answers}) == 1
    assert (await me(client, good)).status_code == 200


async def test_tokens_are_listed_in_pages(client: httpx.AsyncClient, owner: dict[str, str]) -> None:
    for number in range(3):
        await make(client, owner, name=f"number {number}", days=3 - number)

    names, cursor = [], None
    for _ in range(2):
        params = {"limit": "2", "sort": "expires"} | ({"cursor": cursor} if cursor else {})
        page = (await client.get(TOKENS, headers=owner, params=params)).json()
        names += [one["name"] for one in page["items"]]
        cursor = page["next"]

    assert (names, cursor) == (["number 2", "number 1", "number 0"], None)
