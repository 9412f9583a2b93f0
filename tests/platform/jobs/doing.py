"""Jobs whose effects can be counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import MetaData, String, insert, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from gov_platform.kernel.database import NAMING
from gov_platform.kernel.jobs.handlers import Handler, Payload
from gov_platform.kernel.jobs.queue import enqueue
from gov_platform.kernel.jobs.worker import Worker
from gov_platform.kernel.rows import Job

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from uuid import UUID

    from gov_platform.kernel.context import Context
    from gov_platform.kernel.jobs.handlers import AnyHandler, Run
    from gov_platform.ports.mailer import Mail

    Step = Callable[[Run, "Named"], Awaitable[None]]


class Effects(DeclarativeBase):
    """Beside the platform's models, so that no migration knows of it."""

    metadata = MetaData(naming_convention=NAMING)


class Effect(Effects):
    """What a job has done. Nothing is unique: what is done twice is there twice."""

    __tablename__ = "effect"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    name: Mapped[str] = mapped_column(String(200))


class Named(Payload):
    """What a job of the tests knows."""

    name: str


class Outbox:
    """A mailer that keeps what it is given, or fails as it is told."""

    def __init__(self) -> None:
        self.sent: list[Mail] = []
        self.keys: list[str] = []
        self.failure: Exception | None = None

    async def send(self, mail: Mail, key: str) -> None:
        if self.failure is not None:
            raise self.failure
        self.sent.append(mail)
        self.keys.append(key)

    async def check(self) -> str:
        if self.failure is not None:
            raise self.failure
        return ""


async def nothing(_run: Run, _named: Named) -> None:
    """Do no more than the effect."""


def doing(step: Step = nothing, *, kind: str = "test.name", attempts: int = 8) -> Handler[Named]:
    """A handler that has its effect, and then takes a step that may fail."""

    async def run(run: Run, named: Named) -> None:
        await run.work.execute(insert(Effect).values(name=named.name))
        await step(run, named)

    return Handler(kind, Named, run, attempts=attempts)


def worker(context: Context, *handlers: AnyHandler, **how: object) -> Worker:
    """A worker of an installation."""
    return Worker(context, Outbox(), handlers, **how)  # type: ignore[arg-type] # each test knows how


async def put(context: Context, handler: Handler[Named], name: str = "one") -> UUID:
    """Enqueue a job and commit it."""
    async with context.database.unit_of_work() as work:
        identifier = await enqueue(work, handler, Named(name=name), at=context.clock())
        await work.commit()
    assert identifier is not None
    return identifier


async def effects(context: Context) -> list[str]:
    """What was done, in order of names."""
    async with context.database.reading() as session:
        return sorted(await session.scalars(select(Effect.name)))


async def stored(context: Context, identifier: UUID) -> Job:
    """A job as it is in the database."""
    async with context.database.reading() as session:
        return await session.get_one(Job, identifier)
