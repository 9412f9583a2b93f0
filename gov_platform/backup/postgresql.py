"""PostgreSQL, by its own programs: `pg_dump` takes a snapshot, and one transaction puts it back."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
from typing import TYPE_CHECKING, ClassVar, Literal

from sqlalchemy import make_url, text
from sqlalchemy.exc import DBAPIError

from gov_platform.backup.errors import BackupError
from gov_platform.kernel.database import Database
from gov_platform.kernel.errors import Problem

if TYPE_CHECKING:
    from pathlib import Path

    from gov_platform.settings import Settings

__all__ = ["Postgresql"]

# Its tables and functions, also those that a newer version has made; in the transaction that restores.
_EMPTY = """
SET lock_timeout = '30s';
SET client_min_messages = warning;
DO $$
DECLARE one record;
BEGIN
    FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE 'DROP TABLE IF EXISTS public.' || quote_ident(one.tablename) || ' CASCADE';
    END LOOP;
    FOR one IN SELECT oid::regprocedure AS name FROM pg_proc AS own
        WHERE pronamespace = 'public'::regnamespace AND NOT EXISTS (
            SELECT FROM pg_depend WHERE objid = own.oid AND deptype = 'e'
        )
    LOOP
        EXECUTE 'DROP ROUTINE IF EXISTS ' || one.name || ' CASCADE';
    END LOOP;
END $$;
"""
_CHECK = """
DO $$
BEGIN
    IF (SELECT count(*) FROM public.alembic_version WHERE version_num = '{revision}') <> 1 THEN
        RAISE EXCEPTION 'the database of the backup is of another revision than its manifest says';
    END IF;
END $$;
"""
# Connections from before know the tables that are gone; each is made anew at the next question.
_RECONNECT = (
    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
    "WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()"
)


class Postgresql:
    """The database of an installation on a server."""

    kind: ClassVar[Literal["postgresql"]] = "postgresql"

    def __init__(self, settings: Settings) -> None:
        """Connect to nothing yet."""
        self._settings = settings

    def own_files(self) -> set[Path]:
        """None are in the folder of data."""
        return set()

    def dump(self, to: Path) -> str:
        """Dump a snapshot; the revision of its schema."""
        revision = self._ask("SELECT version_num FROM alembic_version")
        if not revision:
            raise BackupError("the database has no schema: `gov-platform migrate` makes one")
        self._run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={to}")
        return revision

    def is_there(self) -> bool:
        """Whether something would be replaced."""
        return self._ask("SELECT 1 FROM pg_tables WHERE schemaname = 'public' LIMIT 1") == "1"

    def load(self, dumped: Path, revision: str) -> None:
        """Make the database what a dump is, in one transaction."""
        steps = [dumped.with_name(name) for name in ("empty.sql", "restore.sql", "check.sql")]
        steps[0].write_text(_EMPTY, encoding="utf-8")
        self._run("pg_restore", "--no-owner", "--no-privileges", f"--file={steps[1]}", str(dumped))
        steps[2].write_text(_CHECK.format(revision=revision), encoding="utf-8")
        words = [f"--file={step}" for step in steps]
        self._run("psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", *words)
        self._run("psql", "--no-psqlrc", "--quiet", "--tuples-only", f"--command={_RECONNECT}")

    def _run(self, program: str, *words: str) -> None:
        done = subprocess.run(  # noqa: S603 - a program of PostgreSQL, and words of ours
            [self._program(program), "--no-password", *words],
            env=self._variables(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        if done.returncode:
            lines = done.stderr.decode(errors="replace").strip().splitlines() or ["it says nothing"]
            raise BackupError(f"{program} failed: {'; '.join(lines[-3:])}")

    def _program(self, name: str) -> str:
        # Those beside a server on this machine are of its version; those on PATH may be older, and say so.
        beside = self._ask("SELECT setting FROM pg_config WHERE name = 'BINDIR'")
        found = (shutil.which(name, path=beside) if beside else None) or shutil.which(name)
        if found is None:
            raise BackupError(
                f"{name} is neither beside the server nor on PATH: install PostgreSQL's client programs, "
                "of the server's version or newer"
            )
        return found

    def _variables(self) -> dict[str, str]:
        """The address as libpq reads it; a password stands in no command line."""
        url = make_url(self._settings.database_url)
        query = {name: value for name, value in url.query.items() if isinstance(value, str)}
        told = {
            "PGHOST": url.host or query.get("host"),
            "PGPORT": str(url.port) if url.port else query.get("port"),
            "PGUSER": url.username or query.get("user"),
            "PGPASSWORD": url.password or query.get("password"),
            "PGDATABASE": url.database,
            "PGSSLMODE": query.get("ssl") or query.get("sslmode"),
            "PGSSLROOTCERT": query.get("sslrootcert"),
        }
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GOV_PLATFORM_")}
        return kept | {name: value for name, value in told.items() if value}

    def _ask(self, question: str) -> str:
        """The first value of the first row; empty where there is none, or where we may not ask."""

        async def ask() -> str:
            database = Database(self._settings)
            try:
                async with database.reading() as session:
                    return str(await session.scalar(text(question)) or "")
            except DBAPIError:
                return ""
            finally:
                await database.close()

        try:
            return asyncio.run(ask())
        except Problem as error:
            raise BackupError(error.detail) from error
