"""What can be shared, and how far."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID

    from gov_platform.domains.accounts.roles import Permission, Role

__all__ = ["Level", "Resource", "ResourceKind", "Sharing"]


class Level(StrEnum):
    """What somebody may do with one resource, from the least to the most."""

    READ = "read"
    WRITE = "write"
    MANAGE = "manage"
    OWN = "own"

    def includes(self, other: Level) -> bool:
        """Whether this level has all rights of another."""
        order = tuple(Level)
        return order.index(self) >= order.index(other)

    @property
    def including(self) -> tuple[Level, ...]:
        """The levels that have all rights of this one."""
        order = tuple(Level)
        return order[order.index(self) :]


@dataclass(frozen=True, slots=True)
class ResourceKind:
    """A kind of resource that a domain owns, and shares through its grants.

    A domain lists its kinds as `KINDS` in its module `resources`.
    """

    name: str
    known_to: Permission
    """Who lacks it learns of no such resource, whatever is shared."""
    all_by: Permission
    """Who has it may do everything with all of them."""
    published_by: Permission | None = None
    """Who lacks it changes none that is published, at whatever level; for what is a draft first."""


@dataclass(frozen=True, slots=True)
class Resource:
    """One resource, by the name of its kind and its identifier."""

    kind: str
    id: UUID


@dataclass(frozen=True, slots=True)
class Sharing:
    """A resource, and with whom it is shared: a user, or everybody with a role or one that includes it."""

    resource: Resource
    user_id: UUID | None = None
    role: Role | None = None
