"""A table of the tests' own, for what the kernel promises of every table."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from sqlalchemy import BigInteger, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from gov_platform.kernel.database import NAMING, Database
from gov_platform.kernel.ids import new_id
from gov_platform.kernel.types import UTCDateTime

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from gov_platform.settings import Settings


class Own(DeclarativeBase):
    """Beside the platform's models, so that no migration knows of it."""

    metadata = MetaData(naming_convention=NAMING)


class Note(Own):
    __tablename__ = "note"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    text: Mapped[str] = mapped_column(String(200), unique=True)
    number: Mapped[int] = mapped_column(BigInteger, default=0)
    moment: Mapped[datetime | None] = mapped_column(UTCDateTime)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form


@pytest.fixture
def note() -> type[Note]:
    """The class of its rows."""
    return Note


@pytest.fixture
async def database(settings: Settings) -> AsyncIterator[Database]:
    """A database that has it."""
    database = Database(settings)
    async with database.engine.begin() as connection:
        await connection.run_sync(Own.metadata.create_all)
    yield database
    await database.close()
