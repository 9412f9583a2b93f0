"""Entries, which belong to somebody and are drafts until they are published."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from gov_platform.kernel.types import UTCDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the schema a step up."""
    op.create_table(
        "content",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(255), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("slug", sa.String(100), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_content")),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name=op.f("fk_content_owner_id_users")),
        sa.UniqueConstraint("kind", "slug", name=op.f("uq_content_kind")),
        sa.CheckConstraint("state IN ('draft', 'published')", name=op.f("ck_content_state")),
    )
    for column in ("owner_id", "created_at", "changed_at"):
        op.create_index(op.f(f"ix_content_{column}"), "content", [column])


def downgrade() -> None:
    """Take the schema the same step down."""
    op.drop_table("content")
