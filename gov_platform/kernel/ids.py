"""Identifiers of rows: they sort by the moment they were made, and nobody can guess the next one.

The form is that of UUID version 7 (RFC 9562, section 5.7), with a finer clock (section 6.2, method 3).
"""

from __future__ import annotations

import secrets
import time
from uuid import UUID

__all__ = ["new_id"]

_MILLISECOND = 1_000_000


def new_id() -> UUID:
    """A new identifier: 48 bits of milliseconds since 1970, 12 of parts of one, and 62 bits of chance."""
    milliseconds, rest = divmod(time.time_ns(), _MILLISECOND)
    value = (milliseconds & (1 << 48) - 1) << 80 | 0x7 << 76 | (rest << 12) // _MILLISECOND << 64
    return UUID(int=value | 0b10 << 62 | secrets.randbits(62))
