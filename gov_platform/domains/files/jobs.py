"""What removes bytes that belong to no file: because it was removed, or because its upload broke off.

A job that knows of them is written with the row, and lost with it where a backup is put back that is older:
so what is stored is looked through once a day as well.
"""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID

import structlog

from gov_platform.domains.files import repository
from gov_platform.kernel.jobs.handlers import Handler, Nothing, Payload, Run
from gov_platform.kernel.jobs.queue import enqueue

__all__ = ["DISCARD", "HANDLERS", "KEPT", "SWEEP", "OfFile", "place_of"]

KEPT = timedelta(hours=1)
"""For how long the bytes of a removed file stay: a backup that has its row finds them."""


_LEFT = timedelta(days=1)
_SWEEP_SECONDS = 1800.0
_PLACE = re.compile(r"[0-9a-f]{2}/([0-9a-f]{32})")
_log = structlog.get_logger("gov_platform.files")


class OfFile(Payload):
    """The file to which bytes belong, or belonged."""

    file_id: UUID


def place_of(file_id: UUID) -> str:
    """Where the bytes of a file are: its identifier, in one of 256 folders."""
    return f"{file_id.hex[-2:]}/{file_id.hex}"


def _file_of(place: str) -> UUID | None:
    """The identifier of the file whose bytes are in a place; None for what is none of ours."""
    found = _PLACE.fullmatch(place)
    file_id = UUID(found[1]) if found else None
    return file_id if file_id and place_of(file_id) == place else None


async def _discard(run: Run, sent: OfFile) -> None:
    if not await repository.is_known(run.work, sent.file_id):
        await run.context.storage.remove(place_of(sent.file_id))


DISCARD = Handler("files.discard", OfFile, _discard)


async def _sweep(run: Run, _nothing: Nothing) -> None:
    """Let what has been stored for a day and belongs to no file be removed, unless it does within the hour.

    Each batch has transactions of its own: looking through all that is stored may take minutes.
    """
    context, now, number = run.context, run.context.clock(), 0
    async for places in context.storage.names(now - _LEFT):
        file_ids = {file_id for place in places if (file_id := _file_of(place))}
        async with context.database.reading() as session:
            lost = sorted(file_ids - await repository.known(session, file_ids))
        if not lost:
            continue
        async with context.database.unit_of_work() as work:
            for file_id in lost:
                # In an hour, as after a removal: a backup that has begun may have the row.
                # By the key, another attempt writes no second job.
                await enqueue(
                    work, DISCARD, OfFile(file_id=file_id), at=now + KEPT, key=f"{file_id.hex} {run.key}"
                )
            await work.commit()
        number += len(lost)
    if number:
        _log.warning("bytes_of_no_file", number=number)


SWEEP = Handler("files.sweep", Nothing, _sweep, seconds=_SWEEP_SECONDS, every=timedelta(days=1))
HANDLERS = (DISCARD, SWEEP)
"""The kinds of job of this domain."""
