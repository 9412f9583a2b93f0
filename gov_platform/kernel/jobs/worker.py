"""Runs what is due: a few jobs at a time, each under a lease that is renewed while it runs."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog
from asgi_correlation_id import correlation_id

from gov_platform.kernel.errors import Problem
from gov_platform.kernel.jobs import queue
from gov_platform.kernel.jobs.handlers import GiveUp, Run

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from gov_platform.kernel.context import Context
    from gov_platform.kernel.jobs.handlers import AnyHandler
    from gov_platform.kernel.jobs.queue import Lease
    from gov_platform.ports.mailer import Mailer

__all__ = ["LEASE", "Worker"]

LEASE = timedelta(seconds=60)
"""After how long a job that nobody renews is another worker's."""

_POLL = 0.5
_PAUSE_AFTER_A_FAULT = 2.0
_LAST_WORDS = 2.0
_log = structlog.get_logger("gov_platform.jobs")


class _LostLeaseError(Exception):
    """Another worker has the job, or it was cancelled: what this run changed must not stay."""


class Worker:
    """One worker of an installation; any number may run, in any number of processes."""

    def __init__(
        self,
        context: Context,
        mailer: Mailer,
        handlers: Iterable[AnyHandler],
        *,
        lease: timedelta = LEASE,
        poll: float = _POLL,
    ) -> None:
        """Do the kinds of job that have a handler here, and leave others to workers that know them."""
        self._context = context
        self._mailer = mailer
        self._handlers = {handler.kind: handler for handler in handlers}
        self._lease = lease
        self._poll = poll
        self._running: set[asyncio.Task[None]] = set()
        self._planned: dict[str, datetime] = {}

    async def run(self, stop: asyncio.Event, *, grace: float) -> None:
        """Work until told to stop; what then runs has `grace` seconds to end, and is given back."""
        stopping = asyncio.create_task(stop.wait())
        try:
            while not stop.is_set():
                await self._wait(stopping, await self._take())
            if self._running:
                await asyncio.wait(self._running, timeout=grace)
        finally:
            stopping.cancel()
            for task in self._running:
                task.cancel()
            if self._running:
                await asyncio.wait(self._running, timeout=_LAST_WORDS)

    async def run_due(self) -> int:
        """Run all that is due to its end, and return how many attempts that took."""
        ran = 0
        while True:
            await self._take()
            if not self._running:
                return ran
            ran += len(self._running)
            await asyncio.wait(self._running)

    async def _take(self) -> float:
        """Start as many jobs as there is room for; how long to wait before the next look."""
        room = self._context.settings.job_slots - len(self._running)
        if room <= 0:
            return self._poll
        try:
            leases = await self._leased(room)
        except Problem:
            return _PAUSE_AFTER_A_FAULT  # the database told the log why
        except Exception as error:  # noqa: BLE001 - a worker outlives whatever one look meets
            _log.error("queue_unreadable", exc_info=error)
            return _PAUSE_AFTER_A_FAULT
        for lease in leases:
            task = asyncio.create_task(self._attempt(lease))
            self._running.add(task)
            task.add_done_callback(self._running.discard)
        return 0.0 if len(leases) == room else self._poll

    async def _wait(self, stopping: asyncio.Task[bool], seconds: float) -> None:
        full = len(self._running) >= self._context.settings.job_slots
        first = {stopping, *self._running} if full else {stopping}
        if full or seconds:
            await asyncio.wait(first, timeout=seconds or self._poll, return_when=asyncio.FIRST_COMPLETED)

    async def _leased(self, most: int) -> list[Lease]:
        database, now = self._context.database, self._context.clock()
        await self._plan(now)
        kinds = list(self._handlers)
        async with database.reading() as session:
            # Whoever has nothing to do takes no lock.
            if not await queue.has_due(session, kinds, now):
                return []
        async with database.unit_of_work() as work:
            leases = await queue.lease_due(work, kinds, now, until=now + self._lease, most=most)
            await work.commit()
        return leases

    async def _plan(self, now: datetime) -> None:
        """Make sure of the jobs of what recurs; asks the database only when an interval begins."""
        for handler in self._handlers.values():
            if handler.every is None:
                continue
            begun = queue.interval_of(now, handler.every)
            if self._planned.get(handler.kind) != begun:
                async with self._context.database.unit_of_work() as work:
                    await queue.plan(work, handler, begun)
                    await work.commit()
                self._planned[handler.kind] = begun

    async def _attempt(self, lease: Lease) -> None:
        """Run a job once, under the correlation identifier of the request that caused it."""
        correlation_id.set(lease.correlation_id)
        structlog.contextvars.bind_contextvars(job=str(lease.id), kind=lease.kind, attempt=lease.attempt)
        mine = asyncio.current_task()
        beating = asyncio.create_task(self._keep(lease, mine))
        try:
            await self._do(lease)
            _log.info("job_done")
        except _LostLeaseError:
            _log.warning("job_lost")
        except asyncio.CancelledError:
            await self._give_back(lease)
        except GiveUp as error:
            await self._failed(lease, error, is_final=True)
        except Exception as error:  # noqa: BLE001 - whatever a handler raises is one failed attempt
            await self._failed(lease, error, is_final=lease.attempt >= lease.most_attempts)
        finally:
            beating.cancel()

    async def _do(self, lease: Lease) -> None:
        handler, context = self._handlers[lease.kind], self._context
        async with asyncio.timeout(handler.seconds), context.database.unit_of_work() as work:
            run = Run(lease.id, lease.key, lease.attempt, context, self._mailer, work)
            await handler.perform(run, lease.payload)
            if not await queue.finish(work, lease, context.clock()):
                raise _LostLeaseError
            await work.commit()

    async def _keep(self, lease: Lease, running: asyncio.Task[None] | None) -> None:
        """Renew a lease until it is lost; then nothing that its run does would count."""
        while True:
            await asyncio.sleep(self._lease.total_seconds() / 3)
            try:
                async with self._context.database.unit_of_work() as work:
                    is_ours = await queue.extend(work, lease, self._context.clock() + self._lease)
                    await work.commit()
            except Problem:
                continue  # the database told the log why; there is time for another attempt
            if not is_ours and running is not None:
                running.cancel()
                return

    async def _give_back(self, lease: Lease) -> None:
        with suppress(Problem):
            async with self._context.database.unit_of_work() as work:
                is_ours = await queue.release(work, lease, self._context.clock())
                await work.commit()
            _log.info("job_released" if is_ours else "job_lost")

    async def _failed(self, lease: Lease, error: Exception, *, is_final: bool) -> None:
        write = _log.error if is_final else _log.warning
        write("job_given_up" if is_final else "job_failed", exc_info=error)
        why = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        with suppress(Problem):  # its lease ends by itself
            async with self._context.database.unit_of_work() as work:
                await queue.fail(work, lease, why, self._context.clock(), is_final=is_final)
                await work.commit()
