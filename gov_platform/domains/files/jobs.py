"""What removes bytes that belong to no file: because it was removed, or because its upload broke off."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from gov_platform.domains.files import repository
from gov_platform.kernel.jobs.handlers import Handler, Payload, Run

__all__ = ["DISCARD", "HANDLERS", "KEPT", "OfFile", "place_of"]

KEPT = timedelta(hours=1)
"""For how long the bytes of a removed file stay: a backup that has its row finds them."""


class OfFile(Payload):
    """The file to which bytes belong, or belonged."""

    file_id: UUID


def place_of(file_id: UUID) -> str:
    """Where the bytes of a file are: its identifier, in one of 256 folders."""
    return f"{file_id.hex[-2:]}/{file_id.hex}"


async def _discard(run: Run, sent: OfFile) -> None:
    if not await repository.is_known(run.work, sent.file_id):
        await run.context.storage.remove(place_of(sent.file_id))


DISCARD = Handler("files.discard", OfFile, _discard)
HANDLERS = (DISCARD,)
"""The kinds of job of this domain."""
