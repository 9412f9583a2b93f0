"""Rows of the kernel's own tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov_platform.kernel.clock import now
from gov_platform.kernel.ids import new_id
from gov_platform.kernel.rows import AuditRecord, IdempotencyKey, Job, JobState
from tests.platform.factories.making import factory

if TYPE_CHECKING:
    from tests.platform.factories.making import Values


@factory(IdempotencyKey)
def idempotency_key(number: int) -> Values:
    return {"caller": "nobody", "key": f"key {number}", "fingerprint": "0" * 64, "made": now()}


@factory(Job)
def job(number: int) -> Values:
    return {
        "kind": "test.made", "key": str(number), "payload": "{}", "state": JobState.WAITING, "due_at": now(),
        "attempts": 0, "most_attempts": 8, "error": "", "created_at": now(),
    }  # fmt: skip


@factory(AuditRecord)
def audit_record(number: int) -> Values:
    return {
        "id": new_id(), "at": now(), "means": "session", "action": "test.made", "target_kind": "test",
        "target_id": str(number), "before": {}, "after": {}, "request_id": f"{number:032x}",
    }  # fmt: skip
