"""Bytes that no file has and of which no job knows, as a backup that is put back leaves them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from tests.platform.files.uploads import count, stored, upload, work_off

if TYPE_CHECKING:
    from gov_platform.kernel.context import Context
    from gov_platform.settings import Settings
    from tests.platform.access.persons import Person
    from tests.platform.accounts.people import SetClock

pytestmark = pytest.mark.anyio


async def test_bytes_of_which_no_job_knows_any_more_are_found_within_days(
    editor: Person, settings: Settings, context: Context, clock: SetClock
) -> None:
    for content in (b"kept", b"uploaded after the backup", b"and cut off"):
        await upload(editor, content)
    (cut,) = [one for one in stored(settings) if one.read_bytes() == b"and cut off"]
    cut.rename(cut.with_name(f"{cut.name}#1"))
    # What others have put there is theirs.
    strange = [cut.with_name("notes.txt"), cut.parent.parent / "zz" / ("ab" * 16), cut.parent.parent / "x"]
    for one in strange:
        one.parent.mkdir(exist_ok=True)
        one.write_bytes(b"strange")
    # As an older backup leaves the database.
    async with context.database.unit_of_work() as work:
        await work.execute(text("DELETE FROM files WHERE size > 4"))
        await work.execute(text("DELETE FROM jobs"))
        await work.commit()

    left = []
    for ahead in (timedelta(hours=23), timedelta(days=2), timedelta(days=2, minutes=61)):
        clock.ahead = ahead
        await work_off(context)
        left.append(len(stored(settings)))

    assert left == [6, 6, 4]
    assert sorted(one.read_bytes() for one in stored(settings)) == [b"kept"] + [b"strange"] * 3


async def test_more_bytes_of_no_file_than_a_batch_are_found_and_a_second_look_adds_no_jobs(
    settings: Settings, context: Context, clock: SetClock
) -> None:
    folder = settings.folder / "stored" / "ab"
    folder.mkdir(parents=True)
    for number in range(450):
        (folder / f"{number:030x}ab").write_bytes(b"lost")
    clock.ahead = timedelta(days=2)
    await work_off(context)
    async with context.database.unit_of_work() as work:
        await work.execute(text("UPDATE jobs SET state = 'waiting', attempts = 0 WHERE kind = 'files.sweep'"))
        await work.commit()

    await work_off(context)

    assert await count(context, "jobs WHERE kind = 'files.discard'") == 450
    clock.ahead += timedelta(minutes=61)
    await work_off(context)
    assert stored(settings) == []
