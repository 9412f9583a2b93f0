"""What files let people do."""

from __future__ import annotations

from gov_platform.domains.accounts.roles import Permission, Role

__all__ = ["ALL", "CHANGE", "PERMISSIONS", "READ", "WRITE"]

READ = Permission("files:read", Role.VIEWER, "see and download files that are shared with one")
# Whoever is signed in may ask: the grants on the file itself decide what comes of it.
CHANGE = Permission(
    "files:change", Role.VIEWER, "describe and remove files that one owns or that are shared so far"
)
WRITE = Permission("files:write", Role.EDITOR, "upload files")
ALL = Permission("files:all", Role.ADMIN, "do everything with all files")

PERMISSIONS = (READ, CHANGE, WRITE, ALL)
