"""What files shares."""

from __future__ import annotations

from gov_platform.domains.access.resources import ResourceKind
from gov_platform.domains.files.permissions import ALL, READ

__all__ = ["FILE", "KINDS"]

FILE = ResourceKind("file", known_to=READ, all_by=ALL)

KINDS = (FILE,)
