"""All SQL of events; what belongs to somebody is found and changed through access."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import defer

from gov_platform.domains.events.models import Event
from gov_platform.domains.events.resources import EVENT
from gov_platform.kernel.paging import page_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.ext.asyncio import AsyncSession

    from gov_platform.domains.accounts.identities import Identity
    from gov_platform.domains.events.schemas import Wanted
    from gov_platform.kernel.paging import Rows, Sortable

_COLUMNS: Mapping[str, Sortable] = {
    "starts": Event.starts_at,
    "created": Event.created_at,
    "changed": Event.changed_at,
    "title": Event.title,
}


async def events(session: AsyncSession, caller: Identity, wanted: Wanted) -> Rows[Event]:
    """A page of the events that a caller may read."""
    # Long texts are not in a list: what nobody is told is not read.
    query = (
        select(Event).options(defer(Event.description, raiseload=True)).where(Event.readable(caller, EVENT))
    )
    if wanted.state is not None:
        query = query.where(Event.state == wanted.state)
    if wanted.owner_id is not None:
        query = query.where(Event.owner_id == wanted.owner_id)
    if wanted.since is not None:
        query = query.where(Event.starts_at >= wanted.since)
    if wanted.until is not None:
        query = query.where(Event.starts_at < wanted.until)
    return await page_of(session, query, wanted, _COLUMNS, Event.id)
