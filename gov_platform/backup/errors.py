"""Why nothing was backed up or restored, told to whoever asked on the command line."""

from __future__ import annotations

__all__ = ["BackupError"]


class BackupError(Exception):
    """Nothing was changed; the words say what is wrong and what to do."""
