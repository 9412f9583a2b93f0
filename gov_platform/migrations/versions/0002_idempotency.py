"""Keep the answers that are given again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from gov_platform.kernel.types import UTCDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the schema a step up."""
    op.create_table(
        "idempotency_key",
        sa.Column("caller", sa.String(64), nullable=False),
        sa.Column("key", sa.String(255), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("made", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("caller", "key", name=op.f("pk_idempotency_key")),
    )
    op.create_index(op.f("ix_idempotency_key_made"), "idempotency_key", ["made"])


def downgrade() -> None:
    """Take the schema the same step down."""
    op.drop_index(op.f("ix_idempotency_key_made"), "idempotency_key")
    op.drop_table("idempotency_key")
