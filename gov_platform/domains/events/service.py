"""What people do with events; who may, and how that is refused, is said by access."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov_platform.domains.access.resources import Holding, State
from gov_platform.domains.events import repository
from gov_platform.domains.events.models import Event
from gov_platform.domains.events.resources import EVENT
from gov_platform.domains.events.schemas import ListedEvent, OneEvent
from gov_platform.kernel.paging import Page

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from gov_platform.domains.access.resources import Grants, Seen
    from gov_platform.domains.accounts.identities import Identity
    from gov_platform.domains.events.schemas import Wanted, WrittenEvent
    from gov_platform.kernel.clock import Clock
    from gov_platform.kernel.idempotency import Once

__all__ = ["Events"]


class Events:
    """The events, for one request."""

    def __init__(self, grants: Grants, clock: Clock) -> None:
        """Ask the grants who may do what."""
        self._held = Holding(EVENT, Event, grants, clock)

    async def page(self, session: AsyncSession, caller: Identity, wanted: Wanted) -> Page[ListedEvent]:
        """A page of the events that whoever asks may read."""
        found = await repository.events(session, caller, wanted)
        return Page(items=[ListedEvent.model_validate(row) for row in found.rows], next=found.next)

    async def one(self, session: AsyncSession, caller: Identity, seen: Seen) -> OneEvent:
        """One event, if whoever asks may read it."""
        return OneEvent.model_validate(await self._held.one(session, caller, seen))

    async def write(self, work: AsyncSession, caller: Identity, sent: WrittenEvent, once: Once) -> OneEvent:
        """A new draft, which belongs to whoever asks."""

        async def make() -> OneEvent:
            row = Event(state=State.DRAFT, **sent.model_dump())
            await self._held.add(work, caller, row)
            return OneEvent.model_validate(row)

        return await once.run(work, OneEvent, make, caller=str(caller.user_id))

    async def change(self, work: AsyncSession, caller: Identity, seen: Seen, sent: WrittenEvent) -> OneEvent:
        """Replace what is written in an event."""
        return OneEvent.model_validate(await self._held.change(work, caller, seen, sent.model_dump()))

    async def set_state(self, work: AsyncSession, caller: Identity, seen: Seen, state: State) -> OneEvent:
        """Publish an event, or withdraw it."""
        return OneEvent.model_validate(await self._held.set_state(work, caller, seen, state))

    async def remove(self, work: AsyncSession, caller: Identity, seen: Seen) -> None:
        """Remove an event."""
        await self._held.remove(work, caller, seen)
        await work.commit()
