"""The audit log, read: in pages, and whole as a file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from gov_platform.domains.access import repository
from gov_platform.domains.access.schemas import AuditEntry
from gov_platform.kernel.paging import Page
from gov_platform.kernel.sheets import csv_line

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from gov_platform.domains.access.schemas import AuditExported, AuditWanted
    from gov_platform.kernel.context import Context
    from gov_platform.kernel.rows import AuditRecord

__all__ = ["export", "page"]

_AT_ONCE = 500
_COLUMNS = tuple(AuditEntry.model_fields)


async def page(session: AsyncSession, wanted: AuditWanted) -> Page[AuditEntry]:
    """A page of the audit log."""
    found = await repository.audit_page(session, wanted)
    return Page(items=[AuditEntry.model_validate(row) for row in found.rows], next=found.next)


async def export(here: Context, wanted: AuditExported) -> AsyncIterator[str]:
    """The audit log as it is now, in pieces of some hundred records, the oldest first.

    Between two pieces it holds no connection to the database: whoever reads slowly keeps none from others.
    """
    until = here.clock()
    # Read before the answer begins, so that a database that is gone is told as such.
    first = await _read(here, wanted, None, until)
    line = _as_csv if wanted.format == "csv" else _as_json

    async def pieces() -> AsyncIterator[str]:
        if wanted.format == "csv":
            yield csv_line(_COLUMNS)
        rows = first
        while rows:
            yield _joined(rows, line)
            if len(rows) < _AT_ONCE:
                return
            rows = await _read(here, wanted, rows[-1], until)

    return pieces()


async def _read(
    here: Context, wanted: AuditExported, last: AuditRecord | None, until: datetime
) -> Sequence[AuditRecord]:
    place = None if last is None else (last.at, last.id)
    async with here.database.reading() as session:
        return await repository.audit_after(session, wanted, place, until, _AT_ONCE)


def _joined(rows: Sequence[AuditRecord], line: Callable[[dict[str, object]], str]) -> str:
    return "".join(line(AuditEntry.model_validate(row).model_dump(mode="json")) for row in rows)


def _as_json(entry: dict[str, object]) -> str:
    return json.dumps(entry, ensure_ascii=False, separators=(",", ":")) + "\n"


def _as_csv(entry: dict[str, object]) -> str:
    return csv_line(_cell(value) for value in entry.values())


def _cell(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
