"""What a domain says of a kind of job, and what its function is given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from uuid import UUID

    from sqlalchemy.ext.asyncio import AsyncSession

    from gov_platform.kernel.context import Context
    from gov_platform.ports.mailer import Mailer

__all__ = ["AnyHandler", "GiveUp", "Handler", "Nothing", "Payload", "Run"]

_LONGEST_KIND = 64
_RAREST = timedelta(days=1)


class Payload(BaseModel):
    """What a job knows. It is stored as it is and shown to administrators: no secret belongs in it."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Nothing(Payload):
    """The payload of jobs that need none."""


P = TypeVar("P", bound=Payload)


class GiveUp(Exception):  # noqa: N818 - what a handler does
    """Raised by a handler whose job no further attempt would help; the reason stays with the job."""


@dataclass(frozen=True, slots=True)
class Run:
    """One attempt at a job.

    What is changed by `work` is committed with the job's end; a handler never commits it. `key` is the same
    in every attempt: whatever leaves the database carries it, so that the other side knows a repetition.
    """

    id: UUID
    key: str
    attempt: int
    context: Context
    mailer: Mailer
    work: AsyncSession


class AnyHandler(Protocol):
    """A kind of job as a worker sees it, whatever its payload."""

    @property
    def kind(self) -> str:
        """Its name."""

    @property
    def attempts(self) -> int:
        """How often it is tried."""

    @property
    def seconds(self) -> float:
        """How long an attempt may take."""

    @property
    def every(self) -> timedelta | None:
        """How often there is one of it by itself."""

    async def perform(self, run: Run, written: str) -> None:
        """Make an attempt."""


@dataclass(frozen=True, slots=True)
class Handler(Generic[P]):
    """A kind of job: its name, its payload, and the function that does it.

    An attempt takes `seconds` at most. With `every`, one job of the kind is made for each such interval, by
    whichever worker is first; one that was missed is made up for once. A function that keeps the processor
    to itself for longer than a lease loses its job to another worker: long work goes to a thread.
    """

    kind: str
    payload: type[P]
    run: Callable[[Run, P], Awaitable[None]]
    attempts: int = 8
    seconds: float = 60.0
    every: timedelta | None = None

    def __post_init__(self) -> None:
        """Refuse what could not be kept."""
        if len(self.kind) > _LONGEST_KIND or self.attempts < 1:
            raise ValueError(f"{self.kind}: a kind has {_LONGEST_KIND} letters at most, and an attempt")
        if self.every is not None and (self.payload is not Nothing or self.every > _RAREST):
            raise ValueError(f"{self.kind}: what recurs does so daily or more often, and knows nothing")

    async def perform(self, run: Run, written: str) -> None:
        """Make an attempt, with the payload as it was stored.

        Raises:
            GiveUp: The payload is of another form.

        """
        try:
            payload = self.payload.model_validate_json(written)
        except ValidationError:
            # Its own words would tell what was in it.
            raise GiveUp("the payload is of another form: was it written by another version?") from None
        await self.run(run, payload)
