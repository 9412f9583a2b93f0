"""Signing keys: the newest signs, older ones are published until their last token has expired."""

from __future__ import annotations

import base64
import hashlib
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from gov_platform.domains.accounts import repository
from gov_platform.domains.accounts.models import SigningKey
from gov_platform.domains.accounts.schemas import Key
from gov_platform.kernel.auditing import PLATFORM, Change, record

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractAsyncContextManager
    from datetime import timedelta

    from sqlalchemy.ext.asyncio import AsyncSession

    from gov_platform.domains.accounts.sealing import Seal
    from gov_platform.kernel.auditing import Actor
    from gov_platform.kernel.clock import Clock

__all__ = ["KeyRing", "Signer"]

_KEPT = 30.0
_LEAST_PAUSE = 1.0
_log = structlog.get_logger("gov_platform.accounts")


@dataclass(frozen=True, slots=True)
class Signer:
    """A private key and its name."""

    kid: str
    key: Ed25519PrivateKey
    created_at: float


class KeyRing:
    """The keys of an installation, read from the database and kept for half a minute."""

    def __init__(self, seal: Seal, clock: Clock, *, lifetime: timedelta, published: timedelta) -> None:
        """Sign with a key for its `lifetime`, and publish it for as long as `published` after that."""
        self._seal = seal
        self._clock = clock
        self._lifetime = lifetime
        self._published = published
        self._public: dict[str, Ed25519PublicKey] = {}
        self._signer: Signer | None = None
        self._read_at = float("-inf")

    async def public(
        self, kid: str, reading: Callable[[], AbstractAsyncContextManager[AsyncSession]]
    ) -> Ed25519PublicKey | None:
        """The public key of that name, if it is one of ours. Unknown names cost one look a second at most."""
        age = time.monotonic() - self._read_at
        if age > _KEPT or (kid not in self._public and age > _LEAST_PAUSE):
            async with reading() as session:
                await self._read(session)
        return self._public.get(kid)

    async def published(self, session: AsyncSession) -> list[Key]:
        """All public keys by which a token may be verified now."""
        await self._read(session)
        return [Key(kid=kid, x=_text(key.public_bytes_raw())) for kid, key in self._public.items()]

    async def signer(self, session: AsyncSession) -> Signer:
        """The key to sign with; a new one where there is none, or where it has served its time."""
        if time.monotonic() - self._read_at > _KEPT:
            await self._read(session)
        oldest = (self._clock() - self._lifetime).timestamp()
        if self._signer is None or self._signer.created_at < oldest:
            return await self.rotate(session)
        return self._signer

    def forget(self) -> None:
        """Read the keys anew at the next question."""
        self._read_at = float("-inf")

    async def rotate(self, session: AsyncSession, actor: Actor = PLATFORM) -> Signer:
        """Make a new key, which signs from now on."""
        private = Ed25519PrivateKey.generate()
        public = private.public_key().public_bytes_raw()
        kid = thumbprint(public)
        now = self._clock()
        sealed = self._seal.close(private.private_bytes_raw(), kid)
        await repository.add(session, SigningKey(kid=kid, public=public, private=sealed, created_at=now))
        await record(session, actor, Change("signing_key.made", "signing_key", kid), now)
        # Not kept here: whether it stays is known once the caller commits.
        self.forget()
        _log.info("signing_key_made", kid=kid)
        return Signer(kid, private, now.timestamp())

    async def _read(self, session: AsyncSession) -> None:
        rows = await repository.signing_keys(session)
        self._public = {
            row.kid: Ed25519PublicKey.from_public_bytes(row.public) for row in self._still_published(rows)
        }
        self._signer = self._opened(rows[-1]) if rows else None
        self._read_at = time.monotonic()

    def _still_published(self, rows: Sequence[SigningKey]) -> list[SigningKey]:
        since = self._clock() - self._published
        replaced = [row.created_at for row in rows[1:]]
        return [row for row, at in zip(rows, replaced, strict=False) if at > since] + list(rows[-1:])

    def _opened(self, row: SigningKey) -> Signer | None:
        private = self._seal.open(row.private, row.kid)
        if private is None:
            _log.warning("signing_key_sealed_by_another_secret", kid=row.kid)
            return None
        return Signer(row.kid, Ed25519PrivateKey.from_private_bytes(private), row.created_at.timestamp())


def thumbprint(public: bytes) -> str:
    """The name of a key: RFC 7638, over the members that RFC 8037 names."""
    members = f'{{"crv":"Ed25519","kty":"OKP","x":"{_text(public)}"}}'
    return _text(hashlib.sha256(members.encode()).digest())


def _text(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode().rstrip("=")
