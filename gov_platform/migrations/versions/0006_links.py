"""Links that confirm an address or set a new password."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from gov_platform.kernel.types import UTCDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the schema a step up."""
    op.create_table(
        "links",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(16), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("password_hash", sa.String(255), nullable=True),
        sa.Column("digest", sa.LargeBinary(32), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("expires_at", UTCDateTime(), nullable=True),
        sa.Column("used_at", UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_links")),
        sa.UniqueConstraint("digest", name=op.f("uq_links_digest")),
        sa.CheckConstraint("purpose IN ('confirmation', 'reset')", name=op.f("ck_links_purpose")),
    )
    op.create_index(op.f("ix_links_email"), "links", ["email"])
    op.create_index(op.f("ix_links_created_at"), "links", ["created_at"])


def downgrade() -> None:
    """Take the schema the same step down."""
    op.drop_table("links")
