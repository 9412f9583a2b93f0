"""The same people as where everything is tested that belongs to somebody."""

from __future__ import annotations

from tests.platform.access.conftest import admin, editor, viewer
from tests.platform.accounts.conftest import app, clock, context, settings

__all__ = ["admin", "app", "clock", "context", "editor", "settings", "viewer"]
