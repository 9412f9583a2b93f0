"""How people prove that an address is theirs: to confirm it, or to set a new password.

Whether an address is known is looked up by the jobs that send mail, never by the request that asks for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov_platform.domains.accounts import jobs, links, repository, throttling
from gov_platform.domains.accounts.guessable import why_refused
from gov_platform.domains.accounts.models import Link, Purpose, User
from gov_platform.domains.accounts.roles import Role
from gov_platform.kernel.auditing import VISITOR, Change, record
from gov_platform.kernel.errors import Unprocessable
from gov_platform.kernel.ids import new_id
from gov_platform.kernel.jobs.queue import enqueue

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from gov_platform.domains.accounts.passwords import Passwords
    from gov_platform.domains.accounts.visitors import Visitor
    from gov_platform.kernel.clock import Clock
    from gov_platform.kernel.jobs.handlers import Handler

__all__ = ["Recovery", "refuse_guessable"]


class Recovery:
    """Links of one application's accounts."""

    def __init__(self, passwords: Passwords, clock: Clock) -> None:
        """Hash new passwords with the hasher of the accounts."""
        self._passwords = passwords
        self._clock = clock

    async def begin_registration(self, work: AsyncSession, email: str, password_hash: str) -> None:
        """Keep a registration until its address is confirmed, and write to it; the caller commits."""
        now = self._clock()
        link = Link(
            id=new_id(),
            purpose=Purpose.CONFIRMATION,
            email=email,
            password_hash=password_hash,
            created_at=now,
        )
        await repository.add(work, link)
        await enqueue(work, jobs.CONFIRMATION, jobs.OfLink(link_id=link.id), at=now)

    async def send_again(self, work: AsyncSession, email: str, visitor: Visitor) -> None:
        """Send another link to whoever still has to confirm this address; whether anybody has is not told.

        Raises:
            TooManyRequests: Too much mail was asked for.

        """
        await self._write_to(work, email, visitor, jobs.RESEND)

    async def forget_password(self, work: AsyncSession, email: str, visitor: Visitor) -> None:
        """Send a link that sets a new password, if the address has an account; whether it has is not told.

        Raises:
            TooManyRequests: Too much mail was asked for.

        """
        await self._write_to(work, email, visitor, jobs.FORGOTTEN)

    async def confirm(self, work: AsyncSession, token: str) -> None:
        """Confirm an address: the account that was asked for is made, or the one that is there is confirmed.

        Raises:
            Unprocessable: The link was used, has expired or never was one.

        """
        now = self._clock()
        link = await links.take(work, token, Purpose.CONFIRMATION, now)
        if link is None:
            raise _no_link()
        user = await repository.user_by_email(work, link.email)
        if user is None:
            await self._make(work, link, now)
        elif user.verified_at is None:
            # Whoever shows the link has the mailbox, which the one who chose the old password may not have.
            await self._renew(work, user, link.password_hash, now)
            await _record(work, "address.confirmed", user, now)
        await work.commit()

    async def set_password(self, work: AsyncSession, token: str, password: str, visitor: Visitor) -> None:
        """Set a new password, end all sessions and personal tokens, and tell the owner.

        Raises:
            Unprocessable: The link is not good any more, or the password would be guessed at once.

        """
        link = await links.current(work, token, Purpose.RESET, self._clock())
        if link is None:
            raise _no_link()
        refuse_guessable(password, link.email)
        # Nobody waits for this work's place in the database while a password is hashed.
        await work.commit()
        password_hash = await self._passwords.hash(password)
        now = self._clock()
        link = await links.take(work, token, Purpose.RESET, now)
        user = await repository.user_by_email(work, link.email) if link is not None else None
        if user is None or not user.is_active:
            raise _no_link()
        await self._renew(work, user, password_hash, now)
        await repository.withdraw_tokens(work, user.id, now)
        await _record(work, "password.reset", user, now)
        await repository.use_up_links(work, user.email, Purpose.RESET, now)
        await throttling.forget(work, user.email, visitor)
        await enqueue(work, jobs.CHANGED, jobs.OfAddress(email=user.email), at=now)
        await work.commit()

    async def _write_to(
        self, work: AsyncSession, email: str, visitor: Visitor, letter: Handler[jobs.OfAddress]
    ) -> None:
        """Have a letter sent, or nothing: the job finds out which."""
        now = self._clock()
        await throttling.admit_mail(work, email, visitor, now)
        await enqueue(work, letter, jobs.OfAddress(email=email), at=now)
        await work.commit()

    async def _make(self, work: AsyncSession, link: Link, now: datetime) -> None:
        if link.password_hash is None:
            raise _no_link()
        user = User(
            id=new_id(),
            email=link.email,
            password_hash=link.password_hash,
            role=Role.VIEWER,
            is_active=True,
            verified_at=now,
            created_at=now,
        )
        if await repository.add_user(work, user):
            await _record(work, "account.registered", user, now)

    async def _renew(self, work: AsyncSession, user: User, password_hash: str | None, now: datetime) -> None:
        """Let the owner of the mailbox in, and everybody else out."""
        await repository.verify_user(work, user.id, now)
        if password_hash is not None:
            await repository.store_hash(work, user.id, password_hash)
            await repository.end_sessions(work, user.id, now)


async def _record(work: AsyncSession, action: str, user: User, now: datetime) -> None:
    change = Change(action, "account", str(user.id), after={"email": user.email})
    await record(work, VISITOR, change, now)


def refuse_guessable(password: str, email: str) -> None:
    """Let a new password through.

    Raises:
        Unprocessable: It would be guessed at once.

    """
    reason = why_refused(password, email)
    if reason is not None:
        raise Unprocessable.in_field("body.password", reason)


def _no_link() -> Unprocessable:
    """What is said of every link that opens nothing, whatever the reason."""
    return Unprocessable.in_field(
        "body.token", "opens nothing any more: links work once and for 30 minutes; ask for another"
    )
