"""Who asks, once it is proven."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gov_platform.kernel.auditing import Actor

if TYPE_CHECKING:
    from uuid import UUID

    from gov_platform.domains.accounts.roles import Permission, Role

__all__ = ["Identity"]


@dataclass(frozen=True, slots=True)
class Identity:
    """An account that is active, in a session that goes on or by a personal token that is good."""

    user_id: UUID
    credential_id: UUID
    """The session or the personal token."""
    role: Role
    scopes: frozenset[str] | None = None
    """What a personal token is limited to; None in a session, which is not."""

    def may(self, permission: Permission) -> bool:
        """Whether the role has a permission, and the token, if it is one, too."""
        return self.role.includes(permission.least) and self._has(permission)

    def _has(self, permission: Permission) -> bool:
        return self.scopes is None or (permission.by_token and permission.name in self.scopes)

    @property
    def actor(self) -> Actor:
        """The same, for the audit log."""
        return Actor("session" if self.scopes is None else "token", self.user_id, self.credential_id)
