"""Passwords: how they are hashed and verified, a few at a time, and never on the loop that answers."""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeVar

import anyio
import anyio.to_thread
import argon2
import bcrypt

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Passwords", "Verdict", "normalised"]

Algorithm = Literal["bcrypt", "argon2id"]
_Made = TypeVar("_Made")

_COST = re.compile(r"\$2b\$([0-9]{2})\$.{53}")
# Well-formed hashes of nothing: what an unknown account is verified against, so that it takes as long.
_NOBODY_BCRYPT = "$2b${cost:02}$" + "O" * 53
_NOBODY_ARGON2 = "{parameters}$" + "A" * 22 + "$" + "A" * 43


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a password is right, and whether its hash is not what would be made today."""

    is_right: bool
    is_old: bool


def normalised(password: str) -> str:
    """The same characters, however a keyboard composes them (Unicode NFC)."""
    return unicodedata.normalize("NFC", password)


def _shortened(password: str) -> bytes:
    """44 bytes for a password of any length: bcrypt takes 72 at most, and no NUL."""
    return base64.b64encode(hashlib.sha256(normalised(password).encode()).digest())


class Passwords:
    """Hashes by one algorithm, and verifies what any of them made."""

    def __init__(self, algorithm: Algorithm, cost: int, threads: int) -> None:
        """Hash on that many threads; more requests than that wait for their turn."""
        self._algorithm = algorithm
        self._cost = cost
        # The second of the choices of the OWASP password storage cheat sheet.
        self._argon2 = argon2.PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
        self._threads = anyio.CapacityLimiter(threads)
        parameters = f"$argon2id$v=19$m={19_456},t=2,p=1"
        self._nobody = (
            _NOBODY_ARGON2.format(parameters=parameters)
            if algorithm == "argon2id"
            else _NOBODY_BCRYPT.format(cost=cost)
        )

    async def hash(self, password: str) -> str:
        """What is stored of a password."""
        return await self._away(lambda: self._hash(password))

    async def verify(self, password: str, stored: str | None) -> Verdict:
        """Whether a password is the one of which a hash is stored; without one, no, and as slowly."""
        return await self._away(lambda: self._verify(password, stored))

    async def _away(self, work: Callable[[], _Made]) -> _Made:
        return await anyio.to_thread.run_sync(work, limiter=self._threads)

    def _hash(self, password: str) -> str:
        if self._algorithm == "argon2id":
            return self._argon2.hash(normalised(password))
        return bcrypt.hashpw(_shortened(password), bcrypt.gensalt(self._cost)).decode()

    def _verify(self, password: str, stored: str | None) -> Verdict:
        known = stored or self._nobody
        if known.startswith("$argon2"):
            is_right = self._is_right(password, known)
        else:
            is_right = bcrypt.checkpw(_shortened(password), known.encode())
        return Verdict(is_right and stored is not None, self._is_old(known))

    def _is_right(self, password: str, known: str) -> bool:
        try:
            return self._argon2.verify(known, normalised(password))
        except argon2.exceptions.VerificationError:
            return False

    def _is_old(self, known: str) -> bool:
        if self._algorithm == "argon2id":
            return not known.startswith("$argon2id$") or self._argon2.check_needs_rehash(known)
        cost = _COST.fullmatch(known)
        return cost is None or int(cost[1]) != self._cost
