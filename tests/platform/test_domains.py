"""Each domain has its own router and its own models, and nothing else answers or is stored."""

from __future__ import annotations

import pkgutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from fastapi import APIRouter
from fastapi.routing import APIRoute, iter_route_contexts
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from gov_platform import domains
from gov_platform.domains.access.levels import Level
from gov_platform.domains.access.models import Grant
from gov_platform.domains.access.resources import State
from gov_platform.domains.accounts.models import User
from gov_platform.domains.accounts.roles import Role
from gov_platform.domains.content.models import Entry
from gov_platform.domains.events.models import Event
from gov_platform.domains.files.models import File
from gov_platform.kernel.database import Database, Model
from gov_platform.kernel.ids import new_id

if TYPE_CHECKING:
    from fastapi import FastAPI

    from gov_platform.settings import Settings

DOMAINS = {
    "access": {"access"},
    "accounts": {"auth"},
    "content": {"content"},
    "events": {"events"},
    "files": {"files"},
    "health": {"health"},
    "jobs": {"jobs"},
    "metrics": {"metrics"},
}
"""What the addresses of each domain begin with."""


def served(app: FastAPI) -> dict[str, set[str]]:
    """What the addresses begin with that the modules of each domain answer at; of others, by their name."""
    found: dict[str, set[str]] = {}
    for route in iter_route_contexts(app.routes):
        if isinstance(route.original_route, APIRoute):
            module = route.original_route.endpoint.__module__
            head, _, rest = module.removeprefix("gov_platform.").partition(".")
            domain = rest.partition(".")[0] if head == "domains" else module
            first = str(route.path).removeprefix("/api/v1").split("/")[1]
            found.setdefault(domain, set()).add(first)
    return found


@pytest.mark.gov("TASK-003.1")
def test_each_domain_has_a_router_of_its_own(app: FastAPI) -> None:
    routers = {
        module.__name__.split(".")[-2]: getattr(module, "router", None) or getattr(module, "outside", None)
        for module in domains.modules("router")
    }

    assert set(routers) == {found.name for found in pkgutil.iter_modules(domains.__path__)}
    assert all(isinstance(router, APIRouter) for router in routers.values())
    assert served(app) == DOMAINS


@pytest.mark.gov("TASK-003.1")
def test_a_route_that_belongs_to_no_domain_is_found(app: FastAPI) -> None:
    @app.get("/api/v1/content/stray")
    async def stray() -> None:
        """It stands in no router of a domain."""

    assert set(served(app)) - set(DOMAINS) == {__name__}


NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def rows() -> list[Model]:
    """One of each: somebody with a role, what they own, and what a role may do with it."""
    user = User(id=new_id(), email="mira@example.org", role=Role.EDITOR, created_at=NOW)
    user.password_hash = "x"  # noqa: S105 - nobody signs in
    owned = {"owner_id": user.id, "created_at": NOW, "changed_at": NOW, "title": "A mill"}
    entry = Entry(id=new_id(), kind="page", slug="mill", body="# Mill", state=State.DRAFT, **owned)
    shared = Grant(
        resource_kind="entry", resource_id=entry.id, role=Role.VIEWER, level=Level.READ, created_at=NOW
    )
    event = Event(
        id=new_id(), description="A walk", starts_at=NOW, ends_at=NOW.replace(hour=14), state=State.PUBLISHED,
        time_zone="Europe/Berlin", place="At the mill", capacity=20, **owned,
    )  # fmt: skip
    file = File(
        id=new_id(), name="mill.png", description="", media_type="image/png", size=3, sha256="0" * 64, **owned
    )
    return [user, entry, shared, event, file]


@pytest.mark.gov("TASK-002.1")
@pytest.mark.anyio
async def test_users_roles_content_events_and_files_are_stored_and_read(settings: Settings) -> None:
    database, made = Database(settings), rows()
    told = [{column.key: getattr(row, column.key) for column in row.__table__.columns} for row in made]
    async with database.unit_of_work() as work:
        work.add(made[0])
        await work.flush()
        work.add_all(made[1:])
        await work.commit()

    async with database.reading() as session:
        for row, expected in zip(made, told, strict=True):
            found = (await session.scalars(select(type(row)))).one()
            kept = {name: getattr(found, name) for name, value in expected.items() if value is not None}
            assert kept == {name: value for name, value in expected.items() if value is not None}
    for table in ("users", "grants"):
        async with database.unit_of_work() as work:
            with pytest.raises(IntegrityError):
                await work.execute(text(f"UPDATE {table} SET role = 'owner'"))  # noqa: S608 - our own names
    await database.close()


@pytest.mark.gov("TASK-002.1")
def test_there_is_a_table_of_each() -> None:
    tables = Model.metadata.tables

    assert {"users", "content", "events", "files", "grants"} <= set(tables)
    assert "role" in tables["users"].columns
    assert "role" in tables["grants"].columns
