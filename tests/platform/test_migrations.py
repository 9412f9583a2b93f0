"""Migrations make of an empty database what the models say, and nothing of it again."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from sqlalchemy import CheckConstraint, Column, Index, Integer, MetaData, String

import gov_platform.migrations
from gov_platform.domains import modules
from gov_platform.kernel import rows
from gov_platform.kernel.database import NAMING, Model
from gov_platform.migrations import downgrade, newest, statements, upgrade
from gov_platform.settings import Settings
from tests.platform.conftest import database_in, execute
from tests.platform.schemas import apply, schema_of
from tests.platform.test_command import platform

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Drift = Callable[[MetaData], object]

MODELS = [rows, *modules("models")]


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], str]]:
    """The addresses of as many empty databases as are asked for."""
    made: list[str] = []

    def database() -> str:
        made.append(f"empty_{uuid4().hex}")
        if request.param == "sqlite":
            return f"sqlite+aiosqlite:///{tmp_path / made[-1]}.db"
        server = request.getfixturevalue("postgres")
        execute(server, f"CREATE DATABASE {made[-1]}")
        return Settings(database=database_in(server, made[-1]), environment="test").database_url

    yield database
    if request.param == "postgresql":
        for name in made:
            execute(request.getfixturevalue("postgres"), f"DROP DATABASE {name} WITH (FORCE)")


def models() -> MetaData:
    """A copy of the models' schema, to be changed."""
    copied = MetaData(naming_convention=NAMING)
    for table in Model.metadata.sorted_tables:
        table.to_metadata(copied)
    return copied


@pytest.mark.gov("TASK-002.3")
def test_the_schema_goes_up_down_and_up(empty: Callable[[], str]) -> None:
    url = empty()

    upgrade(url)
    first = asyncio.run(schema_of(url))
    downgrade(url, "base")
    nothing = asyncio.run(schema_of(url))
    upgrade(url)

    told = " ".join(first)
    assert [name for name in Model.metadata.tables if f" {name}" not in told] == []
    assert {"users", "grants", "content", "events", "files"} <= set(Model.metadata.tables)
    assert nothing == []
    assert asyncio.run(schema_of(url)) == first


@pytest.mark.gov("TASK-002.3")
def test_migrations_make_what_the_models_say(empty: Callable[[], str]) -> None:
    migrated, created = empty(), empty()

    upgrade(migrated)
    asyncio.run(apply(created, Model.metadata.create_all))

    assert asyncio.run(schema_of(migrated)) == asyncio.run(schema_of(created))


def drifted(change: Drift) -> MetaData:
    metadata = models()
    change(metadata.tables["idempotency_key"])  # type: ignore[arg-type] # each drift is one of a table
    return metadata


@pytest.mark.parametrize(
    "change",
    [
        lambda table: table.append_constraint(CheckConstraint("length(key) > 1", name="key")),
        lambda table: table.append_column(Column("more", Integer)),
        lambda table: setattr(table.c.answer, "nullable", True),
        lambda table: setattr(table.c.key, "type", String(254)),
        lambda table: Index(None, table.c.fingerprint),
        lambda table: table.indexes.clear(),
    ],
    ids=["check", "column", "null", "type", "index", "no index"],
)
def test_a_model_that_has_drifted_is_found(empty: Callable[[], str], change: Drift) -> None:
    migrated, created = empty(), empty()

    upgrade(migrated)
    asyncio.run(apply(created, drifted(change).create_all))

    assert asyncio.run(schema_of(migrated)) != asyncio.run(schema_of(created))


def squawk(folder: Path, sql: str) -> list[str]:
    """What a linter of migrations says, save that texts should have no limit: ours have one on purpose."""
    (folder / "steps.sql").write_text(sql)
    words = ["--reporter", "gcc", "--pg-version", "14", "--exclude", "prefer-text-field", "steps.sql"]
    command = Path(sys.executable).with_name("squawk")
    done = subprocess.run([command, *words], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode in {0, 1}, done.stderr
    return done.stdout.splitlines()


def test_no_step_keeps_a_large_postgresql_waiting(tmp_path: Path) -> None:
    sql = statements("postgresql+asyncpg://nobody@nowhere/none")

    assert squawk(tmp_path, sql) == []
    assert sql.count("CREATE TABLE") > 5
    worse = sql.replace("COMMIT;", "ALTER TABLE users ADD COLUMN more INTEGER NOT NULL;\nCOMMIT;")
    assert "adding-required-field" in "".join(squawk(tmp_path, worse))
    assert "require-lock-timeout" in "".join(squawk(tmp_path, sql.replace("SET LOCAL lock_timeout", "-- ")))


def test_a_step_is_named_by_what_its_file_begins_with() -> None:
    steps = Path(gov_platform.migrations.__file__).parent / "versions"
    found = sorted(path.stem for path in steps.glob("[0-9]*.py"))
    told = [
        re.search(r'^revision = "(.*)"$', (steps / f"{one}.py").read_text(), re.MULTILINE) for one in found
    ]

    assert [one.partition("_")[0] for one in found] == [one[1] for one in told if one is not None]
    assert newest() == found[-1].partition("_")[0]


def test_a_schema_that_is_as_it_should_be_is_left_alone(
    empty: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    url = empty()
    upgrade(url)
    monkeypatch.delitem(sys.modules, "alembic", raising=False)
    monkeypatch.setitem(sys.modules, "alembic", None)

    upgrade(url)
    with pytest.raises(ImportError):
        downgrade(url, "base")


@pytest.mark.gov("TASK-002.2")
def test_the_command_migrates_either_database(empty: Callable[[], str], tmp_path: Path) -> None:
    url = empty()

    for words in (("migrate",), ("migrate", "base"), ("migrate",)):
        done = platform(tmp_path, *words, GOV_PLATFORM_DATABASE=url, GOV_PLATFORM_ENVIRONMENT="test")
        assert done.returncode == 0, done.stderr

    assert asyncio.run(schema_of(url)) != []
