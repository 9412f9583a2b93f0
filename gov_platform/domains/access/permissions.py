"""What access lets people do."""

from __future__ import annotations

from gov_platform.domains.accounts.roles import Permission, Role

__all__ = [
    "ASSIGN_ROLES", "DISABLE_ACCOUNTS", "PERMISSIONS", "READ_ACCOUNTS", "READ_AUDIT", "READ_GRANTS", "SHARE",
]  # fmt: skip

READ_ACCOUNTS = Permission("accounts:read", Role.ADMIN, "see everybody's account and role")
ASSIGN_ROLES = Permission("roles:assign", Role.ADMIN, "assign roles and withdraw them")
DISABLE_ACCOUNTS = Permission("accounts:disable", Role.ADMIN, "disable accounts and enable them again")
READ_AUDIT = Permission("audit:read", Role.ADMIN, "see who changed what")
# Whoever is signed in may ask: the grants on the resource itself decide what comes of it.
READ_GRANTS = Permission(
    "grants:read", Role.VIEWER, "see with whom a resource is shared, where one manages it"
)
SHARE = Permission("grants:share", Role.VIEWER, "share a resource, where one manages it")

PERMISSIONS = (READ_ACCOUNTS, ASSIGN_ROLES, DISABLE_ACCOUNTS, READ_AUDIT, READ_GRANTS, SHARE)
