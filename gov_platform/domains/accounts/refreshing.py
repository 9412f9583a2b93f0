"""Refresh tokens: one chain a session, of which only the last link is good.

The next token is computed from the one that is shown and a key of the installation. So two tabs that refresh
at the same moment get the same successor, and a session never has two living tokens.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from gov_platform.domains.accounts import repository
from gov_platform.domains.accounts.models import RefreshToken
from gov_platform.domains.accounts.sealing import derived, successor_of
from gov_platform.kernel.auditing import Actor, Change, record

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from gov_platform.domains.accounts.models import Session

__all__ = ["Refreshed", "Refreshing"]

GRACE = timedelta(seconds=10)
"""How long a replaced token still gives its successor, as long as nobody has used that one."""

# The log hides whatever begins so.
_MARK = "gvp_"
_log = structlog.get_logger("gov_platform.accounts")


@dataclass(frozen=True, slots=True)
class Refreshed:
    """A session that goes on, and its one good token."""

    session: Session
    token: str


class Refreshing:
    """Begins chains of tokens and takes them further."""

    def __init__(self, secret: bytes, lifetime: timedelta) -> None:
        """A session ends when its token is not used for the lifetime."""
        self._key = derived(secret, "refresh tokens")
        self._lifetime = lifetime

    async def begin(self, work: AsyncSession, session: Session, now: datetime) -> str:
        """The first token of a session."""
        return await self._store(work, session, _token(secrets.token_bytes(32)), now)

    async def replace(self, work: AsyncSession, token: str, now: datetime) -> Refreshed | None:
        """The successor of a token.

        None for a token that is not ours or has no successor; one that was replaced then ends its session.
        """
        session = await repository.lock_session_of(work, _digest(token))
        if session is None or session.ended_at is not None or session.expires_at <= now:
            return None
        # Read under the lock: whoever was faster has replaced it by now.
        shown = await repository.refresh_token(work, _digest(token))
        if shown is None:
            return None
        successor = _token(successor_of(self._key, token))
        if shown.replaced_at is None:
            shown.replaced_at = now
            return Refreshed(session, await self._store(work, session, successor, now))
        newest = await repository.refresh_token(work, _digest(successor))
        if now - shown.replaced_at <= GRACE and newest is not None and newest.replaced_at is None:
            return Refreshed(session, successor)
        session.ended_at = now
        change = Change("session.ended_by_replay", "account", str(session.user_id))
        await record(work, Actor("visitor", credential_id=session.id), change, now)
        _log.warning("refresh_token_replayed", session=str(session.id))
        return None

    async def _store(self, work: AsyncSession, session: Session, token: str, now: datetime) -> str:
        session.used_at, session.expires_at = now, now + self._lifetime
        await repository.add(work, RefreshToken(digest=_digest(token), session_id=session.id, created_at=now))
        return token


def _token(chance: bytes) -> str:
    return _MARK + base64.urlsafe_b64encode(chance).decode().rstrip("=")


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
