"""What content looks like from outside."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from gov_platform.domains.access.resources import State
from gov_platform.domains.content.models import LONGEST_SLUG, LONGEST_WORD
from gov_platform.kernel.fields import Incoming, Line, Text
from gov_platform.kernel.paging import Paging

__all__ = ["ListedEntry", "OneEntry", "Wanted", "WrittenEntry"]

Kind = Annotated[
    str,
    Field(max_length=LONGEST_WORD, pattern="^[a-z][a-z0-9_]*$", description="What sort of entry: `page`."),
]
Slug = Annotated[
    str,
    Field(
        max_length=LONGEST_SLUG,
        pattern="^[a-z0-9]+(?:-[a-z0-9]+)*$",
        description="Its name in addresses, which no other entry of its kind has: `about-us`.",
    ),
]


class WrittenEntry(Incoming):
    """An entry as somebody writes it. Whether it is published is another question."""

    kind: Kind
    slug: Slug
    title: Line
    body: Text = Field(default="", description="Markdown, kept as it was sent.")


class Wanted(Paging):
    """Which entries to list; all of the conditions hold."""

    sort: Literal["created", "-created", "changed", "-changed", "title", "-title"] = "-created"
    kind: Kind | None = None
    slug: Slug | None = None
    state: State | None = None
    owner_id: UUID | None = Field(default=None, description="Whose they are.")


class ListedEntry(BaseModel):
    """An entry in a list, without its text."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    kind: str
    slug: str
    title: str
    state: State
    owner_id: UUID
    version: int = Field(description="It grows with each change; in quotes, it is the ETag.")
    created_at: datetime
    changed_at: datetime


class OneEntry(ListedEntry):
    """An entry."""

    body: str = Field(description="Markdown. It is not made safe for a page: whoever renders it does that.")
