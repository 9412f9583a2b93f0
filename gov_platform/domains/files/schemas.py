"""What files look like from outside."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from gov_platform.kernel.fields import Incoming, Integer, Line, Text
from gov_platform.kernel.paging import Paging

__all__ = ["DescribedFile", "OneFile", "Uploaded", "Wanted"]

Name = Annotated[Line, Field(description="What it is called where it is downloaded: `report.pdf`.")]
Description = Annotated[Text, Field(max_length=2000)]


class Uploaded(BaseModel):
    """What is told of a file with its bytes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Name
    title: Line | None = Field(default=None, description="Its name, if nothing is said.")
    description: Description = ""


class DescribedFile(Incoming):
    """What is told of a file. Its bytes never change: another version is another file."""

    name: Name
    title: Line
    description: Description = ""


class Wanted(Paging):
    """Which files to list; all of the conditions hold."""

    sort: Literal[
        "created", "-created", "changed", "-changed", "title", "-title", "name", "-name", "size", "-size"
    ] = "-created"
    media_type: Annotated[Line | None, Field(description="What they are: `image/png`.")] = None
    owner_id: UUID | None = Field(default=None, description="Whose they are.")
    least: Annotated[Integer, Field(ge=0)] | None = Field(default=None, description="Bytes at least.")
    most: Annotated[Integer, Field(ge=0)] | None = Field(default=None, description="Bytes at most.")


class OneFile(BaseModel):
    """A file, without its bytes."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    title: str
    description: str
    media_type: str = Field(description="What its first bytes say that it is.")
    size: int = Field(description="In bytes.")
    sha256: str = Field(description="The SHA-256 of its bytes, in hexadecimal digits.")
    owner_id: UUID
    version: int = Field(description="It grows with each change; in quotes, it is the ETag.")
    created_at: datetime
    changed_at: datetime
