"""Where entries are read, written and published."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, status

from gov_platform.domains.access.resources import Seen, State, TheGrants
from gov_platform.domains.accounts.callers import REFUSALS, requires
from gov_platform.domains.accounts.identities import Identity
from gov_platform.domains.content.permissions import CHANGE, PUBLISH, READ, WRITE
from gov_platform.domains.content.schemas import ListedEntry, OneEntry, Wanted, WrittenEntry
from gov_platform.domains.content.service import Entries
from gov_platform.kernel.context import Here, Reading, Writing
from gov_platform.kernel.errors import (
    Conflict,
    NotFound,
    PreconditionFailed,
    PreconditionRequired,
    Unprocessable,
    describing,
)
from gov_platform.kernel.etag import Matching
from gov_platform.kernel.idempotency import Repeatable
from gov_platform.kernel.paging import Page

__all__ = ["router"]

router = APIRouter(prefix="/content", tags=["content"], responses={**REFUSALS, **describing(Unprocessable)})

Reader = Annotated[Identity, requires(READ)]
Changer = Annotated[Identity, requires(CHANGE)]
Writer = Annotated[Identity, requires(WRITE)]
Publisher = Annotated[Identity, requires(PUBLISH)]


async def _entries(grants: TheGrants, here: Here) -> Entries:
    return Entries(grants, here.clock)


async def _seen(entry_id: UUID, version: Matching) -> Seen:
    return Seen(entry_id, version)


TheEntries = Annotated[Entries, Depends(_entries)]
ThisEntry = Annotated[Seen, Depends(_seen)]

_ENTRY = "/{entry_id}"
_ONE = describing(NotFound)
_CHANGED = describing(NotFound, PreconditionFailed, PreconditionRequired)


@router.get("", summary="Entries")
async def entries(
    caller: Reader, entries: TheEntries, session: Reading, wanted: Annotated[Wanted, Query()]
) -> Page[ListedEntry]:
    """Those that are published, and those drafts that the caller owns or that are shared with them."""
    return await entries.page(session, caller, wanted)


@router.post(
    "", summary="Write an entry", status_code=status.HTTP_201_CREATED, responses=describing(Conflict)
)
async def write(
    caller: Writer, sent: WrittenEntry, entries: TheEntries, once: Repeatable, work: Writing
) -> OneEntry:
    """A draft, which belongs to the caller and which nobody else sees until it is shared or published."""
    return await entries.write(work, caller, sent, once)


@router.get(_ENTRY, summary="One entry", responses=_ONE)
async def one(caller: Reader, entry: ThisEntry, entries: TheEntries, session: Reading) -> OneEntry:
    """With its text and the ETag of its version."""
    return await entries.one(session, caller, entry)


@router.put(_ENTRY, summary="Change an entry", responses={**_CHANGED, **describing(Conflict)})
async def change(
    caller: Changer, entry: ThisEntry, sent: WrittenEntry, entries: TheEntries, work: Writing
) -> OneEntry:
    """Replace what is written in it, where the caller has the level `write` on it.

    If it is published, that needs `content:publish` as well.
    """
    return await entries.change(work, caller, entry, sent)


@router.post(f"{_ENTRY}/publish", summary="Publish an entry", responses=_CHANGED)
async def publish(caller: Publisher, entry: ThisEntry, entries: TheEntries, work: Writing) -> OneEntry:
    """Show it to everybody who may read content, where the caller has the level `manage` on it."""
    return await entries.set_state(work, caller, entry, State.PUBLISHED)


@router.post(f"{_ENTRY}/withdraw", summary="Withdraw an entry", responses=_CHANGED)
async def withdraw(caller: Publisher, entry: ThisEntry, entries: TheEntries, work: Writing) -> OneEntry:
    """Make it a draft again, where the caller has the level `manage` on it."""
    return await entries.set_state(work, caller, entry, State.DRAFT)


@router.delete(_ENTRY, summary="Remove an entry", status_code=status.HTTP_204_NO_CONTENT, responses=_CHANGED)
async def remove(caller: Changer, entry: ThisEntry, entries: TheEntries, work: Writing) -> None:
    """With all that was shared of it, where the caller owns it.

    If it is published, that needs `content:publish` as well.
    """
    await entries.remove(work, caller, entry)
