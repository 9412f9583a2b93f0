"""What events look like from outside."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from gov_platform.domains.access.resources import State
from gov_platform.domains.events.models import LONGEST_ZONE
from gov_platform.domains.events.zones import named
from gov_platform.kernel.fields import Incoming, Integer, Line, Moment, Text
from gov_platform.kernel.paging import Paging

__all__ = ["ListedEvent", "OneEvent", "Wanted", "WrittenEvent"]

Zone = Annotated[
    Line,
    Field(max_length=LONGEST_ZONE, description="The time zone of the place: `Europe/Berlin`."),
    AfterValidator(named),
]


class WrittenEvent(Incoming):
    """An event as somebody writes it. Whether it is published is another question."""

    title: Line
    description: Text = Field(default="", description="Markdown, kept as it was sent.")
    starts_at: Moment
    ends_at: Moment = Field(description="Later than the start.")
    time_zone: Zone
    place: Line
    capacity: Annotated[Integer, Field(ge=1, strict=True)] | None = Field(
        default=None, description="How many may come; null where there is room for everybody."
    )

    @field_validator("ends_at")
    @classmethod
    def _is_later(cls, value: datetime, others: ValidationInfo) -> datetime:
        starts_at = others.data.get("starts_at")
        if starts_at is not None and value <= starts_at:
            raise ValueError("is not later than the start")
        return value


class Wanted(Paging):
    """Which events to list; all of the conditions hold."""

    sort: Literal["starts", "-starts", "created", "-created", "changed", "-changed", "title", "-title"] = (
        "starts"
    )
    state: State | None = None
    owner_id: UUID | None = Field(default=None, description="Whose they are.")
    since: Moment | None = Field(default=None, description="Those that start from this moment on.")
    until: Moment | None = Field(default=None, description="Those that start before this moment.")


class ListedEvent(BaseModel):
    """An event in a list, without its description."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    title: str
    starts_at: datetime = Field(description="In UTC.")
    ends_at: datetime = Field(description="In UTC.")
    time_zone: str
    place: str
    capacity: int | None
    state: State
    owner_id: UUID
    version: int = Field(description="It grows with each change; in quotes, it is the ETag.")
    created_at: datetime
    changed_at: datetime


class OneEvent(ListedEvent):
    """An event."""

    description: str = Field(
        description="Markdown. It is not made safe for a page: whoever renders it does that."
    )
