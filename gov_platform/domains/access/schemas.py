"""What access looks like from outside."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from gov_platform.domains.access.levels import Level
from gov_platform.domains.accounts.roles import Role
from gov_platform.kernel.auditing import Means
from gov_platform.kernel.fields import Incoming, Line, Moment
from gov_platform.kernel.paging import Paging

__all__ = [
    "Assignment", "AuditEntry", "AuditExported", "AuditFilters", "AuditWanted", "GrantsWanted", "NewGrant",
    "OneGrant",
]  # fmt: skip

Word = Annotated[Line, Field(max_length=64)]


class Assignment(Incoming):
    """The role that an account is to have."""

    role: Role


class NewGrant(Incoming):
    """How far a resource is shared. Who owns it cannot be changed by sharing."""

    level: Literal[Level.READ, Level.WRITE, Level.MANAGE]


class OneGrant(BaseModel):
    """One user, or everybody with a role or one that includes it, and what they may do with a resource."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    user_id: UUID | None = Field(description="The user; null where it is shared with a role.")
    role: Role | None = Field(description="The role; null where it is shared with a user.")
    level: Level
    created_at: datetime


class GrantsWanted(Paging):
    """Which grants on a resource are asked for."""

    sort: Literal["created", "-created"] = "created"
    user_id: UUID | None = None
    role: Role | None = None
    level: Level | None = None


class AuditFilters(BaseModel):
    """Which records of the audit log are asked for; all of the conditions hold."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    actor_id: UUID | None = Field(default=None, description="Who changed it.")
    action: Word | None = Field(default=None, description="What was done, as `role.assigned`.")
    target_kind: Word | None = Field(default=None, description="What sort of thing was changed.")
    target_id: Word | None = Field(default=None, description="Which of them.")
    request_id: Word | None = Field(default=None, description="The correlation identifier of the request.")
    since: Moment | None = Field(default=None, description="From this moment on.")
    until: Moment | None = Field(default=None, description="Before this moment.")


class AuditWanted(AuditFilters, Paging):
    """Which page of the audit log is asked for."""

    sort: Literal["at", "-at"] = "-at"


class AuditExported(AuditFilters):
    """What is exported, and as what."""

    format: Literal["csv", "jsonl"] = Field(default="csv", description="CSV, or a JSON object a line.")


class AuditEntry(BaseModel):
    """One change: who made it, of what, and what differs."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    at: datetime
    means: Means = Field(description="How whoever did it came in.")
    actor_id: UUID | None = Field(description="The account; null for what nobody signed in did.")
    credential_id: UUID | None = Field(description="The session or the personal token.")
    action: str
    target_kind: str
    target_id: str
    before: dict[str, object] = Field(description="What was changed, as it was; secrets are hidden.")
    after: dict[str, object] = Field(description="The same, as it is since then.")
    request_id: str = Field(description="The correlation identifier of the request; empty for a command.")
