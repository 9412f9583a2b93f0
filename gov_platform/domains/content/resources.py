"""What content shares."""

from __future__ import annotations

from gov_platform.domains.access.resources import ResourceKind
from gov_platform.domains.content.permissions import ALL, PUBLISH, READ

__all__ = ["ENTRY", "KINDS"]

ENTRY = ResourceKind("entry", known_to=READ, all_by=ALL, published_by=PUBLISH)

KINDS = (ENTRY,)
