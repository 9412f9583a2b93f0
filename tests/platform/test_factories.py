"""Each test has a clean database, and a factory for whatever it wants to find in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, inspect, select
from sqlalchemy.exc import IntegrityError

from gov_platform.domains.accounts.models import Session, User
from gov_platform.kernel.database import Database, Model
from tests.platform.factories.making import FACTORIES, make, models, without_factory

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from gov_platform.settings import Settings

pytestmark = pytest.mark.anyio


@pytest.fixture
async def database(settings: Settings) -> AsyncIterator[Database]:
    """That of the test, on each kind of server."""
    opened = Database(settings)
    yield opened
    await opened.close()


async def filled(database: Database) -> dict[str, int]:
    """The tables that hold anything, and how many rows."""
    async with database.reading() as session:
        counts = {
            name: await session.scalar(select(func.count()).select_from(table)) or 0
            for name, table in Model.metadata.tables.items()
        }
    return {name: number for name, number in counts.items() if number}


def values(row: Model) -> dict[str, object]:
    """What a row holds, by column."""
    return {name: getattr(row, name) for name in inspect(type(row)).column_attrs.keys()}  # noqa: SIM118 - no dict


@pytest.mark.gov("TASK-012.2")
def test_every_model_has_a_factory() -> None:
    missing = without_factory(models(), FACTORIES)

    assert not missing, "\n".join(missing)


@pytest.mark.gov("TASK-012.2")
def test_a_model_without_a_factory_is_found_and_its_file_named() -> None:
    class Forgotten:
        __module__ = "gov_platform.domains.things.models"

    (told,) = without_factory([User, Forgotten], FACTORIES)

    assert told.startswith("Forgotten: write @factory(Forgotten) into tests/platform/factories/things.py")


@pytest.mark.gov("TASK-012.2")
@pytest.mark.parametrize("turn", ["first", "second"])
async def test_each_test_begins_with_a_clean_database_and_fills_it_by_factories(
    turn: str, database: Database
) -> None:
    """Twice, so that one of them would find what the other has left."""
    assert await filled(database) == {}, turn

    made = []
    async with database.unit_of_work() as work:
        for model in models():
            made += [await make(work, model), await make(work, model)]
        await work.commit()

    assert set(await filled(database)) == set(Model.metadata.tables)
    async with database.reading() as session:
        for row in made:
            found = await session.get(type(row), inspect(row).identity)
            assert found is not None, row
            assert values(found) == values(row)


async def test_a_row_holds_what_it_is_given_and_what_it_refers_to_is_made(database: Database) -> None:
    async with database.unit_of_work() as work:
        user = await make(work, User, email="mira@example.org")
        own, of_another = await make(work, Session, user_id=user.id), await make(work, Session)
        await work.commit()

    assert (user.email, own.user_id) == ("mira@example.org", user.id)
    assert of_another.user_id != user.id
    assert await filled(database) == {"users": 2, "sessions": 2}


async def test_the_database_judges_what_a_factory_is_given(database: Database) -> None:
    async with database.unit_of_work() as work:
        await make(work, User, email="mira@example.org")
        with pytest.raises(IntegrityError):
            await make(work, User, email="mira@example.org")
