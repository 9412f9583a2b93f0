"""Tokens whose signature was verified before: the same letters need no second look until they expire.

Only the signature is remembered. Whether the key is still trusted, the session goes on and the account is
active is asked for each request.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gov_platform.domains.accounts.tokens import Claims

__all__ = ["Verified", "VerifiedTokens"]

_MOST = 4096


@dataclass(frozen=True, slots=True)
class Verified:
    """What a token says, and the name of the key that signed it."""

    kid: str
    claims: Claims


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
