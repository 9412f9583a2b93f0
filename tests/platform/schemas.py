"""What the schema of a database is, to the last CHECK constraint, in an order that is always the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection

__all__ = ["apply", "schema_of"]

# Alembic's own table says which step was the last one.
_POSTGRESQL = (
    """SELECT 'column ' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
       || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
       || coalesce(' ' || pg_get_expr(d.adbin, d.adrelid), '')
       FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_attrdef d
       ON d.adrelid = a.attrelid AND d.adnum = a.attnum
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
       AND a.attnum > 0 AND NOT a.attisdropped AND c.relname <> 'alembic_version'""",
    """SELECT 'constraint ' || conrelid::regclass || '.' || conname || ' ' || pg_get_constraintdef(oid)
       FROM pg_constraint WHERE connamespace = 'public'::regnamespace
       AND conrelid::regclass::text <> 'alembic_version'""",
    """SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'alembic_version'""",
    """SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal""",
    """SELECT 'function ' || proname || ' ' || prosrc FROM pg_proc
       WHERE pronamespace = 'public'::regnamespace""",
    """SELECT 'type ' || t.typname || ' ' || e.enumlabel
       FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid""",
)
_SQLITE = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name <> 'alembic_version'"


async def apply(url: str, change: Callable[[Connection], None]) -> None:
    """Change a database in one transaction."""
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        await connection.run_sync(change)
    await engine.dispose()


async def schema_of(url: str) -> list[str]:
    """Every column, constraint, index and trigger of a database."""
    engine = create_async_engine(url)
    statements = (_SQLITE,) if url.startswith("sqlite") else _POSTGRESQL
    async with engine.connect() as connection:
        found = [str(row) for one in statements for row in (await connection.execute(text(one))).scalars()]
    await engine.dispose()
    return sorted(part for one in found for part in (_parts(one) if url.startswith("sqlite") else [one]))


def _parts(statement: str) -> Iterator[str]:
    """What a statement of SQLite creates, piece by piece: constraints stand in any order."""
    words = re.sub(r"\s+", " ", statement).replace('"', "").strip()
    if not words.startswith("CREATE TABLE "):
        yield words
        return
    head, _, body = words.partition("(")
    depth, part = 0, ""
    for letter in body[: body.rindex(")")]:
        depth += (letter == "(") - (letter == ")")
        if letter == "," and not depth:
            yield f"{head.strip()}: {part.strip()}"
            part = ""
        else:
            part += letter
    yield f"{head.strip()}: {part.strip()}"
