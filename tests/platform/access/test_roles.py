"""Who has which role, and what becomes of requests when that changes."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import httpx
import pytest
from sqlalchemy import func, select, update

from gov_platform.app import create_app
from gov_platform.domains.accounts.models import Session, User
from gov_platform.domains.accounts.roles import Role
from tests.platform.access.papers import with_papers
from tests.platform.access.persons import ACCESS, PAPERS, Person, person, personal_token
from tests.platform.accounts.people import AUTH, SetClock, login, me
from tests.platform.conftest import serving

if TYPE_CHECKING:
    from gov_platform.kernel.context import Context
    from gov_platform.settings import Settings

pytestmark = pytest.mark.anyio


def accounts(user_id: str, rest: str = "") -> str:
    return f"{ACCESS}/accounts/{user_id}{rest}"


async def assign(by: Person, to: Person, role: str) -> httpx.Response:
    return await by.ask("PUT", accounts(to.id, "/role"), json={"role": role})


@pytest.mark.gov("TASK-009.3")
def test_each_role_includes_those_below_it() -> None:
    included = {role: {other for other in Role if role.includes(other)} for role in Role}

    assert included == {
        Role.VIEWER: {Role.VIEWER},
        Role.EDITOR: {Role.VIEWER, Role.EDITOR},
        Role.ADMIN: {Role.VIEWER, Role.EDITOR, Role.ADMIN},
    }


@pytest.mark.gov("TASK-009.3")
async def test_whoever_has_a_higher_role_may_do_what_a_lower_one_may(
    admin: Person, editor: Person, viewer: Person
) -> None:
    reads = [(await who.ask("GET", PAPERS)).status_code for who in (viewer, editor, admin)]
    writes = [
        (await who.ask("POST", PAPERS, json={"title": "x"})).status_code for who in (viewer, editor, admin)
    ]
    lists = [(await who.ask("GET", f"{ACCESS}/accounts")).status_code for who in (viewer, editor, admin)]

    assert (reads, writes, lists) == ([200, 200, 200], [403, 201, 201], [403, 403, 200])


@pytest.mark.gov("TASK-009.1")
async def test_roles_are_assigned_withdrawn_and_listed(admin: Person, viewer: Person, editor: Person) -> None:
    assigned = await assign(admin, viewer, "editor")
    withdrawn = await admin.ask("DELETE", accounts(editor.id, "/role"))
    editors = await admin.ask("GET", f"{ACCESS}/accounts", params={"role": "editor"})
    found = await admin.ask("GET", f"{ACCESS}/accounts", params={"email": viewer.email.upper()})
    everybody = await admin.ask("GET", f"{ACCESS}/accounts", params={"sort": "email", "limit": 2})
    rest = await admin.ask(
        "GET", f"{ACCESS}/accounts", params={"sort": "email", "limit": 2, "cursor": everybody.json()["next"]}
    )

    assert (assigned.status_code, assigned.json()["role"]) == (200, "editor")
    assert (withdrawn.status_code, withdrawn.json()["role"]) == (200, "viewer")
    assert [one["id"] for one in found.json()["items"]] == [viewer.id]
    assert [one["email"] for one in editors.json()["items"]] == [viewer.email]
    told = everybody.json()["items"] + rest.json()["items"]
    assert [(one["email"], one["role"]) for one in told] == [
        (admin.email, "admin"),
        (editor.email, "viewer"),
        (viewer.email, "editor"),
    ]
    assert rest.json()["next"] is None
    assert "password" not in everybody.text
    assert (await admin.ask("GET", accounts(viewer.id))).json() == told[2]


async def test_what_is_no_account_or_role_or_filter_is_told(admin: Person, viewer: Person) -> None:
    nobody = "00000000-0000-7000-8000-000000000000"

    answers = [
        await admin.ask("PUT", accounts(nobody, "/role"), json={"role": "editor"}),
        await admin.ask("GET", accounts(nobody)),
        await admin.ask("POST", accounts(nobody, "/disable")),
        await admin.ask("PUT", accounts(viewer.id, "/role"), json={"role": "owner"}),
        await admin.ask("PUT", accounts(viewer.id, "/role"), json={"role": "editor", "is_active": False}),
        await admin.ask("GET", f"{ACCESS}/accounts", params={"password_hash": "x"}),
        await admin.ask("GET", f"{ACCESS}/accounts", params={"sort": "password_hash"}),
    ]

    assert [one.status_code for one in answers] == [404, 404, 404, 422, 422, 422, 422]


async def test_a_change_of_role_counts_within_a_second_on_every_worker(
    admin: Person, viewer: Person, settings: Settings
) -> None:
    app, clock = create_app(settings), SetClock()
    app.state.context = replace(app.state.context, clock=clock)
    async with serving(with_papers(app)) as other:
        there = Person(viewer.id, viewer.email, viewer.headers, other)
        assert (await there.ask("POST", PAPERS, json={"title": "x"})).status_code == 403
        await assign(admin, viewer, "editor")
        clock.ahead = timedelta(seconds=1)
        assert (await there.ask("POST", PAPERS, json={"title": "x"})).status_code == 201
        await admin.ask("DELETE", accounts(viewer.id, "/role"))
        clock.ahead = timedelta(seconds=2)
        assert (await there.ask("POST", PAPERS, json={"title": "x"})).status_code == 403


@pytest.mark.gov("TASK-046.3")
async def test_disabling_an_account_ends_all_of_its_ways_in_at_once(
    admin: Person, editor: Person, client: httpx.AsyncClient
) -> None:
    token = (await personal_token(editor, "account:read")).json()["token"]
    refresh_token = (await login(client, editor.email)).json()["refresh_token"]

    disabled = await admin.ask("POST", accounts(editor.id, "/disable"))

    assert (disabled.status_code, disabled.json()["is_active"]) == (200, False)
    assert (await editor.ask("GET", f"{AUTH}/me")).status_code == 401
    assert (await me(client, token)).status_code == 401
    refreshed = await client.post(f"{AUTH}/refresh", json={"refresh_token": refresh_token})
    assert refreshed.status_code == 401
    assert (await login(client, editor.email)).status_code == 401
    listed = await admin.ask("GET", f"{ACCESS}/accounts", params={"is_active": False})
    assert [one["id"] for one in listed.json()["items"]] == [editor.id]

    assert (await admin.ask("POST", accounts(editor.id, "/enable"))).json()["is_active"] is True
    assert (await editor.ask("GET", f"{AUTH}/me")).status_code == 401, "an old session stays ended"
    assert (await me(client, token)).status_code == 200
    assert (await login(client, editor.email)).status_code == 200


async def test_a_session_that_began_while_its_account_was_disabled_does_not_come_back(
    admin: Person, editor: Person, context: Context
) -> None:
    await admin.ask("POST", accounts(editor.id, "/disable"))
    async with context.database.unit_of_work() as work:
        await work.execute(update(Session).values(ended_at=None))
        await work.commit()

    await admin.ask("POST", accounts(editor.id, "/enable"))
    await admin.ask("POST", accounts(editor.id, "/enable"))

    assert (await editor.ask("GET", f"{AUTH}/me")).status_code == 401
    assert (await admin.ask("POST", accounts(admin.id, "/enable"))).status_code == 200
    assert (await admin.ask("GET", f"{AUTH}/me")).status_code == 200, "who is not disabled stays signed in"


async def test_the_last_administrator_remains(admin: Person, editor: Person) -> None:
    ways = [("DELETE", "/role", None), ("PUT", "/role", {"role": "editor"}), ("POST", "/disable", None)]
    for method, rest, sent in ways:
        answer = await admin.ask(method, accounts(admin.id, rest), json=sent)
        assert answer.status_code == 409
        assert (
            answer.json()["detail"] == "this is the only administrator: give the role to somebody else first"
        )
    assert (await assign(admin, admin, "admin")).status_code == 200, "what changes nothing is no loss"

    await assign(admin, editor, "admin")
    assert (await admin.ask("POST", accounts(editor.id, "/disable"))).status_code == 200
    assert (await admin.ask("DELETE", accounts(admin.id, "/role"))).status_code == 409, (
        "a disabled one is none"
    )
    await admin.ask("POST", accounts(editor.id, "/enable"))
    assert (await admin.ask("DELETE", accounts(admin.id, "/role"))).status_code == 200


async def admins_of(context: Context) -> int:
    async with context.database.reading() as session:
        query = select(func.count()).where(User.role == Role.ADMIN, User.is_active)
        return await session.scalar(query) or 0


async def test_of_administrators_that_withdraw_each_other_at_once_one_remains(
    client: httpx.AsyncClient, context: Context
) -> None:
    many = [await person(client, context, f"admin{number}", Role.ADMIN) for number in range(4)]

    answers = await asyncio.gather(
        *(who.ask("DELETE", accounts(who.id, "/role")) for who in many[:2]),
        *(who.ask("POST", accounts(who.id, "/disable")) for who in many[2:]),
    )

    assert sorted(one.status_code for one in answers) == [200, 200, 200, 409]
    assert await admins_of(context) == 1


async def test_counting_without_a_lock_would_leave_none(client: httpx.AsyncClient, context: Context) -> None:
    both = [await person(client, context, name, Role.ADMIN) for name in ("one", "two")]
    counted = asyncio.Barrier(2)

    async def careless(who: Person) -> None:
        # On SQLite a unit of work would hold all others up by itself: that one is left out as well.
        async with context.database.reading() as session:
            is_last = await admins_of(context) == 1
            await counted.wait()
            if not is_last:
                await session.execute(update(User).where(User.email == who.email).values(role=Role.VIEWER))

    await asyncio.gather(*(careless(who) for who in both))

    assert await admins_of(context) == 0
