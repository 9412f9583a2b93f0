"""What health looks like from outside."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

__all__ = ["Health", "Part", "State"]

State = Literal["pass", "warn", "fail"]


class Part(BaseModel):
    """One part: what was measured, and when."""

    status: State
    observed_value: float | None = Field(default=None, description="What was measured.")
    observed_unit: str | None = Field(default=None, description="Its unit: seconds, percent.")
    output: str = Field(default="", description="Why it does not pass.")
    time: datetime


class Health(BaseModel):
    """The state of the whole: the worst of its parts."""

    status: State
    version: str
    checks: dict[str, Part]
