"""All SQL of access."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import delete, false, func, or_, select, true, tuple_

from gov_platform.domains.access.levels import Level
from gov_platform.domains.access.models import Grant
from gov_platform.kernel.paging import page_of
from gov_platform.kernel.rows import AuditRecord

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.ext.asyncio import AsyncSession
    from sqlalchemy.orm import InstrumentedAttribute

    from gov_platform.domains.access.levels import Resource, ResourceKind, Sharing
    from gov_platform.domains.access.owned import Owned
    from gov_platform.domains.access.schemas import AuditFilters, AuditWanted, GrantsWanted
    from gov_platform.domains.accounts.identities import Identity
    from gov_platform.kernel.paging import Rows

OwnedRow = TypeVar("OwnedRow", bound="Owned")


def visible(
    caller: Identity, kind: ResourceKind, identifier: InstrumentedAttribute[UUID], level: Level = Level.READ
) -> ColumnElement[bool]:
    """Whether a caller has a level on the resource of a row: a condition of the query that reads the row."""
    if not caller.may(kind.known_to):
        return false()
    if caller.may(kind.all_by):
        return true()
    grant = select(Grant.id).where(
        Grant.resource_id == identifier,
        Grant.resource_kind == kind.name,
        Grant.level.in_(level.including),
        _is_for(caller),
    )
    return grant.exists()


async def owned(
    session: AsyncSession, model: type[OwnedRow], identifier: UUID, is_readable: ColumnElement[bool]
) -> OwnedRow | None:
    """A row that belongs to somebody, if it may be read."""
    return await session.scalar(select(model).where(model.id == identifier, is_readable))


async def owned_to_change(
    session: AsyncSession,
    model: type[OwnedRow],
    identifier: UUID,
    is_readable: ColumnElement[bool],
    may_change: ColumnElement[bool],
) -> tuple[OwnedRow, bool] | None:
    """The same row as it is now, and whether it may be changed; whoever else asks for it so, waits."""
    statement = select(model, may_change.label("may_change")).where(model.id == identifier, is_readable)
    locking = statement.with_for_update(of=model).execution_options(populate_existing=True)
    found = (await session.execute(locking)).one_or_none()
    return None if found is None else (found[0], bool(found[1]))


async def add(session: AsyncSession, row: Grant) -> None:
    """Insert a grant."""
    session.add(row)
    await session.flush()


async def lock_owner(session: AsyncSession, resource: Resource) -> Grant | None:
    """The grant of a resource's owner; whoever else changes grants on it waits until this work is done."""
    statement = select(Grant).where(*_on(resource), Grant.level == Level.OWN)
    return await session.scalar(statement.with_for_update().execution_options(populate_existing=True))


async def is_owned(session: AsyncSession, resource: Resource) -> bool:
    """Whether there is such a resource, which has an owner from its first moment to its last."""
    statement = select(Grant.id).where(*_on(resource), Grant.level == Level.OWN)
    return await session.scalar(statement) is not None


async def levels_of(session: AsyncSession, caller: Identity, resource: Resource) -> Sequence[Level]:
    """The levels that a caller has on a resource, by whatever grant."""
    statement = select(Grant.level).where(*_on(resource), _is_for(caller))
    return (await session.scalars(statement)).all()


async def grant_of(session: AsyncSession, sharing: Sharing) -> Grant | None:
    """What is shared with one user or one role."""
    to = Grant.role == sharing.role if sharing.user_id is None else Grant.user_id == sharing.user_id
    statement = select(Grant).where(*_on(sharing.resource), to)
    return await session.scalar(statement.execution_options(populate_existing=True))


async def grants_on(session: AsyncSession, resource: Resource, wanted: GrantsWanted) -> Rows[Grant]:
    """A page of the grants on a resource."""
    query = select(Grant).where(*_on(resource))
    if wanted.user_id is not None:
        query = query.where(Grant.user_id == wanted.user_id)
    if wanted.role is not None:
        query = query.where(Grant.role == wanted.role)
    if wanted.level is not None:
        query = query.where(Grant.level == wanted.level)
    return await page_of(session, query, wanted, {"created": Grant.created_at}, Grant.id)


async def remove(session: AsyncSession, row: Grant) -> None:
    """Delete a grant."""
    await session.delete(row)
    await session.flush()


async def first_grants(session: AsyncSession, resource: Resource, limit: int) -> tuple[Sequence[Grant], int]:
    """The oldest grants on a resource, and how many there are in all."""
    oldest = select(Grant).where(*_on(resource)).order_by(Grant.created_at, Grant.id).limit(limit)
    rows = (await session.scalars(oldest.execution_options(populate_existing=True))).all()
    number = await session.scalar(select(func.count()).select_from(Grant).where(*_on(resource)))
    return rows, number or 0


async def remove_all(session: AsyncSession, resource: Resource) -> None:
    """Delete all grants on a resource."""
    await session.execute(delete(Grant).where(*_on(resource)))


async def audit_page(session: AsyncSession, wanted: AuditWanted) -> Rows[AuditRecord]:
    """A page of the audit log."""
    return await page_of(session, _audited(wanted), wanted, {"at": AuditRecord.at}, AuditRecord.id)


async def audit_after(
    session: AsyncSession,
    wanted: AuditFilters,
    last: tuple[datetime, UUID] | None,
    until: datetime,
    limit: int,
) -> Sequence[AuditRecord]:
    """The next records of the audit log behind one, the oldest first, and none younger than a moment."""
    query = _audited(wanted).where(AuditRecord.at <= until)
    if last is not None:
        query = query.where(tuple_(AuditRecord.at, AuditRecord.id) > last)
    return (await session.scalars(query.order_by(AuditRecord.at, AuditRecord.id).limit(limit))).all()


def _audited(wanted: AuditFilters) -> Select[AuditRecord]:
    query = select(AuditRecord)
    equal = (
        (AuditRecord.actor_id, wanted.actor_id),
        (AuditRecord.action, wanted.action),
        (AuditRecord.target_kind, wanted.target_kind),
        (AuditRecord.target_id, wanted.target_id),
        (AuditRecord.request_id, wanted.request_id),
    )
    for column, value in equal:
        if value is not None:
            query = query.where(column == value)
    if wanted.since is not None:
        query = query.where(AuditRecord.at >= wanted.since)
    if wanted.until is not None:
        query = query.where(AuditRecord.at < wanted.until)
    return query


def _on(resource: Resource) -> tuple[ColumnElement[bool], ...]:
    return Grant.resource_id == resource.id, Grant.resource_kind == resource.kind


def _is_for(caller: Identity) -> ColumnElement[bool]:
    return or_(Grant.user_id == caller.user_id, Grant.role.in_(caller.role.included))
