"""The file: a compressed tar archive whose last member says what the others have to be.

Whoever has it has the installation, its secret included; only its owner may read it.
"""

from __future__ import annotations

import hashlib
import io
import os
import tarfile
import zlib
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from gov_platform.backup.errors import BackupError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["DATABASE", "Manifest", "unpack", "write"]

DATABASE = "database"
_MANIFEST = "manifest.json"
_FILES = "files/"
_LARGEST_MANIFEST = 64 * 1024 * 1024
_CHUNK = 1 << 20


class Member(BaseModel):
    """What one member has to be."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    size: int = Field(ge=0)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class Manifest(BaseModel):
    """What a backup holds."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal[1] = 1
    made: datetime
    database: Literal["sqlite", "postgresql"]
    revision: str
    members: dict[str, Member]

    @property
    def files(self) -> list[str]:
        """The files of the folder of data, by their paths in it."""
        return sorted(name.removeprefix(_FILES) for name in self.members if name.startswith(_FILES))


class _Hashed(io.RawIOBase):
    """A file that is read once and remembers what was read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        chunk = self._file.read(size)
        self.digest.update(chunk)
        return chunk


def write(target: Path, database: Path, folder: Path, files: list[Path], about: Manifest) -> Manifest:
    """Write a backup, which is there whole or not at all; what it holds.

    Raises:
        BackupError: There is such a file already.

    """
    partial = target.with_name(f"{target.name}.partial")
    members: dict[str, Member] = {}
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as raw:
        with tarfile.open(fileobj=raw, mode="w:gz", compresslevel=6) as tar:
            _add(tar, DATABASE, database, members)
            for path in files:
                _add(tar, _FILES + path.relative_to(folder).as_posix(), path, members)
            manifest = about.model_copy(update={"members": members})
            content = manifest.model_dump_json(indent=1).encode()
            info = tarfile.TarInfo(_MANIFEST)
            info.size, info.mode = len(content), 0o600
            tar.addfile(info, io.BytesIO(content))
        raw.flush()
        os.fsync(raw.fileno())
    try:
        target.hardlink_to(partial)  # unlike a rename, it replaces nothing
    except FileExistsError:
        raise BackupError(f"{target} is there already: name another file") from None
    finally:
        partial.unlink()
    return manifest


def _add(tar: tarfile.TarFile, name: str, path: Path, members: dict[str, Member]) -> None:
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return  # it was there when the folder was listed
    with file:
        info = tarfile.TarInfo(name)
        status = os.fstat(file.fileno())
        info.size, info.mode, info.mtime = status.st_size, 0o600, int(status.st_mtime)
        hashed = _Hashed(file)
        tar.addfile(info, hashed)
        members[name] = Member(size=info.size, sha256=hashed.digest.hexdigest())


def unpack(source: Path, into: Path) -> Manifest:
    """Unpack a backup into an empty folder, and make sure that it is whole; what it holds.

    Raises:
        BackupError: It is no backup, is broken, or holds what a backup does not.

    """
    found: dict[str, Member] = {}
    manifest = b""
    try:
        with tarfile.open(source, mode="r:gz") as tar:
            for info, file in _members(tar):
                if info.name == _MANIFEST:
                    manifest = file.read(_LARGEST_MANIFEST)
                else:
                    found[info.name] = _unpack(info, file, into)
    except (tarfile.TarError, EOFError, zlib.error) as error:
        raise BackupError(f"{source} is no backup, or only a part of one: {error}") from error
    except OSError as error:
        raise BackupError(f"{source} cannot be read: {error.strerror or error}") from error
    try:
        told = Manifest.model_validate_json(manifest)
    except ValidationError as error:
        raise BackupError(f"{source} is no backup of this form: its manifest is missing or other") from error
    if told.members != found or DATABASE not in found:
        wrong = sorted(
            name for name in {*found, *told.members, DATABASE} if found.get(name) != told.members.get(name)
        )
        raise BackupError(f"{source} is not what its manifest says: {', '.join(wrong[:5]) or DATABASE}")
    return told


def _members(tar: tarfile.TarFile) -> Iterator[tuple[tarfile.TarInfo, IO[bytes]]]:
    for info in tar:
        file = tar.extractfile(info) if info.isreg() else None
        if file is None or not _is_ours(info.name):
            raise tarfile.ReadError(f"it holds {info.name[:100]!r}, which no backup does")
        yield info, file


def _is_ours(name: str) -> bool:
    """Whether a member stays in the folder that it is unpacked into."""
    if name in {DATABASE, _MANIFEST}:
        return True
    parts = PurePosixPath(name).parts
    is_plain = str(PurePosixPath(name)) == name and ".." not in parts and "\0" not in name
    return name.startswith(_FILES) and is_plain and "\\" not in name


def _unpack(info: tarfile.TarInfo, file: IO[bytes], into: Path) -> Member:
    path = into / info.name
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as to:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            size += to.write(chunk)
        to.flush()
        os.fsync(to.fileno())
    return Member(size=size, sha256=digest.hexdigest())
