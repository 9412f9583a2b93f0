"""Two folders change places: in one step where the system can, in two moves where it cannot."""

from __future__ import annotations

import ctypes
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["exchange"]

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # renameat2(2) on Linux; RENAME_SWAP of renamex_np(2) on macOS is the same number


def exchange(one: Path, other: Path, aside: Path) -> None:
    """Let two folders of one file system change places; `aside` is a free name for the way in two moves."""
    if not _in_one_step(os.fsencode(one), os.fsencode(other)):
        other.replace(aside)
        one.replace(other)
        aside.replace(one)


def _in_one_step(one: bytes, other: bytes) -> bool:
    """Ask the C library, which not everywhere has the call, nor every file system what it asks for."""
    library = ctypes.CDLL(None, use_errno=True)
    try:
        if sys.platform == "darwin":
            done = library.renamex_np(one, other, ctypes.c_uint(_RENAME_EXCHANGE))
        else:
            done = library.renameat2(_AT_FDCWD, one, _AT_FDCWD, other, ctypes.c_uint(_RENAME_EXCHANGE))
    except AttributeError:
        return False
    return bool(done == 0)
