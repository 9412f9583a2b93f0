"""`backup` and `restore`, of whichever database an installation has."""

from __future__ import annotations

import re
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from gov_platform.backup import archive
from gov_platform.backup.archive import Manifest
from gov_platform.backup.errors import BackupError
from gov_platform.backup.postgresql import Postgresql
from gov_platform.backup.sqlite import Sqlite
from gov_platform.kernel.clock import now
from gov_platform.migrations import revisions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov_platform.settings import Settings

__all__ = ["back_up", "restore"]

_STAGED = ".restoring-"
# What a backup or an upload is called before it is whole.
_UNFINISHED = re.compile(r".*\.partial|[0-9a-f]{32}#[0-9]+")


def back_up(settings: Settings, target: Path) -> Manifest:
    """Write everything into a file, while the platform serves; what it holds.

    Raises:
        BackupError: It could not be done; there is no file then.

    """
    if target.exists():
        raise BackupError(f"{target} is there already: name another file")
    if not target.parent.is_dir():
        raise BackupError(f"there is no folder {target.parent}")
    database = _database(settings)
    with _folder_in(target.parent) as staging, _written(target):
        dumped = staging / archive.DATABASE
        about = Manifest(made=now(), database=database.kind, revision=database.dump(dumped), members={})
        skipped = {target.resolve(), *database.own_files()}
        return archive.write(target, dumped, settings.folder, list(_files(settings.folder, skipped)), about)


def restore(settings: Settings, source: Path, *, replace: bool) -> tuple[Manifest, bool]:
    """Make an installation what a backup holds; what that is, and whether the secret is another one now.

    Raises:
        BackupError: It could not be done. Up to the last step nothing has changed.

    """
    database = _database(settings)
    if database.is_there() and not replace:
        raise BackupError("there is a database already: `--replace` gives it up for that of the backup")
    with _folder_in(settings.folder) as staging, _written(settings.folder):
        manifest = archive.unpack(source, staging)
        if manifest.database != database.kind:
            raise BackupError(
                f"the backup is of {manifest.database}, and this installation is on {database.kind}"
            )
        if manifest.revision not in revisions():
            raise BackupError(
                f"the backup has the schema {manifest.revision}, which this version does not know: "
                "restore it with the version that made it, or a newer one"
            )
        database.load(staging / archive.DATABASE, manifest.revision)
        return manifest, _put_back(manifest, staging / "files", settings.folder)


def _put_back(manifest: Manifest, staged: Path, folder: Path) -> bool:
    """Put files into their places, each by a rename; whether a secret took the place of another."""
    is_new_secret = False
    for name in manifest.files:
        path = folder / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if name == "secret" and path.is_file():
            is_new_secret = path.read_bytes() != (staged / name).read_bytes()
        (staged / name).replace(path)
    return is_new_secret


def _database(settings: Settings) -> Sqlite | Postgresql:
    return Sqlite(settings) if settings.database_url.startswith("sqlite") else Postgresql(settings)


def _files(folder: Path, skipped: set[Path]) -> Iterator[Path]:
    """The regular files of a folder, in the order of their paths; links lead elsewhere and are left out."""
    for path in sorted(folder.rglob("*")):
        is_staged = any(part.startswith(_STAGED) for part in path.relative_to(folder).parts)
        if path.is_symlink() or not path.is_file() or is_staged or _UNFINISHED.fullmatch(path.name):
            continue
        if path.resolve() not in skipped:
            yield path


@contextmanager
def _folder_in(parent: Path) -> Iterator[Path]:
    """A folder for what is unfinished, on the same disk as what it becomes, and gone afterwards."""
    try:
        staging = Path(tempfile.mkdtemp(prefix=_STAGED, dir=parent))
    except OSError as error:
        raise BackupError(f"{parent} cannot be written to: {error.strerror}") from error
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


@contextmanager
def _written(where: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise BackupError(f"{error.filename or where}: {error.strerror or error}") from error
