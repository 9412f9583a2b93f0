"""What jobs let people do."""

from __future__ import annotations

from gov_platform.domains.accounts.roles import Permission, Role

__all__ = ["CHANGE_JOBS", "PERMISSIONS", "READ_JOBS"]

READ_JOBS = Permission("jobs:read", Role.ADMIN, "see what waits, runs and was given up")
CHANGE_JOBS = Permission("jobs:change", Role.ADMIN, "cancel jobs and run them again")

PERMISSIONS = (READ_JOBS, CHANGE_JOBS)
