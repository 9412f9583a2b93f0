"""Identifiers of rows: they sort by the moment they were made, and nobody can guess the next one.

The form is that of UUID version 7 (RFC 9562, section 5.7).
"""

from __future__ import annotations

import secrets
import time
from uuid import UUID

__all__ = ["new_id"]


def new_id() -> UUID:
    """A new identifier: 48 bits of milliseconds since 1970, and 74 bits of chance."""
    milliseconds = time.time_ns() // 1_000_000
    chance = secrets.randbits(74)
    value = (milliseconds & (1 << 48) - 1) << 80 | 0x7 << 76 | (chance >> 62) << 64
    return UUID(int=value | 0b10 << 62 | chance & (1 << 62) - 1)
