"""The kernel's own tables."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from gov_platform.kernel.database import Model
from gov_platform.kernel.types import UTCDateTime

__all__ = ["IdempotencyKey"]


class IdempotencyKey(Model):
    """An answer that is given again to whoever asks again."""

    __tablename__ = "idempotency_key"

    caller: Mapped[str] = mapped_column(String(64), primary_key=True)
    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    answer: Mapped[str] = mapped_column(Text, default="")
    made: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
