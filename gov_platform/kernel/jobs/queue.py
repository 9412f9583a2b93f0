"""The port of the queue, and its only adapter so far: a table.

Every change of a job names the state that it changes, and of a running one also the lease: of two that are
made at once, the database lets one through.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from asgi_correlation_id import correlation_id
from sqlalchemy import ColumnElement, and_, delete, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from gov_platform.kernel.clock import now as the_present
from gov_platform.kernel.ids import new_id
from gov_platform.kernel.redaction import hide
from gov_platform.kernel.rows import Job, JobState

if TYPE_CHECKING:
    from collections.abc import Collection
    from uuid import UUID

    from sqlalchemy.ext.asyncio import AsyncSession

    from gov_platform.kernel.jobs.handlers import AnyHandler, Handler, Payload

__all__ = [
    "Backlog", "Lease", "backlog", "cancel", "enqueue", "extend", "fail", "finish", "forget", "has_due",
    "interval_of", "lease_due", "pause_after", "plan", "release", "retry",
]  # fmt: skip

P = TypeVar("P", bound="Payload")

_LARGEST = 65_536
_LONGEST_ERROR = 1000
_FIRST_PAUSE, _FACTOR, _LONGEST_PAUSE = 5.0, 3.0, 3600.0
_GROWTHS = 10  # by then it is the longest, and no number is too large for a float
_KEPT, _DEAD_KEPT = timedelta(days=7), timedelta(days=90)
_OPEN = (JobState.WAITING, JobState.RUNNING)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Lease:
    """A job that a worker has taken, and until when it is the worker's alone."""

    id: UUID
    lease: UUID
    kind: str
    key: str
    payload: str
    attempt: int
    most_attempts: int
    correlation_id: str | None


@dataclass(frozen=True, slots=True)
class Backlog:
    """Since how many seconds the oldest job is due, and how many were given up."""

    oldest: float
    dead: int


async def enqueue(
    work: AsyncSession,
    handler: Handler[P],
    payload: P,
    *,
    at: datetime,
    key: str | None = None,
) -> UUID | None:
    """Write a job into a unit of work, to be run as soon as `at` has come; its identifier.

    None where a job of that kind has the same `key` already: nothing is written then.

    Raises:
        ValueError: The payload is larger than any should be.

    """
    return await _write(work, handler, payload.model_dump_json(), at, key)


def interval_of(now: datetime, every: timedelta) -> datetime:
    """When the interval that a moment lies in began; all workers count from the same beginning."""
    return _EPOCH + (now - _EPOCH) // every * every


async def plan(work: AsyncSession, handler: AnyHandler, begun: datetime) -> None:
    """Write the job of an interval of what recurs, unless another worker has."""
    await _write(work, handler, "{}", begun, begun.isoformat())


async def has_due(session: AsyncSession, kinds: Collection[str], now: datetime) -> bool:
    """Whether there is anything to take; asks without a lock."""
    return await session.scalar(select(Job.id).where(_due(kinds, now)).limit(1)) is not None


async def lease_due(
    work: AsyncSession, kinds: Collection[str], now: datetime, *, until: datetime, most: int
) -> list[Lease]:
    """Take what is due, the oldest first, also from workers that let their lease end.

    What was lost in its last attempt is given up instead.
    """
    # In two statements: PostgreSQL may run a subquery again, and lock more rows than it gives back.
    found = select(Job).where(_due(kinds, now)).order_by(Job.due_at, Job.id).limit(most)
    leases: list[Lease] = []
    for job in (await work.scalars(found.with_for_update(skip_locked=True))).all():
        if job.attempts >= job.most_attempts:
            job.state, job.lease, job.ended_at = JobState.DEAD, None, now
            job.error = "its worker was lost in the last attempt"
            continue
        job.state, job.lease, job.due_at = JobState.RUNNING, new_id(), until
        job.attempts += 1
        leases.append(
            Lease(
                job.id, job.lease, job.kind, job.key, job.payload, job.attempts, job.most_attempts,
                job.correlation_id,
            )
        )  # fmt: skip
    await work.flush()
    return leases


async def extend(work: AsyncSession, lease: Lease, until: datetime) -> bool:
    """Keep a job for longer; False if it is somebody else's or over."""
    return await _change(work, _held(lease), due_at=until)


async def finish(work: AsyncSession, lease: Lease, now: datetime) -> bool:
    """End a job that is done; False if it is somebody else's or over, and what it changed must not stay."""
    return await _change(work, _held(lease), state=JobState.DONE, lease=None, ended_at=now, error="")


async def release(work: AsyncSession, lease: Lease, now: datetime) -> bool:
    """Give a job back unfinished, as if it had not been taken."""
    changes = {"state": JobState.WAITING, "lease": None, "due_at": now, "attempts": lease.attempt - 1}
    return await _change(work, _held(lease), **changes)


async def fail(work: AsyncSession, lease: Lease, why: str, now: datetime, *, is_final: bool) -> bool:
    """Let a job wait for its next attempt, or set it aside: as dead, for an administrator to look at."""
    error = str(hide(why))[:_LONGEST_ERROR]
    if is_final:
        changes = {"state": JobState.DEAD, "lease": None, "ended_at": now, "error": error}
    else:
        due = now + pause_after(lease.attempt, secrets.randbelow(1001) / 1000)
        changes = {"state": JobState.WAITING, "lease": None, "due_at": due, "error": error}
    return await _change(work, _held(lease), **changes)


def pause_after(attempt: int, chance: float) -> timedelta:
    """How long a job rests after a failed attempt: three times as long each time, up to an hour.

    Chance, from 0 to 1, takes up to half of it away, so that what failed together does not return together.
    """
    whole = min(_FIRST_PAUSE * _FACTOR ** min(attempt - 1, _GROWTHS), _LONGEST_PAUSE)
    return timedelta(seconds=whole * (1 - chance / 2))


async def cancel(work: AsyncSession, identifier: UUID, now: datetime) -> bool:
    """End a job that has not ended. One that runs loses its lease: nothing that it changed stays."""
    open_one = and_(Job.id == identifier, Job.state.in_(_OPEN))
    return await _change(work, open_one, state=JobState.CANCELLED, lease=None, ended_at=now)


async def retry(work: AsyncSession, identifier: UUID, now: datetime) -> bool:
    """Run a job again that was given up or cancelled, with all its attempts."""
    over = and_(Job.id == identifier, Job.state.in_((JobState.DEAD, JobState.CANCELLED)))
    return await _change(work, over, state=JobState.WAITING, due_at=now, attempts=0, ended_at=None)


async def backlog(session: AsyncSession, now: datetime) -> Backlog:
    """How far behind the workers are."""
    open_and_due = and_(Job.state.in_(_OPEN), Job.due_at <= now)
    oldest = await session.scalar(select(func.min(Job.due_at)).where(open_and_due))
    dead = await session.scalar(select(func.count()).select_from(Job).where(Job.state == JobState.DEAD))
    return Backlog((now - oldest).total_seconds() if oldest is not None else 0.0, dead or 0)


async def forget(work: AsyncSession, now: datetime) -> None:
    """Delete what ended long ago."""
    is_dead = Job.state == JobState.DEAD
    old = or_(and_(~is_dead, Job.ended_at < now - _KEPT), and_(is_dead, Job.ended_at < now - _DEAD_KEPT))
    await work.execute(delete(Job).where(old))


async def _write(
    work: AsyncSession, handler: AnyHandler, payload: str, at: datetime, key: str | None
) -> UUID | None:
    if len(payload) > _LARGEST:
        raise ValueError(f"the payload of a job of kind {handler.kind} is over {_LARGEST} characters")
    identifier = new_id()
    insert = postgresql.insert if work.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = insert(Job).values(
        id=identifier,
        kind=handler.kind,
        key=key or identifier.hex,
        payload=payload,
        state=JobState.WAITING,
        due_at=at,
        attempts=0,
        most_attempts=handler.attempts,
        error="",
        correlation_id=correlation_id.get(),
        created_at=the_present(),
    )
    statement = statement.on_conflict_do_nothing(index_elements=[Job.kind, Job.key])
    return await work.scalar(statement.returning(Job.id))


def _due(kinds: Collection[str], now: datetime) -> ColumnElement[bool]:
    return and_(Job.state.in_(_OPEN), Job.due_at <= now, Job.kind.in_(kinds))


def _held(lease: Lease) -> ColumnElement[bool]:
    return and_(Job.id == lease.id, Job.state == JobState.RUNNING, Job.lease == lease.lease)


async def _change(work: AsyncSession, which: ColumnElement[bool], **values: object) -> bool:
    statement = update(Job).where(which).values(values).returning(Job.id)
    return await work.scalar(statement.execution_options(synchronize_session=False)) is not None
