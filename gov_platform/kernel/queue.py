"""Who waits for a connection gets one in the order of asking.

SQLAlchemy's own queue lets whoever asks just now take what was given back for somebody who has waited: under
load some wait a hundred times longer than others.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TypeVar

from sqlalchemy.pool import AsyncAdaptedQueuePool, ConnectionPoolEntry
from sqlalchemy.util import await_only
from sqlalchemy.util.queue import Empty, Full, QueueCommon

__all__ = ["FairPool"]

T = TypeVar("T")


class FairQueue(QueueCommon[T]):
    """Things that are lent; what is given back goes to whoever has waited longest."""

    def __init__(self, maxsize: int = 0, use_lifo: bool = False) -> None:  # noqa: FBT001, FBT002 - as SQLAlchemy calls it
        """Hold that many at most; the last one that was given back is lent next."""
        self.maxsize = maxsize
        self.use_lifo = use_lifo
        self._items: list[T] = []
        self._waiting: deque[asyncio.Future[T]] = deque()

    def empty(self) -> bool:
        """Whether there is nothing to lend."""
        return not self._items

    def full(self) -> bool:
        """Whether nothing more is taken."""
        return 0 < self.maxsize <= len(self._items)

    def qsize(self) -> int:
        """How many there are to lend."""
        return len(self._items)

    def put_nowait(self, item: T) -> None:
        """Give something to whoever has waited longest, or keep it."""
        while self._waiting:
            waiting = self._waiting.popleft()
            if not waiting.done():
                waiting.set_result(item)
                return
        if self.full():
            raise Full
        self._items.append(item)

    def put(self, item: T, block: bool = True, timeout: float | None = None) -> None:  # noqa: ARG002, FBT001, FBT002 - likewise
        """Take something back; there is always room for it."""
        self.put_nowait(item)

    def get_nowait(self) -> T:
        """Lend something that is there."""
        if not self._items:
            raise Empty
        return self._items.pop()

    def get(self, block: bool = True, timeout: float | None = None) -> T:  # noqa: FBT001, FBT002 - likewise
        """Lend something, as soon as there is something."""
        if self._items or not block:
            return self.get_nowait()
        return await_only(self._wait(timeout))

    async def _wait(self, timeout: float | None) -> T:  # noqa: ASYNC109 - the pool's own
        waiting: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append(waiting)
        try:
            async with asyncio.timeout(timeout):
                return await waiting
        except BaseException as error:
            if waiting.done() and not waiting.cancelled():
                # It was lent at the moment at which nobody waited any more.
                self.put_nowait(waiting.result())
            if isinstance(error, TimeoutError):
                raise Empty from None
            raise


class FairPool(AsyncAdaptedQueuePool):
    """A pool of connections that are lent in the order of asking."""

    _queue_class = FairQueue[ConnectionPoolEntry]
