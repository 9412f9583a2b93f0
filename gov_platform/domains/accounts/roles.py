"""Roles, each of which includes the rights of those below it, and the permissions that make up a role."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Permission", "Role"]


class Role(StrEnum):
    """What somebody may do on the whole platform, from the least to the most."""

    VIEWER = "viewer"
    EDITOR = "editor"
    ADMIN = "admin"

    def includes(self, other: Role) -> bool:
        """Whether this role has all rights of another."""
        return other in self.included

    @property
    def included(self) -> tuple[Role, ...]:
        """This role and those below it."""
        order = tuple(Role)
        return order[: order.index(self) + 1]


@dataclass(frozen=True, slots=True)
class Permission:
    """A right that a route asks for by name: `audit:read`. Each domain lists its own in `permissions.py`."""

    name: str
    least: Role
    """The least role that has it."""
    meaning: str
    """What it lets somebody do, as a sentence that follows `may`."""
    by_token: bool = True
    """Whether a personal token can have it as a scope."""
