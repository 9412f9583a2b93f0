"""Personal access tokens: for programs that act for somebody, within scopes and until a date.

A token is shown once. What is kept is its SHA-256, which is enough for 256 bits of chance.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from gov_platform.domains.accounts import repository
from gov_platform.domains.accounts.identities import Identity
from gov_platform.domains.accounts.models import PersonalAccessToken
from gov_platform.domains.accounts.schemas import OnePersonalToken, PersonalToken
from gov_platform.domains.accounts.tokens import refused
from gov_platform.kernel.auditing import Change, record
from gov_platform.kernel.errors import Conflict, NotFound, Unprocessable
from gov_platform.kernel.ids import new_id
from gov_platform.kernel.paging import Page

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from sqlalchemy.ext.asyncio import AsyncSession

    from gov_platform.domains.accounts.roles import Permission, Role
    from gov_platform.domains.accounts.schemas import NewPersonalToken, TokensWanted
    from gov_platform.kernel.clock import Clock
    from gov_platform.kernel.database import Database

__all__ = ["MARK", "PersonalTokens"]

MARK = "gvt_"
"""What every personal token begins with; the log hides whatever does."""

LONGEST_LIFE = timedelta(days=366)
MOST = 100
"""Tokens that one account may have at once, expired ones included."""

_NOTICED = timedelta(minutes=1)


class PersonalTokens:
    """Makes, lists, withdraws and recognises them."""

    def __init__(self, clock: Clock) -> None:
        """Tell their age by a clock."""
        self._clock = clock

    async def make(
        self,
        work: AsyncSession,
        caller: Identity,
        wanted: NewPersonalToken,
        known: Mapping[str, Permission],
    ) -> PersonalToken:
        """A new token for the account of whoever asks.

        Raises:
            Conflict: The account has as many as it may have.
            Unprocessable: A scope is none, or more than the role of the account; the date is past or far.

        """
        now = self._clock()
        if not now < wanted.expires_at <= now + LONGEST_LIFE:
            raise Unprocessable.in_field(
                "body.expires_at", f"has to be in the future, by {LONGEST_LIFE.days} days at most"
            )
        scopes = sorted(set(wanted.scopes))
        can_have = sorted(name for name, one in known.items() if one.by_token and caller.may(one))
        if not set(scopes) <= set(can_have):
            beyond = ", ".join(name for name in scopes if name not in can_have)
            raise Unprocessable.in_field(
                "body.scopes", f"{beyond} can be no scope of yours; these can: {', '.join(can_have)}"
            )
        await repository.lock_user(work, caller.user_id)
        if await repository.number_of_tokens(work, caller.user_id) >= MOST:
            raise Conflict(f"there are {MOST} personal tokens already: withdraw one first")
        token = MARK + base64.urlsafe_b64encode(secrets.token_bytes(32)).decode().rstrip("=")
        row = PersonalAccessToken(
            id=new_id(),
            user_id=caller.user_id,
            name=wanted.name,
            digest=_digest(token),
            scopes=scopes,
            created_at=now,
            expires_at=wanted.expires_at,
        )
        await repository.add(work, row)
        after = {"name": row.name, "scopes": scopes, "expires_at": row.expires_at.isoformat()}
        change = Change("personal_token.made", "personal_token", str(row.id), after=after)
        await record(work, caller.actor, change, now)
        await work.commit()
        return PersonalToken(**OnePersonalToken.model_validate(row).model_dump(), token=token)

    async def listed(
        self, session: AsyncSession, caller: Identity, wanted: TokensWanted
    ) -> Page[OnePersonalToken]:
        """The tokens of whoever asks, without those that were withdrawn."""
        found = await repository.personal_tokens(session, caller.user_id, wanted)
        return Page(items=[OnePersonalToken.model_validate(row) for row in found.rows], next=found.next)

    async def withdraw(self, work: AsyncSession, caller: Identity, token_id: UUID) -> None:
        """Refuse a token of whoever asks from now on.

        Raises:
            NotFound: Whoever asks has no such token.

        """
        now = self._clock()
        if not await repository.withdraw_token(work, caller.user_id, token_id, now):
            raise NotFound("you have no such personal token")
        change = Change("personal_token.withdrawn", "personal_token", str(token_id))
        await record(work, caller.actor, change, now)
        await work.commit()

    async def identify(self, token: str, database: Database) -> Identity:
        """Whose token it is, and what it is good for.

        Raises:
            Unauthorized: It is none of ours, is past its date or was withdrawn, or its owner is disabled.

        """
        now = self._clock()
        async with database.reading() as session:
            found = await repository.owner_of_token(session, _digest(token), now)
        if found is None:
            raise refused()
        row, role = found
        if row.used_at is None or row.used_at < now - _NOTICED:
            async with database.unit_of_work() as work:
                await repository.notice_use(work, row.id, now)
                await work.commit()
        return _identity(row, role)

    async def identify_again(self, session: AsyncSession, caller: Identity) -> Identity:
        """What a token is good for by now that was recognised before.

        Raises:
            Unauthorized: It is past its date or was withdrawn, or its owner is disabled.

        """
        found = await repository.owner_of_token(session, caller.credential_id, self._clock())
        if found is None:
            raise refused()
        return _identity(*found)


def _identity(row: PersonalAccessToken, role: Role) -> Identity:
    return Identity(row.user_id, row.id, role, frozenset(row.scopes))


def _digest(token: str) -> bytes:
    # What is no text of ours has a digest all the same, which nothing has.
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()
