"""Grants on single resources, and the audit log, which is only added to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from gov_platform.kernel.rows import APPEND_ONLY

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_OWNER = sa.text("level = 'own'")


def upgrade() -> None:
    """Take the schema a step up."""
    op.create_table(
        "grants",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("resource_kind", sa.String(32), nullable=False),
        sa.Column("resource_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("role", sa.String(16), nullable=True),
        sa.Column("level", sa.String(16), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grants")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_grants_user_id_users"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("resource_id", "resource_kind", "user_id", name="uq_grants_user"),
        sa.UniqueConstraint("resource_id", "resource_kind", "role", name="uq_grants_role"),
        sa.CheckConstraint("(user_id IS NULL) <> (role IS NULL)", name=op.f("ck_grants_one_subject")),
        sa.CheckConstraint("level <> 'own' OR user_id IS NOT NULL", name=op.f("ck_grants_owner_is_a_user")),
        sa.CheckConstraint("role IN ('viewer', 'editor', 'admin')", name=op.f("ck_grants_role")),
        sa.CheckConstraint("level IN ('read', 'write', 'manage', 'own')", name=op.f("ck_grants_level")),
    )
    op.create_index(
        "uq_grants_owner",
        "grants",
        ["resource_id", "resource_kind"],
        unique=True,
        postgresql_where=_OWNER,
        sqlite_where=_OWNER,
    )
    op.create_index("ix_grants_user_id_resource_kind", "grants", ["user_id", "resource_kind"])
    op.create_table(
        "audit_log",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("means", sa.String(16), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("credential_id", sa.Uuid(), nullable=True),
        sa.Column("action", sa.String(64), nullable=False),
        sa.Column("target_kind", sa.String(32), nullable=False),
        sa.Column("target_id", sa.String(64), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("request_id", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_log")),
    )
    op.create_index("ix_audit_log_at_id", "audit_log", ["at", "id"])
    op.create_index("ix_audit_log_actor_id_at", "audit_log", ["actor_id", "at"])
    op.create_index("ix_audit_log_action_at", "audit_log", ["action", "at"])
    op.create_index("ix_audit_log_target_kind_target_id_at", "audit_log", ["target_kind", "target_id", "at"])
    for statement in APPEND_ONLY[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    """Take the schema the same step down."""
    op.drop_table("audit_log")
    op.drop_table("grants")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change()")
