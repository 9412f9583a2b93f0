"""Every route is called by every kind of caller, and answers as its row says."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from fastapi.routing import iter_route_contexts

from gov_platform.domains.accounts import tokens as access_tokens
from gov_platform.domains.accounts.keys import Signer
from gov_platform.domains.accounts.roles import Permission, Role
from gov_platform.domains.accounts.service import Accounts
from gov_platform.kernel.jobs.queue import cancel, enqueue
from tests.platform.access.matrix import CALLERS, ROWS, Row
from tests.platform.access.persons import ACCESS, Person, person, personal_token
from tests.platform.accounts.people import AUTH, bearing, tokens
from tests.platform.files.uploads import upload
from tests.platform.holding.things import THINGS
from tests.platform.jobs.doing import Named, doing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    import httpx
    from fastapi import FastAPI

    from gov_platform.kernel.context import Context

pytestmark = pytest.mark.anyio


def routes_of(app: FastAPI) -> set[str]:
    """Every route of an application, those as well that its description leaves out."""
    return {
        f"{method} {route.path}"
        for route in iter_route_contexts(app.routes)
        for method in route.methods or {"ANY"}
        if method != "HEAD"
    }


@pytest.mark.gov("TASK-049.1")
def test_every_route_has_a_row_and_every_row_a_route(app: FastAPI) -> None:
    assert routes_of(app) == set(ROWS)
    assert all(set(row.statuses) == set(CALLERS) for row in ROWS.values())


@pytest.mark.gov("TASK-049.1")
def test_a_route_without_a_row_is_found(app: FastAPI) -> None:
    @app.get("/api/v1/forgotten", include_in_schema=False)
    async def forgotten() -> None:
        """It asks for nobody's name."""

    assert routes_of(app) - set(ROWS) == {"GET /api/v1/forgotten"}


class World:
    """People, what they show with their requests, and what the requests are about."""

    def __init__(self, client: httpx.AsyncClient, context: Context) -> None:
        self.client = client
        self.context = context
        self.people: dict[str, Person] = {}
        self.shown: dict[str, str] = {}

    async def fill(self) -> None:
        """Make one person of each kind."""
        roles = {
            "viewer": Role.VIEWER,
            "editor": Role.EDITOR,
            "admin": Role.ADMIN,
            "other": Role.EDITOR,
            "disabled": Role.ADMIN,
            "spare": Role.VIEWER,
        }
        for name, role in roles.items():
            self.people[name] = await person(self.client, self.context, name, role)
        self.shown["disabled"] = self.people["disabled"].headers["Authorization"]
        disable = f"{ACCESS}/accounts/{self.people['disabled'].id}/disable"
        assert (await self.people["admin"].ask("POST", disable)).status_code == 200
        await self.people["other"].writes("of another")
        lost = (await personal_token(self.people["admin"], "account:read", "papers:read")).json()
        await self.people["admin"].ask("DELETE", f"{AUTH}/tokens/{lost['id']}")
        few = (await personal_token(self.people["admin"], "account:read", "papers:read")).json()
        self.shown["lost token"], self.shown["token"] = f"Bearer {lost['token']}", f"Bearer {few['token']}"
        self.shown["expired"], self.shown["forged"] = await self.bad_tokens()

    async def bad_tokens(self) -> tuple[str, str]:
        """An administrator's token that has expired, and one like it that another key has signed."""
        issuer, now = self.context.settings.public_url, int(time.time())
        keys = Accounts(self.context.settings, self.context.clock).keys
        async with self.context.database.reading() as session:
            signer = await keys.signer(session)
            good = (await tokens(self.client, self.people["admin"].email))["access_token"]
        public = await keys.public(signer.kid, self.context.database.reading)
        assert public is not None
        claims = access_tokens.read(good, public, issuer=issuer, now=now)
        forger = Signer(signer.kid, Ed25519PrivateKey.generate(), signer.created_at)
        expired = access_tokens.issue(signer, claims, issuer=issuer, now=now - 900, lifetime=600)
        forged = access_tokens.issue(forger, claims, issuer=issuer, now=now, lifetime=600)
        return f"Bearer {expired}", f"Bearer {forged}"

    async def sign_in(self) -> None:
        """Show new tokens: the last call may have ended a session."""
        for name in ("viewer", "editor", "admin", "other"):
            given = await tokens(self.client, self.people[name].email)
            self.people[name].headers.update(bearing(given["access_token"]))
            self.shown[name] = f"Bearer {given['access_token']}"

    async def words(self, text: str) -> Mapping[str, str]:
        """What stands for the words in braces."""
        found = {
            "spare": self.people["spare"].id,
            "tomorrow": (datetime.now(UTC) + timedelta(days=1)).isoformat(),
            "fresh": uuid4().hex,
        }
        if "{paper}" in text:
            editor = self.people["editor"]
            found["paper"] = await editor.writes("mine")
            for to in (f"users/{found['spare']}", "roles/admin") if "DELETE" in text else ():
                shared = f"{ACCESS}/grants/paper/{found['paper']}/{to}"
                assert (await editor.ask("PUT", shared, json={"level": "read"})).status_code == 200
        for thing in THINGS.values():
            if f"{{{thing.kind}}}" in text:
                found[thing.kind] = str((await thing.make(self.people["editor"]))["id"])
        if "{file}" in text:
            found["file"] = (await upload(self.people["editor"]))["id"]
        if "{token_id}" in text:
            found["token_id"] = (await personal_token(self.people["viewer"], "account:read")).json()["id"]
        if "{job}" in text:
            found["job"] = str(await self.job(is_over="/retry" in text))
        if "{refresh}" in text:
            found["refresh"] = (await tokens(self.client, self.people["spare"].email))["refresh_token"]
        return found

    async def job(self, *, is_over: bool) -> UUID:
        """A job that waits, or one that was cancelled."""
        async with self.context.database.unit_of_work() as work:
            job_id = await enqueue(work, doing(), Named(name="x"), at=datetime.now(UTC))
            assert job_id is not None
            if is_over:
                assert await cancel(work, job_id, datetime.now(UTC))
            await work.commit()
        return job_id

    async def call(self, route: str, row: Row, caller: str) -> int:
        """Send the request of a row as one of the callers; the status of the answer."""
        method, _, path = route.partition(" ")
        plain = json.dumps(row.sent)
        text = row.path or path
        for name, value in (await self.words(f"{method} {text} {plain}")).items():
            text, plain = text.replace(f"{{{name}}}", value), plain.replace(f"{{{name}}}", value)
        shown = {"Authorization": self.shown[caller]} if caller in self.shown else {}
        headers = {**row.headers, **shown}
        body = None if row.sent is None else json.loads(plain)
        answer = await self.client.request(
            method, text, headers=headers, json=body, params=row.parameters, content=row.content
        )
        return answer.status_code


@pytest.mark.gov("TASK-009.2", "TASK-049.1")
async def test_every_route_answers_every_kind_of_caller_as_its_row_says(
    client: httpx.AsyncClient, context: Context
) -> None:
    world = World(client, context)
    await world.fill()

    found = {}
    for route, row in ROWS.items():
        await world.sign_in()
        if "accounts/{spare}" in row.path:
            await world.people["admin"].ask("POST", f"{ACCESS}/accounts/{world.people['spare'].id}/enable")
        found[route] = {caller: await world.call(route, row, caller) for caller in CALLERS}

    assert found == {route: dict(row.statuses) for route, row in ROWS.items()}


@pytest.mark.gov("TASK-009.2", "TASK-045.5")
def test_every_route_that_is_not_open_names_one_permission(app: FastAPI) -> None:
    known: Mapping[str, Permission] = app.state.permissions
    described = app.openapi()["paths"]
    for route, row in ROWS.items():
        method, _, path = route.partition(" ")
        if path not in described:
            assert route == "GET /openapi.json"
            continue
        operation = described[path][method.lower()]
        required = [name for one in operation["security"] for name in one.get("bearer", [])]
        if row.statuses["nobody"] != 401:
            assert required == [], route
            continue
        (name,) = required
        assert known[name].meaning, route
        assert {"401", "403", "503"} <= set(operation["responses"]), route
        # Whoever has too low a role is refused, and whoever has the role is not refused for it.
        for role in Role:
            is_refused = row.statuses[role.value] == 403
            assert is_refused is not role.includes(known[name].least), (route, role)


def test_a_permission_that_no_route_asks_for_is_a_mistake(app: FastAPI) -> None:
    asked = {
        name
        for methods in app.openapi()["paths"].values()
        for operation in methods.values()
        for one in operation["security"]
        for name in one.get("bearer", [])
    }

    # What lets somebody see all of a kind is asked for within queries.
    assert set(app.state.permissions) - asked == {"content:all", "events:all", "files:all", "papers:all"}
