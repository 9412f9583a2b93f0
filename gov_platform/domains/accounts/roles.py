"""Roles: each includes the rights of those below it."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Role"]


class Role(StrEnum):
    """What somebody may do on the whole platform, from the least to the most."""

    VIEWER = "viewer"
    EDITOR = "editor"
    ADMIN = "admin"

    def includes(self, other: Role) -> bool:
        """Whether this role has all rights of another."""
        order = list(Role)
        return order.index(self) >= order.index(other)
