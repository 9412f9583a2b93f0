"""Checks of parts, each with a time limit and a result that is kept for a while."""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import anyio
import anyio.to_thread
import psutil

from gov_platform.domains.health.schemas import Health, Part
from gov_platform.kernel.errors import Problem
from gov_platform.kernel.jobs.queue import backlog
from gov_platform.ports.mailer import MailDeferredError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from sqlalchemy.ext.asyncio import AsyncSession

    from gov_platform.domains.health.schemas import State
    from gov_platform.kernel.clock import Clock

__all__ = ["Checks", "Measured", "of_database", "of_machine", "of_storage"]

_SECONDS = 1.0
_KEPT = 2.0
# A mail server is not greeted as often as we are asked.
_KEPT_OF_MAIL = 30.0
_BEHIND = 60.0
_WARN, _FAIL = 90.0, 98.0


@dataclass(frozen=True, slots=True)
class Measured:
    """What a check found."""

    status: State
    value: float | None = None
    unit: str | None = None
    output: str = ""
    # For how many seconds it is not measured again.
    kept: float = _KEPT


@dataclass(slots=True)
class _Kept:
    part: Part
    until: float


@dataclass(slots=True)
class Checks:
    """The checks of one application by name. A check that raises or takes over a second fails."""

    version: str
    clock: Clock
    checks: dict[str, Callable[[], Awaitable[Measured]]]
    _kept: dict[str, _Kept] = field(default_factory=dict)
    _locks: dict[str, asyncio.Lock] = field(default_factory=dict)

    async def health(self) -> Health:
        """Run every check whose result is old, all at once."""
        parts = await asyncio.gather(*(self._part(name) for name in self.checks))
        states = {part.status for part in parts}
        worst: State = "fail" if "fail" in states else "warn" if "warn" in states else "pass"
        return Health(status=worst, version=self.version, checks=dict(zip(self.checks, parts, strict=True)))

    async def _part(self, name: str) -> Part:
        async with self._locks.setdefault(name, asyncio.Lock()):
            kept = self._kept.get(name)
            if kept is None or kept.until < time.monotonic():
                found = await self._run(name)
                kept = self._kept[name] = _Kept(self._told(found), time.monotonic() + found.kept)
            return kept.part

    async def _run(self, name: str) -> Measured:
        try:
            async with asyncio.timeout(_SECONDS):
                return await self.checks[name]()
        except TimeoutError:
            return Measured("fail", output=f"it took longer than {_SECONDS:g} second")
        except Problem as error:
            return Measured("fail", output=error.detail)

    def _told(self, found: Measured) -> Part:
        return Part(
            status=found.status,
            observed_value=found.value,
            observed_unit=found.unit,
            output=found.output,
            time=self.clock(),
        )


def of_database(ping: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[Measured]]:
    """A check that asks the database for nothing and measures how long that takes."""

    async def check() -> Measured:
        began = time.perf_counter()
        await ping()
        return Measured("pass", round(time.perf_counter() - began, 4), "seconds")

    return check


def of_queue(
    reading: Callable[[], AbstractAsyncContextManager[AsyncSession]], clock: Clock
) -> Callable[[], Awaitable[Measured]]:
    """A check of jobs: workers that are behind, and jobs that were given up, are warnings."""

    async def check() -> Measured:
        async with reading() as session:
            found = await backlog(session, clock())
        words = []
        if found.oldest > _BEHIND:
            words.append(f"a job is due for {found.oldest:.0f} seconds: does a worker run?")
        if found.dead:
            words.append(f"{found.dead} dead jobs wait for an administrator")
        return Measured("warn" if words else "pass", round(found.oldest, 3), "seconds", "; ".join(words))

    return check


def of_mail(probe: Callable[[], Awaitable[str]]) -> Callable[[], Awaitable[Measured]]:
    """A check of whatever takes mail: without it the platform answers all the same, and mail waits."""

    async def check() -> Measured:
        try:
            async with asyncio.timeout(_SECONDS * 0.9):
                return Measured("pass", output=await probe(), kept=_KEPT_OF_MAIL)
        except TimeoutError:
            why = "the mail server takes too long to answer"
        except MailDeferredError as error:
            why = str(error)
        return Measured("warn", output=why, kept=_KEPT_OF_MAIL)

    return check


def of_machine(folder: Path) -> dict[str, Callable[[], Awaitable[Measured]]]:
    """Checks of processor, memory and the disk of a folder: nearly full is a warning, full a failure."""

    async def cpu() -> Measured:
        # A busy processor answers all the same.
        used = psutil.cpu_percent()
        return Measured("warn" if used >= _FAIL else "pass", used, "percent")

    async def memory() -> Measured:
        return _used(psutil.virtual_memory().percent, "memory")

    async def disk() -> Measured:
        return _used(psutil.disk_usage(str(folder)).percent, "disk")

    return {"cpu": cpu, "memory": memory, "disk": disk}


def of_storage(folder: Path) -> Callable[[], Awaitable[Measured]]:
    """A check that writes a file into a folder, to its disk, and removes it; how long that takes.

    A disk that hangs keeps one thread, and no more with each question.
    """
    one = anyio.CapacityLimiter(1)

    def write() -> None:
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".health-") as file:
            file.write(b"health")
            file.flush()
            os.fsync(file.fileno())

    async def check() -> Measured:
        began = time.perf_counter()
        try:
            await anyio.to_thread.run_sync(write, limiter=one, abandon_on_cancel=True)
        except OSError as error:
            return Measured("fail", output=f"the folder of data cannot be written: {error.strerror}")
        return Measured("pass", round(time.perf_counter() - began, 4), "seconds")

    return check


def _used(percent: float, what: str) -> Measured:
    status: State = "fail" if percent >= _FAIL else "warn" if percent >= _WARN else "pass"
    return Measured(status, percent, "percent", "" if status == "pass" else f"{what} is {percent:g} % used")
