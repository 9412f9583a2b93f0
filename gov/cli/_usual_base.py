"""Where a branch most likely began, as long as nobody says it."""

from __future__ import annotations

__all__ = ["USUAL_BASES"]

# The first that is there.
USUAL_BASES = ("origin/HEAD", "origin/main", "origin/master", "main", "master")
