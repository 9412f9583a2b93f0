"""Content, events and files, which belong to somebody."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from gov_platform.kernel.types import UTCDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_TABLES = ("content", "events", "files")


def upgrade() -> None:
    """Take the schema a step up."""
    op.create_table(
        "content",
        *_owned("content"),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("slug", sa.String(100), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.UniqueConstraint("kind", "slug", name=op.f("uq_content_kind")),
        sa.CheckConstraint("state IN ('draft', 'published')", name=op.f("ck_content_state")),
    )
    op.create_table(
        "events",
        *_owned("events"),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("starts_at", UTCDateTime(), nullable=False),
        sa.Column("ends_at", UTCDateTime(), nullable=False),
        sa.Column("time_zone", sa.String(64), nullable=False),
        sa.Column("place", sa.String(255), nullable=False),
        sa.Column("capacity", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("state IN ('draft', 'published')", name=op.f("ck_events_state")),
        sa.CheckConstraint("capacity >= 1", name=op.f("ck_events_capacity")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_events_ends_later")),
    )
    op.create_table(
        "files",
        *_owned("files"),
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("media_type", sa.String(64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.CheckConstraint("size >= 0", name=op.f("ck_files_size")),
    )
    op.create_index(op.f("ix_events_starts_at"), "events", ["starts_at"])
    for table in _TABLES:
        for column in ("owner_id", "created_at", "changed_at"):
            op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def downgrade() -> None:
    """Take the schema the same step down."""
    for table in reversed(_TABLES):
        op.drop_table(table)


def _owned(table: str) -> list[sa.Column[object] | sa.Constraint]:
    """What the tables have in common."""
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(255), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name=op.f(f"fk_{table}_owner_id_users")),
    ]
