"""What events let people do."""

from __future__ import annotations

from gov_platform.domains.accounts.roles import Permission, Role

__all__ = ["ALL", "CHANGE", "PERMISSIONS", "PUBLISH", "READ", "WRITE"]

READ = Permission("events:read", Role.VIEWER, "read published events, and drafts that are shared with one")
# Whoever is signed in may ask: the grants on the event itself decide what comes of it; one that is
# published, which everybody sees, needs PUBLISH too.
CHANGE = Permission("events:change", Role.VIEWER, "change events that one owns or that are shared so far")
WRITE = Permission("events:write", Role.EDITOR, "write new events")
PUBLISH = Permission(
    "events:publish", Role.EDITOR, "publish and withdraw events that one manages, and change published ones"
)
ALL = Permission("events:all", Role.ADMIN, "do everything with all events")

PERMISSIONS = (READ, CHANGE, WRITE, PUBLISH, ALL)
