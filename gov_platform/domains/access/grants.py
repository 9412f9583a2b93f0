"""Sharing: who owns a resource, with whom it is shared, and how far.

Changes of the grants on one resource wait for each other at the grant of its owner. So nobody shares by a
right that is being withdrawn.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from gov_platform.domains.access import repository
from gov_platform.domains.access.levels import Level, Sharing
from gov_platform.domains.access.models import Grant
from gov_platform.domains.access.schemas import OneGrant
from gov_platform.kernel.auditing import Change, record
from gov_platform.kernel.errors import Conflict, Forbidden, NotFound
from gov_platform.kernel.ids import new_id
from gov_platform.kernel.paging import Page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.ext.asyncio import AsyncSession

    from gov_platform.domains.access.levels import Resource, ResourceKind
    from gov_platform.domains.access.schemas import GrantsWanted
    from gov_platform.domains.accounts.directory import Directory
    from gov_platform.domains.accounts.identities import Identity
    from gov_platform.kernel.clock import Clock

__all__ = ["Grants"]

_NOTHING: Mapping[str, object] = MappingProxyType({})
# Of the grants on what is removed: one record stays small, and says how many there were.
_MOST_TOLD = 100


class Grants:
    """The grants on all resources of one application."""

    def __init__(self, kinds: Mapping[str, ResourceKind], directory: Directory, clock: Clock) -> None:
        """Know the kinds of resources by name."""
        self._kinds = kinds
        self._directory = directory
        self._clock = clock

    async def own(self, work: AsyncSession, caller: Identity, resource: Resource) -> None:
        """Make whoever asks the owner of a new resource; whoever made it commits both together."""
        row = self._row(Sharing(resource, user_id=caller.user_id), Level.OWN)
        await repository.add(work, row)
        await self._record(work, caller, _change("grant.owned", resource, after=_told(row)))

    async def let_go(self, work: AsyncSession, caller: Identity, resource: Resource) -> None:
        """Remove all grants on a resource that is removed; whoever removes it commits both together."""
        await repository.lock_owner(work, resource)
        first, number = await repository.first_grants(work, resource, _MOST_TOLD)
        before = {"grants": [_told(row) for row in first], "number": number}
        await repository.remove_all(work, resource)
        await self._record(work, caller, _change("grant.all_removed", resource, before))

    async def permit(self, session: AsyncSession, caller: Identity, resource: Resource, level: Level) -> None:
        """Let whoever asks through who has a level on a resource.

        Raises:
            NotFound: There is no such resource, or whoever asks may not know of it.
            Forbidden: It may be seen, and not this be done with it.

        """
        found = await self._level_of(session, caller, resource)
        if found is None:
            raise NotFound("there is no such resource, or it is not shared with you")
        if not found.includes(level):
            raise Forbidden(f"this needs the level {level} on the resource, and yours is {found}")

    async def listed(
        self, session: AsyncSession, caller: Identity, resource: Resource, wanted: GrantsWanted
    ) -> Page[OneGrant]:
        """With whom a resource is shared, for whoever manages it.

        Raises:
            NotFound: There is no such resource, or whoever asks may not know of it.
            Forbidden: It may be seen, and not managed.

        """
        await self.permit(session, caller, resource, Level.MANAGE)
        found = await repository.grants_on(session, resource, wanted)
        return Page(items=[OneGrant.model_validate(row) for row in found.rows], next=found.next)

    async def share(self, work: AsyncSession, caller: Identity, sharing: Sharing, level: Level) -> OneGrant:
        """Give a user or a role a level on a resource, in place of one that it has.

        Raises:
            NotFound: There is no such resource or user, or whoever asks may not know of it.
            Forbidden: It may be seen, and not managed.
            Conflict: It belongs to that user.

        """
        await repository.lock_owner(work, sharing.resource)
        await self.permit(work, caller, sharing.resource, Level.MANAGE)
        if sharing.user_id is not None and not await self._directory.exists(work, sharing.user_id):
            raise NotFound("there is no such account")
        row = await repository.grant_of(work, sharing)
        before = _told(row)
        if row is None:
            row = self._row(sharing, level)
            await repository.add(work, row)
        elif row.level is Level.OWN:
            raise Conflict("the resource belongs to this user, who may do everything with it")
        row.level = level
        if before != _told(row):
            change = _change("grant.shared", sharing.resource, before, _told(row))
            await self._record(work, caller, change)
        await work.commit()
        return OneGrant.model_validate(row)

    async def withdraw(self, work: AsyncSession, caller: Identity, sharing: Sharing) -> None:
        """Take away what was shared with a user or a role; everybody may give up their own.

        Raises:
            NotFound: There is no such resource or grant, or whoever asks may not know of it.
            Forbidden: It may be seen, and not managed.
            Conflict: It belongs to that user.

        """
        await repository.lock_owner(work, sharing.resource)
        needed = Level.READ if sharing.user_id == caller.user_id else Level.MANAGE
        await self.permit(work, caller, sharing.resource, needed)
        row = await repository.grant_of(work, sharing)
        if row is None:
            raise NotFound("the resource is not shared with them")
        if row.level is Level.OWN:
            raise Conflict("the resource belongs to this user: what is owned cannot be withdrawn")
        await self._record(work, caller, _change("grant.withdrawn", sharing.resource, before=_told(row)))
        await repository.remove(work, row)
        await work.commit()

    async def _level_of(self, session: AsyncSession, caller: Identity, resource: Resource) -> Level | None:
        """The highest level that whoever asks has, by whatever way; None for what is not there for them."""
        kind = self._kinds.get(resource.kind)
        if kind is None or not caller.may(kind.known_to):
            return None
        if caller.may(kind.all_by):
            return Level.OWN if await repository.is_owned(session, resource) else None
        levels = await repository.levels_of(session, caller, resource)
        return max(levels, key=list(Level).index, default=None)

    def _row(self, sharing: Sharing, level: Level) -> Grant:
        return Grant(
            id=new_id(),
            resource_kind=sharing.resource.kind,
            resource_id=sharing.resource.id,
            user_id=sharing.user_id,
            role=sharing.role,
            level=level,
            created_at=self._clock(),
        )

    async def _record(self, work: AsyncSession, caller: Identity, change: Change) -> None:
        await record(work, caller.actor, change, self._clock())


def _change(
    action: str,
    resource: Resource,
    before: Mapping[str, object] = _NOTHING,
    after: Mapping[str, object] = _NOTHING,
) -> Change:
    return Change(action, resource.kind, str(resource.id), before, after)


def _told(row: Grant | None) -> dict[str, str]:
    if row is None:
        return {}
    to = {"role": row.role.value} if row.role is not None else {"user_id": str(row.user_id)}
    return {**to, "level": row.level.value}
