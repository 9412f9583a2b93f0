"""Work on many pages that uses a second core: half of it is done by a copy of this process."""

from __future__ import annotations

import gc
import os
import sys
import threading
import traceback
from typing import TYPE_CHECKING, TypeVar

from mkdocs.exceptions import PluginError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["in_halves"]

# For fewer, a copy of the process costs more than it saves.
WORTH_A_COPY = 1000
_T = TypeVar("_T")


def in_halves(things: Sequence[_T], work: Callable[[Sequence[_T]], None]) -> None:
    """Do work that only writes files, for all things; what it learns in memory is lost for half of them."""
    if len(things) < WORTH_A_COPY or not _can_be_copied():
        work(things)
        return
    middle = len(things) // 2
    # What is there is left alone by both when they look for garbage, and so stays in memory once.
    gc.freeze()
    copy = os.fork()
    if copy == 0:
        _work_as_copy(things[middle:], work)
    try:
        work(things[:middle])
    finally:
        _, status = os.waitpid(copy, 0)
        gc.unfreeze()
    if status:
        raise PluginError("the second half of the item pages could not be written: see above")


def _can_be_copied() -> bool:
    """Whether there is a second core, and no other thread, whose locks a copy would find closed for ever."""
    return hasattr(os, "fork") and (os.cpu_count() or 1) > 1 and threading.active_count() == 1


def _work_as_copy(things: Sequence[_T], work: Callable[[Sequence[_T]], None]) -> None:
    """Work, and end without anything that the first process will do at its own end."""
    status = 1
    try:
        work(things)
        status = 0
    except BaseException:  # noqa: BLE001 - whatever it is, the first process has to hear of it
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(status)
