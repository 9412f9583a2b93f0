"""All SQL of files; what belongs to somebody is found and changed through access."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from gov_platform.domains.files.models import File
from gov_platform.domains.files.resources import FILE
from gov_platform.kernel.paging import page_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from uuid import UUID

    from sqlalchemy.ext.asyncio import AsyncSession

    from gov_platform.domains.accounts.identities import Identity
    from gov_platform.domains.files.schemas import Wanted
    from gov_platform.kernel.paging import Rows, Sortable

_COLUMNS: Mapping[str, Sortable] = {
    "created": File.created_at,
    "changed": File.changed_at,
    "title": File.title,
    "name": File.name,
    "size": File.size,
}


async def files(session: AsyncSession, caller: Identity, wanted: Wanted) -> Rows[File]:
    """A page of the files that a caller may read."""
    query = select(File).where(File.readable(caller, FILE))
    if wanted.media_type is not None:
        query = query.where(File.media_type == wanted.media_type)
    if wanted.owner_id is not None:
        query = query.where(File.owner_id == wanted.owner_id)
    if wanted.least is not None:
        query = query.where(File.size >= wanted.least)
    if wanted.most is not None:
        query = query.where(File.size <= wanted.most)
    return await page_of(session, query, wanted, _COLUMNS, File.id)


async def known(session: AsyncSession, file_ids: Collection[UUID]) -> set[UUID]:
    """Those of some identifiers that are files'."""
    return set(await session.scalars(select(File.id).where(File.id.in_(file_ids))))


async def is_known(session: AsyncSession, file_id: UUID) -> bool:
    """Whether there is a file to which bytes belong."""
    return await session.scalar(select(File.id).where(File.id == file_id)) is not None
