"""What people do with entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov_platform.domains.access.resources import Holding, Level, State
from gov_platform.domains.content import repository
from gov_platform.domains.content.models import Entry
from gov_platform.domains.content.resources import ENTRY
from gov_platform.domains.content.schemas import ListedEntry, OneEntry
from gov_platform.kernel.ids import new_id
from gov_platform.kernel.paging import Page

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from gov_platform.domains.access.resources import Grants, Seen
    from gov_platform.domains.accounts.identities import Identity
    from gov_platform.domains.content.schemas import Wanted, WrittenEntry
    from gov_platform.kernel.clock import Clock
    from gov_platform.kernel.etag import Versioned
    from gov_platform.kernel.idempotency import Once

__all__ = ["Entries"]


class Entries:
    """The entries, for one request."""

    def __init__(self, grants: Grants, clock: Clock) -> None:
        """Ask the grants who may do what."""
        taken = "there is an entry of this kind with this slug already: take another one"
        self._held = Holding(ENTRY, Entry, grants, clock, taken=taken)

    async def page(self, session: AsyncSession, caller: Identity, wanted: Wanted) -> Page[ListedEntry]:
        """A page of the entries that whoever asks may read."""
        found = await repository.entries(session, caller, wanted)
        return Page(items=[ListedEntry.model_validate(row) for row in found.rows], next=found.next)

    async def one(self, session: AsyncSession, caller: Identity, seen: Seen) -> OneEntry:
        """One entry.

        Raises:
            NotFound: There is none, or whoever asks may not read it.

        """
        return _told(await self._held.one(session, caller, seen.id), seen.version)

    async def write(self, work: AsyncSession, caller: Identity, sent: WrittenEntry, once: Once) -> OneEntry:
        """A new draft, which belongs to whoever asks.

        Raises:
            Conflict: Its slug is taken.

        """

        async def make() -> OneEntry:
            row = Entry(id=new_id(), state=State.DRAFT, **sent.model_dump())
            await self._held.add(work, caller, row)
            return OneEntry.model_validate(row)

        return await once.run(work, OneEntry, make, caller=str(caller.user_id))

    async def change(self, work: AsyncSession, caller: Identity, seen: Seen, sent: WrittenEntry) -> OneEntry:
        """Replace what is written in an entry.

        Raises:
            NotFound: There is none, or whoever asks may not read it.
            Forbidden: They may not change it.
            PreconditionFailed: It has changed meanwhile.
            Conflict: Its new slug is taken.

        """
        row = await self._held.to_change(work, caller, seen, Level.WRITE)
        await self._held.change(work, caller, row, "changed", sent.model_dump())
        await work.commit()
        return _told(row, seen.version)

    async def set_state(self, work: AsyncSession, caller: Identity, seen: Seen, state: State) -> OneEntry:
        """Publish an entry, or withdraw it.

        Raises:
            NotFound: There is none, or whoever asks may not read it.
            Forbidden: They do not manage it.
            PreconditionFailed: It has changed meanwhile.

        """
        row = await self._held.to_change(work, caller, seen, Level.MANAGE)
        verb = "published" if state is State.PUBLISHED else "withdrawn"
        await self._held.change(work, caller, row, verb, {"state": state})
        await work.commit()
        return _told(row, seen.version)

    async def remove(self, work: AsyncSession, caller: Identity, seen: Seen) -> None:
        """Remove an entry.

        Raises:
            NotFound: There is none, or whoever asks may not read it.
            Forbidden: They do not own it.
            PreconditionFailed: It has changed meanwhile.

        """
        row = await self._held.to_change(work, caller, seen, Level.OWN)
        await self._held.remove(work, caller, row)
        await work.commit()


def _told(row: Entry, version: Versioned) -> OneEntry:
    version.tell(row.version)
    return OneEntry.model_validate(row)
