"""Stored files in a folder, by obstore, which keeps them in S3 by the same calls.

It takes 7 MB of memory, and is imported once something is stored or read.
"""

from __future__ import annotations

import asyncio
import os
import shutil
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from gov_platform.ports.storage import StorageError, StorageFullError, StorageMissingError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from obstore.store import LocalStore

    from gov_platform.ports.storage import Storage
    from gov_platform.settings import Settings

__all__ = ["FOLDER", "storage_of"]

FOLDER = "stored"
"""The folder of stored files, in that of data: what is backed up."""

_PART = 1 << 20
_PIECE = 1 << 16
_LOOKED_AT = 8 << 20
"""Bytes after which the room that is left is asked for again."""
_NAMES = 200


def storage_of(settings: Settings) -> Storage:
    """The storage that the settings describe; nothing is made before something is stored."""
    return _Local(settings)


class _Local:
    """A folder below that of data. What has not arrived whole is under another name, and goes."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    async def put(self, name: str, pieces: AsyncIterator[bytes]) -> None:
        import obstore  # noqa: PLC0415 - see above

        with _told():
            store = self._store()
            # One part at a time, so that memory is bounded by its size.
            await obstore.put_async(store, name, self._fitting(pieces), chunk_size=_PART, max_concurrency=1)

    async def _fitting(self, pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        """The same pieces, as long as there is room for more than them."""
        since_looked = _LOOKED_AT
        async for piece in pieces:
            since_looked += len(piece)
            if since_looked >= _LOOKED_AT:
                since_looked = 0
                if shutil.disk_usage(self._settings.folder).free < self._settings.file_reserve:
                    raise StorageFullError("too little room is left on the disk")
            yield piece

    async def get(self, name: str) -> AsyncIterator[bytes]:
        import obstore  # noqa: PLC0415 - likewise

        with _told():
            found = await obstore.get_async(self._store(), name)

        async def pieces() -> AsyncIterator[bytes]:
            async for piece in found.stream(min_chunk_size=_PIECE):
                yield bytes(piece)

        return pieces()

    async def remove(self, name: str) -> None:
        import obstore  # noqa: PLC0415 - likewise

        try:
            with _told():
                await obstore.delete_async(self._store(), name)
        except StorageMissingError:
            # A process that was killed leaves the part that it had.
            for part in (self._settings.folder / FOLDER).glob(f"{name}#*"):
                part.unlink(missing_ok=True)

    async def names(self, before: datetime) -> AsyncIterator[Sequence[str]]:
        # By ourselves: the library leaves out what did not arrive whole.
        with _told():
            folders = await asyncio.to_thread(_folders, self._settings.folder / FOLDER)
        for folder in folders:
            with _told():
                found = await asyncio.to_thread(_older, folder, before.timestamp())
            for start in range(0, len(found), _NAMES):
                yield found[start : start + _NAMES]

    def _store(self) -> LocalStore:
        from obstore.store import LocalStore  # noqa: PLC0415 - likewise

        folder: Path = self._settings.folder / FOLDER
        folder.mkdir(mode=0o700, exist_ok=True)
        return LocalStore(folder)


def _folders(of: Path) -> list[Path]:
    return sorted(one for one in of.iterdir() if one.is_dir() and not one.is_symlink()) if of.is_dir() else []


def _older(folder: Path, than: float) -> list[str]:
    """The names of what a folder holds, without the mark of what did not arrive whole."""
    found = set()
    with os.scandir(folder) as entries:
        for entry in entries:
            with suppress(FileNotFoundError):  # it was removed meanwhile
                if entry.is_file(follow_symlinks=False) and entry.stat(follow_symlinks=False).st_mtime < than:
                    found.add(f"{folder.name}/{entry.name.partition('#')[0]}")
    return sorted(found)


@contextmanager
def _told() -> Iterator[None]:
    from obstore.exceptions import BaseError  # noqa: PLC0415 - likewise

    try:
        yield
    except FileNotFoundError as error:
        raise StorageMissingError(str(error)) from error
    except (BaseError, OSError) as error:
        raise StorageError(str(error)) from error
