"""What accounts let people do with their own account."""

from __future__ import annotations

from gov_platform.domains.accounts.roles import Permission, Role

__all__ = ["PERMISSIONS", "READ", "SECURE"]

READ = Permission("account:read", Role.VIEWER, "see the own account")
SECURE = Permission(
    "account:secure",
    Role.VIEWER,
    "see and end the own sessions and personal tokens, and make such tokens",
    # A token that made others would outlive its own withdrawal.
    by_token=False,
)

PERMISSIONS = (READ, SECURE)
