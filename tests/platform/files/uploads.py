"""What people do with files again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from gov_platform.app import worker_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    import httpx

    from gov_platform.kernel.context import Context
    from gov_platform.settings import Settings
    from tests.platform.access.persons import Person

__all__ = ["BYTES", "FILES", "count", "send", "stored", "upload", "work_off"]

FILES = "/api/v1/files"
BYTES = {"Content-Type": "application/octet-stream"}


async def send(
    owner: Person, content: bytes | AsyncIterator[bytes], name: str = "a.bin", **more: str
) -> httpx.Response:
    """Send a file."""
    headers = {**owner.headers, **BYTES}
    return await owner.client.post(FILES, content=content, headers=headers, params={"name": name, **more})


async def upload(
    owner: Person, content: bytes = b"hello", name: str = "a.bin", **more: str
) -> dict[str, str]:
    """A new file of theirs, as it was answered."""
    made = await send(owner, content, name, **more)
    assert made.status_code == 201, made.text
    told: dict[str, str] = made.json()
    return told


def stored(settings: Settings) -> list[Path]:
    """The files that the storage holds."""
    return sorted(path for path in (settings.folder / "stored").rglob("*") if path.is_file())


async def count(context: Context, table: str) -> int:
    async with context.database.reading() as session:
        return await session.scalar(text(f"SELECT count(*) FROM {table}")) or 0  # noqa: S608 - our own names


async def work_off(context: Context) -> None:
    """Run what is due by the clock of the test."""
    await worker_of(context).run_due()
