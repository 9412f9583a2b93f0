"""The secret of an installation: the one that is set, or one of its own in the folder of data."""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gov_platform.settings import Settings

__all__ = ["secret_of"]

_FILE = "secret"


def secret_of(settings: Settings) -> bytes:
    """The secret that keys are derived from: where none is set, one is made once, for the owner alone."""
    if settings.secret is not None:
        return settings.secret.get_secret_value().encode()
    path = settings.folder / _FILE
    if not path.exists():
        # Written whole and then linked: of two processes that start at once, one wins and both read it.
        mine = path.with_name(f"{_FILE}.{secrets.token_hex(8)}")
        with os.fdopen(os.open(mine, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_urlsafe(48).encode())
            file.flush()
            os.fsync(file.fileno())
        try:
            path.hardlink_to(mine)
        except FileExistsError:
            pass
        finally:
            mine.unlink()
    return path.read_bytes()
