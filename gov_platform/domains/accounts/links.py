"""Links that go out by mail: each works once, and for half an hour. What is stored of one is its SHA-256."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from gov_platform.domains.accounts import repository

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from gov_platform.domains.accounts.models import Link

__all__ = ["KEPT", "LIFETIME", "current", "issue", "take"]

LIFETIME = timedelta(minutes=30)
"""How long a link works, from the moment at which its mail is made."""

KEPT = timedelta(hours=24)
"""How long a registration waits for its confirmation; a new link can be asked for meanwhile."""

# The log hides whatever begins so.
_MARK = "gvl_"


async def issue(work: AsyncSession, link: Link, now: datetime) -> str | None:
    """A new token for a link, which makes its earlier one worthless; None if the link has been used."""
    token = _MARK + secrets.token_urlsafe(32)
    stored = await repository.store_digest(work, link, _digest(token), now + LIFETIME)
    return token if stored else None


async def current(session: AsyncSession, token: str, purpose: str, now: datetime) -> Link | None:
    """The link that a token opens now, which it stays good for."""
    return await repository.link_of(session, _digest(token), purpose, now)


async def take(work: AsyncSession, token: str, purpose: str, now: datetime) -> Link | None:
    """Use a link up; None for all but the first who asks, and for a token that opens nothing."""
    return await repository.take_link(work, _digest(token), purpose, now)


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
