"""What people do with entries; who may, and how that is refused, is said by access."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov_platform.domains.access.resources import Holding, State
from gov_platform.domains.content import repository
from gov_platform.domains.content.models import Entry
from gov_platform.domains.content.resources import ENTRY
from gov_platform.domains.content.schemas import ListedEntry, OneEntry
from gov_platform.kernel.paging import Page

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from gov_platform.domains.access.resources import Grants, Seen
    from gov_platform.domains.accounts.identities import Identity
    from gov_platform.domains.content.schemas import Wanted, WrittenEntry
    from gov_platform.kernel.clock import Clock
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
        """One entry, if whoever asks may read it."""
        return OneEntry.model_validate(await self._held.one(session, caller, seen))

    async def write(self, work: AsyncSession, caller: Identity, sent: WrittenEntry, once: Once) -> OneEntry:
        """A new draft, which belongs to whoever asks."""

        async def make() -> OneEntry:
            row = Entry(state=State.DRAFT, **sent.model_dump())
            await self._held.add(work, caller, row)
            return OneEntry.model_validate(row)

        return await once.run(work, OneEntry, make, caller=str(caller.user_id))

    async def change(self, work: AsyncSession, caller: Identity, seen: Seen, sent: WrittenEntry) -> OneEntry:
        """Replace what is written in an entry."""
        return OneEntry.model_validate(await self._held.change(work, caller, seen, sent.model_dump()))

    async def set_state(self, work: AsyncSession, caller: Identity, seen: Seen, state: State) -> OneEntry:
        """Publish an entry, or withdraw it."""
        return OneEntry.model_validate(await self._held.set_state(work, caller, seen, state))

    async def remove(self, work: AsyncSession, caller: Identity, seen: Seen) -> None:
        """Remove an entry."""
        await self._held.remove(work, caller, seen)
        await work.commit()
