"""What was changed, by whom and in which request: kept with the change in one transaction, or neither is.

Every domain records its own changes here, so that none has to know who reads them. No row is ever changed or
removed: the database refuses it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from asgi_correlation_id import correlation_id

from gov_platform.kernel.ids import new_id
from gov_platform.kernel.redaction import hide_named
from gov_platform.kernel.rows import AuditRecord

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy.ext.asyncio import AsyncSession

__all__ = ["COMMAND", "PLATFORM", "VISITOR", "Actor", "Change", "Means", "record"]

Means = Literal["session", "token", "visitor", "command", "platform"]
"""How whoever acts came in: signed in, by a personal token, without a name, at the machine, or by itself."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who changes something, and with which session or token."""

    means: Means
    id: UUID | None = None
    credential_id: UUID | None = None


VISITOR = Actor("visitor")
"""Somebody who is not signed in."""
COMMAND = Actor("command")
"""Whoever runs the installation, at its command line."""
PLATFORM = Actor("platform")
"""What happens by itself, because its time has come."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change: `action` as `role.assigned`, what it was done to, and what differs."""

    action: str
    target_kind: str
    target_id: str
    before: Mapping[str, object] = field(default_factory=dict)
    after: Mapping[str, object] = field(default_factory=dict)


async def record(session: AsyncSession, actor: Actor, change: Change, at: datetime) -> None:
    """Write down a change; whoever calls commits both together. Secrets are hidden by name and by look."""
    session.add(
        AuditRecord(
            id=new_id(),
            at=at,
            means=actor.means,
            actor_id=actor.id,
            credential_id=actor.credential_id,
            action=change.action,
            target_kind=change.target_kind,
            target_id=change.target_id,
            before=_plain(change.before),
            after=_plain(change.after),
            request_id=correlation_id.get() or "",
        )
    )
    await session.flush()


def _plain(values: Mapping[str, object]) -> dict[str, object]:
    return {name: hide_named(name, value) for name, value in values.items()}
