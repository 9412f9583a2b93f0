"""The kernel's own tables."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import DDL, JSON, BigInteger, Index, String, Table, Text, UniqueConstraint, Uuid, event
from sqlalchemy.orm import Mapped, mapped_column

from gov_platform.kernel.database import Model
from gov_platform.kernel.ids import new_id
from gov_platform.kernel.types import UTCDateTime, word_of

__all__ = ["APPEND_ONLY", "AuditRecord", "IdempotencyKey", "Job", "JobState"]


class IdempotencyKey(Model):
    """An answer that is given again to whoever asks again."""

    __tablename__ = "idempotency_key"

    caller: Mapped[str] = mapped_column(String(64), primary_key=True)
    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    answer: Mapped[str] = mapped_column(Text, default="")
    made: Mapped[datetime] = mapped_column(UTCDateTime, index=True)


class JobState(StrEnum):
    """How far a job has come."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    DEAD = "dead"


class Job(Model):
    """Something to do later. It stays for a while when it is over, so that its key is not taken again."""

    __tablename__ = "jobs"
    __table_args__ = (UniqueConstraint("kind", "key"), Index("ix_jobs_state_due_at", "state", "due_at"))

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    kind: Mapped[str] = mapped_column(String(64))
    key: Mapped[str] = mapped_column(String(200))
    payload: Mapped[str] = mapped_column(Text)
    state: Mapped[JobState] = mapped_column(word_of(JobState, "state"))
    # From when on a worker may take it; while it runs, the moment at which its lease ends.
    due_at: Mapped[datetime] = mapped_column(UTCDateTime)
    # Which of its runs may end it. A run that lost this changes nothing any more.
    lease: Mapped[UUID | None] = mapped_column(Uuid)
    attempts: Mapped[int] = mapped_column(BigInteger)
    most_attempts: Mapped[int] = mapped_column(BigInteger)
    error: Mapped[str] = mapped_column(String(1000))
    correlation_id: Mapped[str | None] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime, index=True)


class AuditRecord(Model):
    """One change. It refers to accounts and resources by name alone, for it outlives them."""

    __tablename__ = "audit_log"
    __table_args__ = (
        Index("ix_audit_log_at_id", "at", "id"),
        Index("ix_audit_log_actor_id_at", "actor_id", "at"),
        Index("ix_audit_log_action_at", "action", "at"),
        Index("ix_audit_log_target_kind_target_id_at", "target_kind", "target_id", "at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    means: Mapped[str] = mapped_column(String(16))
    actor_id: Mapped[UUID | None]
    credential_id: Mapped[UUID | None]
    action: Mapped[str] = mapped_column(String(64))
    target_kind: Mapped[str] = mapped_column(String(32))
    target_id: Mapped[str] = mapped_column(String(64))
    before: Mapped[dict[str, object]] = mapped_column(JSON)
    after: Mapped[dict[str, object]] = mapped_column(JSON)
    request_id: Mapped[str] = mapped_column(String(64))


_REFUSED = "'the audit log is only added to'"
APPEND_ONLY = {
    "sqlite": tuple(
        f"CREATE TRIGGER audit_log_refuses_{change} BEFORE {change} ON audit_log "
        f"BEGIN SELECT RAISE(ABORT, {_REFUSED}); END"
        for change in ("UPDATE", "DELETE")
    ),
    "postgresql": (
        f"""CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION {_REFUSED}; END $$""",
        """CREATE TRIGGER audit_log_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()""",
    ),
}
"""What makes each database refuse to change or remove a row of the audit log."""


def _refuse_changes(table: Table) -> None:
    for dialect, statements in APPEND_ONLY.items():
        for statement in statements:
            create = DDL(statement)  # type: ignore[no-untyped-call] # as SQLAlchemy has it
            event.listen(table, "after_create", create.execute_if(dialect=dialect))


_refuse_changes(Model.metadata.tables[AuditRecord.__tablename__])
