"""Where events are read, written and published."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, status

from gov_platform.domains.access.resources import Seen, State, TheGrants
from gov_platform.domains.accounts.callers import REFUSALS, requires
from gov_platform.domains.accounts.identities import Identity
from gov_platform.domains.events.permissions import CHANGE, PUBLISH, READ, WRITE
from gov_platform.domains.events.schemas import ListedEvent, OneEvent, Wanted, WrittenEvent
from gov_platform.domains.events.service import Events
from gov_platform.kernel.context import Here, Reading, Writing
from gov_platform.kernel.errors import (
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

router = APIRouter(prefix="/events", tags=["events"], responses={**REFUSALS, **describing(Unprocessable)})

Reader = Annotated[Identity, requires(READ)]
Changer = Annotated[Identity, requires(CHANGE)]
Writer = Annotated[Identity, requires(WRITE)]
Publisher = Annotated[Identity, requires(PUBLISH)]


async def _events(grants: TheGrants, here: Here) -> Events:
    return Events(grants, here.clock)


async def _seen(event_id: UUID, version: Matching) -> Seen:
    return Seen(event_id, version)


TheEvents = Annotated[Events, Depends(_events)]
ThisEvent = Annotated[Seen, Depends(_seen)]

_EVENT = "/{event_id}"
_ONE = describing(NotFound)
_CHANGED = describing(NotFound, PreconditionFailed, PreconditionRequired)


@router.get("", summary="Events")
async def events(
    caller: Reader, events: TheEvents, session: Reading, wanted: Annotated[Wanted, Query()]
) -> Page[ListedEvent]:
    """Those that are published, and those drafts that the caller owns or that are shared with them."""
    return await events.page(session, caller, wanted)


@router.post("", summary="Write an event", status_code=status.HTTP_201_CREATED)
async def write(
    caller: Writer, sent: WrittenEvent, events: TheEvents, once: Repeatable, work: Writing
) -> OneEvent:
    """A draft, which belongs to the caller and which nobody else sees until it is shared or published."""
    return await events.write(work, caller, sent, once)


@router.get(_EVENT, summary="One event", responses=_ONE)
async def one(caller: Reader, event: ThisEvent, events: TheEvents, session: Reading) -> OneEvent:
    """With its description and the ETag of its version."""
    return await events.one(session, caller, event)


@router.put(_EVENT, summary="Change an event", responses=_CHANGED)
async def change(
    caller: Changer, event: ThisEvent, sent: WrittenEvent, events: TheEvents, work: Writing
) -> OneEvent:
    """Replace what is written in it, where the caller has the level `write` on it.

    If it is published, that needs `events:publish` as well.
    """
    return await events.change(work, caller, event, sent)


@router.post(f"{_EVENT}/publish", summary="Publish an event", responses=_CHANGED)
async def publish(caller: Publisher, event: ThisEvent, events: TheEvents, work: Writing) -> OneEvent:
    """Show it to everybody who may read events, where the caller has the level `manage` on it."""
    return await events.set_state(work, caller, event, State.PUBLISHED)


@router.post(f"{_EVENT}/withdraw", summary="Withdraw an event", responses=_CHANGED)
async def withdraw(caller: Publisher, event: ThisEvent, events: TheEvents, work: Writing) -> OneEvent:
    """Make it a draft again, where the caller has the level `manage` on it."""
    return await events.set_state(work, caller, event, State.DRAFT)


@router.delete(_EVENT, summary="Remove an event", status_code=status.HTTP_204_NO_CONTENT, responses=_CHANGED)
async def remove(caller: Changer, event: ThisEvent, events: TheEvents, work: Writing) -> None:
    """With all that was shared of it, where the caller owns it.

    If it is published, that needs `events:publish` as well.
    """
    await events.remove(work, caller, event)
