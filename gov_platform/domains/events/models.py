"""What is stored of events."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from gov_platform.domains.access.resources import Published
from gov_platform.kernel.database import Model
from gov_platform.kernel.types import UTCDateTime

__all__ = ["LONGEST_ZONE", "Event"]

LONGEST_ZONE = 64
"""Characters of the name of a time zone."""


class Event(Published, Model):
    """What begins and ends, in UTC, at a place whose clocks are those of a time zone."""

    __tablename__ = "events"
    __table_args__ = (
        CheckConstraint("capacity >= 1", name="capacity"),
        CheckConstraint("ends_at > starts_at", name="ends_later"),
    )

    description: Mapped[str] = mapped_column(Text)
    starts_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    ends_at: Mapped[datetime] = mapped_column(UTCDateTime)
    time_zone: Mapped[str] = mapped_column(String(LONGEST_ZONE))
    place: Mapped[str] = mapped_column(String(255))
    # Without one, there is room for everybody.
    capacity: Mapped[int | None] = mapped_column(BigInteger)

    def facts(self) -> Mapping[str, object]:
        """What the audit log holds of it: of the description only which one it was."""
        return {
            **super().facts(),
            "description_sha256": hashlib.sha256(self.description.encode()).hexdigest(),
            "starts_at": self.starts_at.isoformat(),
            "ends_at": self.ends_at.isoformat(),
            "time_zone": self.time_zone,
            "place": self.place,
            "capacity": self.capacity,
        }
