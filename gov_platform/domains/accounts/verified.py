"""Tokens that were shown before: they are verified once, and whose they are is looked up once a second.

A signature that was right stays right. Whether its key is still trusted is asked each time. Whether the
session goes on and the account is active is remembered for a second, and no longer than until this process
writes anything: so what it changes counts at once, and what another one changes within that second.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from gov_platform.domains.accounts.repository import Owner
    from gov_platform.domains.accounts.tokens import Claims

__all__ = ["KEPT", "Verified", "VerifiedTokens"]

KEPT = timedelta(seconds=1)
"""For how long it is remembered whose session it is."""

_MOST = 4096


@dataclass(slots=True)
class Verified:
    """What a token says, the name of the key that signed it, and whose it was when last looked up."""

    kid: str
    claims: Claims
    owner: Owner | None = None
    _looked_up: datetime | None = None
    _writes: int = -1

    def owner_now(self, now: datetime, writes: int) -> Owner | None:
        """Whose it is, if that was looked up within a second and after the last write of this process."""
        if self._looked_up is None or self._writes != writes:
            return None
        return self.owner if self._looked_up <= now < self._looked_up + KEPT else None

    def found(self, owner: Owner, now: datetime, writes: int) -> None:
        """Remember whose it is, as it was after so many writes."""
        self.owner, self._looked_up, self._writes = owner, now, writes


class VerifiedTokens:
    """The last few thousand tokens, by their digests: no token stays in memory."""

    def __init__(self) -> None:
        """Remember nothing."""
        self._kept: OrderedDict[bytes, Verified] = OrderedDict()

    def find(self, token: str, now: float) -> Verified | None:
        """What is remembered of a token, unless it has expired."""
        found = self._kept.get(_digest(token))
        return found if found is not None and found.claims.expires_at > now else None

    def keep(self, token: str, verified: Verified) -> None:
        """Remember a token, and forget the oldest one where there are too many."""
        self._kept[_digest(token)] = verified
        if len(self._kept) > _MOST:
            self._kept.popitem(last=False)


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
