"""The routes that carry bytes, within limits of their own."""

from __future__ import annotations

from gov_platform.kernel.limits import Transfer

__all__ = ["TRANSFERS"]

TRANSFERS = (Transfer("POST", "/files"), Transfer("GET", "/files/*/bytes"))
