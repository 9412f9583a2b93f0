"""All SQL of content; what belongs to somebody is found and changed through access."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import defer

from gov_platform.domains.content.models import Entry
from gov_platform.domains.content.resources import ENTRY
from gov_platform.kernel.paging import page_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.ext.asyncio import AsyncSession

    from gov_platform.domains.accounts.identities import Identity
    from gov_platform.domains.content.schemas import Wanted
    from gov_platform.kernel.paging import Rows, Sortable

_COLUMNS: Mapping[str, Sortable] = {
    "created": Entry.created_at,
    "changed": Entry.changed_at,
    "title": Entry.title,
}


async def entries(session: AsyncSession, caller: Identity, wanted: Wanted) -> Rows[Entry]:
    """A page of the entries that a caller may read."""
    # Long texts are not in a list: what nobody is told is not read.
    query = select(Entry).options(defer(Entry.body, raiseload=True)).where(Entry.readable(caller, ENTRY))
    equal = (
        (Entry.kind, wanted.kind),
        (Entry.slug, wanted.slug),
        (Entry.state, wanted.state),
        (Entry.owner_id, wanted.owner_id),
    )
    for column, value in equal:
        if value is not None:
            query = query.where(column == value)
    return await page_of(session, query, wanted, _COLUMNS, Entry.id)
