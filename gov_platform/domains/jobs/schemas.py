"""What jobs look like from outside."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from gov_platform.kernel.fields import Line
from gov_platform.kernel.paging import Paging
from gov_platform.kernel.rows import JobState

__all__ = ["ListedJob", "OneJob", "Wanted"]


class Wanted(Paging):
    """Which jobs to list."""

    sort: Literal["created", "-created", "due", "-due"] = "-created"
    state: JobState | None = Field(default=None, description="How far they have come.")
    kind: Annotated[Line | None, Field(description="What they do.")] = None


class ListedJob(BaseModel):
    """A job in a list."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    kind: str
    state: JobState
    due_at: datetime = Field(
        description="When it may be run; while it runs, when another worker may take it."
    )
    attempts: int
    most_attempts: int
    error: str = Field(description="Why the last attempt failed.")
    correlation_id: str | None = Field(description="The request that caused it.")
    created_at: datetime
    ended_at: datetime | None


class OneJob(ListedJob):
    """A job, with what it knows."""

    key: str = Field(description="The same in every attempt.")
    payload: dict[str, object]
