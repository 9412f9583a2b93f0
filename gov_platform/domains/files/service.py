"""What people do with files; who may, and how that is refused, is said by access.

While bytes come or go, nothing of the database is held. Before any are stored, a job is written that removes
them unless they belong to a file by then: whatever breaks off leaves nothing for long. Whether the sender may
upload is asked again when they have come, which may be minutes later.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from gov_platform.domains.access.resources import Holding
from gov_platform.domains.accounts.callers import permit_again
from gov_platform.domains.files import repository
from gov_platform.domains.files.jobs import DISCARD, KEPT, OfFile, place_of
from gov_platform.domains.files.media import ENOUGH, media_type_of
from gov_platform.domains.files.models import File
from gov_platform.domains.files.permissions import WRITE
from gov_platform.domains.files.resources import FILE
from gov_platform.domains.files.schemas import OneFile
from gov_platform.kernel.errors import NotFound, Unavailable
from gov_platform.kernel.ids import new_id
from gov_platform.kernel.jobs.queue import enqueue
from gov_platform.kernel.paging import Page
from gov_platform.ports.storage import StorageError, StorageFullError, StorageMissingError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy.ext.asyncio import AsyncSession

    from gov_platform.domains.access.resources import Grants, Seen
    from gov_platform.domains.accounts.identities import Identity
    from gov_platform.domains.accounts.service import Accounts
    from gov_platform.domains.files.schemas import DescribedFile, Uploaded, Wanted
    from gov_platform.kernel.context import Context

__all__ = ["Files"]

_BROKEN_OFF = timedelta(days=1)
_log = structlog.get_logger("gov_platform.files")


class Files:
    """The files, for one request."""

    def __init__(self, grants: Grants, accounts: Accounts, here: Context) -> None:
        """Ask the grants who may do what, and the accounts who still may."""
        self._held = Holding(FILE, File, grants, here.clock)
        self._accounts = accounts
        self._here = here

    async def page(self, session: AsyncSession, caller: Identity, wanted: Wanted) -> Page[OneFile]:
        """A page of the files that whoever asks may read."""
        found = await repository.files(session, caller, wanted)
        return Page(items=[OneFile.model_validate(row) for row in found.rows], next=found.next)

    async def one(self, session: AsyncSession, caller: Identity, seen: Seen) -> OneFile:
        """One file, if whoever asks may read it."""
        return OneFile.model_validate(await self._held.one(session, caller, seen))

    async def upload(self, caller: Identity, sent: Uploaded, body: AsyncIterator[bytes]) -> OneFile:
        """Store what comes, and then say that it is there; it belongs to whoever asks.

        Raises:
            Unavailable: It could not be stored, or there is too little room.
            Unauthorized: The session, token or account of whoever asks ended meanwhile.
            Forbidden: They lost the permission to upload meanwhile.

        """
        file_id = new_id()
        async with self._here.database.unit_of_work() as work:
            at = self._here.clock() + _BROKEN_OFF
            await enqueue(work, DISCARD, OfFile(file_id=file_id), at=at)
            await work.commit()
        read = _Read(body)
        try:
            await self._here.storage.put(place_of(file_id), read.pieces())
        except StorageFullError as error:
            _log.warning("storage_full")
            raise Unavailable("there is too little room for files: somebody has to make some") from error
        except StorageError as error:
            raise _unavailable(error) from error
        row = File(
            id=file_id,
            name=sent.name,
            title=sent.title or sent.name,
            description=sent.description,
            media_type=media_type_of(read.head),
            size=read.size,
            sha256=read.digest.hexdigest(),
        )
        async with self._here.database.unit_of_work() as work:
            by_now = await permit_again(self._accounts, work, caller, WRITE)
            await self._held.add(work, by_now, row)
            await work.commit()
        return OneFile.model_validate(row)

    async def download(self, caller: Identity, seen: Seen) -> tuple[OneFile, AsyncIterator[bytes]]:
        """What is told of a file, and its bytes.

        Raises:
            NotFound: There is none, or it is none for whoever asks; or its bytes are gone.
            Unavailable: They cannot be read.

        """
        async with self._here.database.reading() as session:
            told = await self.one(session, caller, seen)
        try:
            return told, await self._here.storage.get(place_of(told.id))
        except StorageMissingError as error:
            _log.exception("bytes_missing", file_id=str(told.id))
            raise NotFound("the bytes of this file are not in the storage") from error
        except StorageError as error:
            raise _unavailable(error) from error

    async def describe(
        self, work: AsyncSession, caller: Identity, seen: Seen, sent: DescribedFile
    ) -> OneFile:
        """Replace what is told of a file."""
        return OneFile.model_validate(await self._held.change(work, caller, seen, sent.model_dump()))

    async def remove(self, work: AsyncSession, caller: Identity, seen: Seen) -> None:
        """Remove a file; its bytes follow."""
        row = await self._held.remove(work, caller, seen)
        await enqueue(work, DISCARD, OfFile(file_id=row.id), at=self._here.clock() + KEPT)
        await work.commit()


class _Read:
    """A body that is read once, and what was found out of it meanwhile."""

    def __init__(self, body: AsyncIterator[bytes]) -> None:
        self._body = body
        self.digest = hashlib.sha256()
        self.size = 0
        self.head = b""

    async def pieces(self) -> AsyncIterator[bytes]:
        async for piece in self._body:
            if not piece:
                continue
            self.digest.update(piece)
            self.size += len(piece)
            if len(self.head) < ENOUGH:
                self.head += piece[: ENOUGH - len(self.head)]
            yield piece


def _unavailable(error: StorageError) -> Unavailable:
    """What clients are told; the log holds the reason."""
    _log.warning("storage_unavailable", error=str(error))
    return Unavailable("the storage of files does not answer")
