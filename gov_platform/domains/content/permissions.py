"""What content lets people do."""

from __future__ import annotations

from gov_platform.domains.accounts.roles import Permission, Role

__all__ = ["ALL", "CHANGE", "PERMISSIONS", "PUBLISH", "READ", "WRITE"]

READ = Permission("content:read", Role.VIEWER, "read published entries, and drafts that are shared with one")
# Whoever is signed in may ask: the grants on the entry itself decide what comes of it; one that is
# published, which everybody sees, needs PUBLISH too.
CHANGE = Permission("content:change", Role.VIEWER, "change entries that one owns or that are shared so far")
WRITE = Permission("content:write", Role.EDITOR, "write new entries")
PUBLISH = Permission(
    "content:publish", Role.EDITOR, "publish and withdraw entries that one manages, and change published ones"
)
ALL = Permission("content:all", Role.ADMIN, "do everything with all entries")

PERMISSIONS = (READ, CHANGE, WRITE, PUBLISH, ALL)
