"""The time, asked in one place, so that a test can set it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

__all__ = ["Clock", "now"]

Clock = Callable[[], datetime]
"""Tells the time, with its zone."""


def now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)
