"""What events shares."""

from __future__ import annotations

from gov_platform.domains.access.resources import ResourceKind
from gov_platform.domains.events.permissions import ALL, PUBLISH, READ

__all__ = ["EVENT", "KINDS"]

EVENT = ResourceKind("event", known_to=READ, all_by=ALL, published_by=PUBLISH)

KINDS = (EVENT,)
