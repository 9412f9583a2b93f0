"""SQLite, copied by its own online backup: whoever reads or writes meanwhile does so."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal

from sqlalchemy import make_url

from gov_platform.backup.errors import BackupError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov_platform.settings import Settings

__all__ = ["Sqlite"]

_PATIENCE = 30.0


class Sqlite:
    """The file of an installation."""

    kind: ClassVar[Literal["sqlite"]] = "sqlite"

    def __init__(self, settings: Settings) -> None:
        """Find the file; it need not exist."""
        name = make_url(settings.database_url).database
        if not name or name == ":memory:":
            raise BackupError("a database in memory is not backed up: give it a file")
        self.path = Path(name)

    def own_files(self) -> set[Path]:
        """The files that are the database, and are not copied as files."""
        return {
            self.path.with_name(self.path.name + end).resolve() for end in ("", "-wal", "-shm", "-journal")
        }

    def dump(self, to: Path) -> str:
        """Copy the database as it is at one moment; its revision."""
        if not self.path.is_file():
            raise BackupError(f"there is no database at {self.path}: `gov-platform migrate` makes one")
        with _told(self.path):
            with (
                closing(sqlite3.connect(self.path, timeout=_PATIENCE)) as source,
                closing(sqlite3.connect(to)) as copy,
            ):
                # All in one step: a copy in several begins anew whenever somebody writes.
                source.backup(copy, pages=-1)
                copy.execute("PRAGMA journal_mode = DELETE")
            return self.revision_of(to)

    def revision_of(self, dumped: Path) -> str:
        """The revision of the schema in a copy, which is sound."""
        with _told(dumped), closing(sqlite3.connect(dumped)) as copy:
            (sound,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
            if sound != "ok":
                raise BackupError(f"the database is damaged: {' '.join(str(sound).split())}")
            (revision,) = copy.execute("SELECT version_num FROM alembic_version").fetchone() or ("",)
        return str(revision)

    def is_there(self) -> bool:
        """Whether something would be replaced."""
        return self.path.is_file() and self.path.stat().st_size > 0

    def load(self, dumped: Path, revision: str) -> None:
        """Make the database what a copy is, in one transaction that others see whole or not at all."""
        if self.revision_of(dumped) != revision:
            raise BackupError("the database of the backup is of another revision than its manifest says")
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.path.touch(mode=0o600)
        with (
            _told(self.path),
            closing(sqlite3.connect(dumped)) as copy,
            closing(sqlite3.connect(self.path, timeout=_PATIENCE)) as target,
        ):
            copy.backup(target, pages=-1)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise BackupError(f"{path}: {error}") from error
