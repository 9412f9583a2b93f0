"""The accounts of everybody, for whoever administers them: the way in for other domains.

Each change is recorded in its own transaction. One administrator always remains: all changes that could
take away the last one wait for each other at the rows of the administrators.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov_platform.domains.accounts import repository
from gov_platform.domains.accounts.roles import Role
from gov_platform.domains.accounts.schemas import Member, MembersWanted
from gov_platform.kernel.auditing import Change, record
from gov_platform.kernel.errors import Conflict, NotFound
from gov_platform.kernel.paging import Page

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from sqlalchemy.ext.asyncio import AsyncSession

    from gov_platform.kernel.auditing import Actor
    from gov_platform.kernel.clock import Clock

__all__ = ["Directory", "Member", "MembersWanted"]


class Directory:
    """Lists accounts, and changes what they may do."""

    def __init__(self, clock: Clock) -> None:
        """Record changes by a clock."""
        self._clock = clock

    async def page(self, session: AsyncSession, wanted: MembersWanted) -> Page[Member]:
        """A page of accounts."""
        found = await repository.users(session, wanted)
        return Page(items=[Member.model_validate(row) for row in found.rows], next=found.next)

    async def one(self, session: AsyncSession, user_id: UUID) -> Member:
        """One account.

        Raises:
            NotFound: There is none.

        """
        user = await repository.user_by_id(session, user_id)
        if user is None:
            raise _not_found()
        return Member.model_validate(user)

    async def exists(self, session: AsyncSession, user_id: UUID) -> bool:
        """Whether there is an account."""
        return await repository.user_by_id(session, user_id) is not None

    async def assign(self, work: AsyncSession, actor: Actor, user_id: UUID, role: Role) -> Member:
        """Give an account a role in place of the one it has, from its next request on.

        Raises:
            NotFound: There is no such account.
            Conflict: It is the last administrator.

        """
        return await self._change(work, actor, user_id, "role.assigned", {"role": role})

    async def withdraw(self, work: AsyncSession, actor: Actor, user_id: UUID) -> Member:
        """Take an account back to the least role.

        Raises:
            NotFound: There is no such account.
            Conflict: It is the last administrator.

        """
        return await self._change(work, actor, user_id, "role.withdrawn", {"role": Role.VIEWER})

    async def disable(self, work: AsyncSession, actor: Actor, user_id: UUID) -> Member:
        """End the sessions of an account; its next request, by whatever token, is refused.

        Raises:
            NotFound: There is no such account.
            Conflict: It is the last administrator.

        """
        await repository.end_sessions(work, user_id, self._clock())
        return await self._change(work, actor, user_id, "account.disabled", {"is_active": False})

    async def enable(self, work: AsyncSession, actor: Actor, user_id: UUID) -> Member:
        """Let an account in again, by a new sign-in or by a personal token whose date has not come.

        Raises:
            NotFound: There is no such account.

        """
        # One that began at the moment of the disabling was not ended by it.
        await repository.end_disabled_sessions(work, user_id, self._clock())
        return await self._change(work, actor, user_id, "account.enabled", {"is_active": True})

    async def _change(
        self, work: AsyncSession, actor: Actor, user_id: UUID, action: str, after: Mapping[str, object]
    ) -> Member:
        """Change an account and record it, unless it is so already."""
        admins = await repository.lock_admins(work)
        user = await repository.lock_user(work, user_id)
        if user is None:
            raise _not_found()
        before = {name: getattr(user, name) for name in after}
        if before != after:
            if list(admins) == [user.id]:
                raise Conflict("this is the only administrator: give the role to somebody else first")
            for name, value in after.items():
                setattr(user, name, value)
            change = Change(action, "account", str(user.id), before, after)
            await record(work, actor, change, self._clock())
        await work.commit()
        return Member.model_validate(user)


def _not_found() -> NotFound:
    return NotFound("there is no such account")
