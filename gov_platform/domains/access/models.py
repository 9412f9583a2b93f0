"""What is stored of access: grants. Roles stand with accounts, the audit log with the kernel."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from gov_platform.domains.access.levels import Level
from gov_platform.domains.accounts.roles import Role
from gov_platform.kernel.database import Model
from gov_platform.kernel.ids import new_id
from gov_platform.kernel.types import UTCDateTime, word_of

__all__ = ["Grant"]


class Grant(Model):
    """What one user, or everybody with a role, may do with one resource; its owner is a grant as well."""

    __tablename__ = "grants"
    __table_args__ = (
        CheckConstraint("(user_id IS NULL) <> (role IS NULL)", name="one_subject"),
        CheckConstraint("level <> 'own' OR user_id IS NOT NULL", name="owner_is_a_user"),
        UniqueConstraint("resource_id", "resource_kind", "user_id", name="uq_grants_user"),
        UniqueConstraint("resource_id", "resource_kind", "role", name="uq_grants_role"),
        Index(
            "uq_grants_owner",
            "resource_id",
            "resource_kind",
            unique=True,
            postgresql_where=text("level = 'own'"),
            sqlite_where=text("level = 'own'"),
        ),
        Index("ix_grants_user_id_resource_kind", "user_id", "resource_kind"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    resource_kind: Mapped[str] = mapped_column(String(32))
    resource_id: Mapped[UUID]
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    role: Mapped[Role | None] = mapped_column(word_of(Role, "role"))
    level: Mapped[Level] = mapped_column(word_of(Level, "level"))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
