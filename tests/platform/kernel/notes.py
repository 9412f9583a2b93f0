"""Routes of the tests' own table, with everything that the kernel offers to routes."""

from __future__ import annotations

import asyncio
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from sqlalchemy import select

from gov_platform.kernel.context import Reading, Writing
from gov_platform.kernel.etag import Matching
from gov_platform.kernel.fields import Incoming, Integer, Line, Text
from gov_platform.kernel.idempotency import Repeatable
from gov_platform.kernel.ids import new_id
from gov_platform.kernel.paging import Page, Paging, page_of
from tests.platform.kernel.conftest import Note

__all__ = ["router"]


class NewNote(Incoming):
    text: Line
    number: Integer = 0
    long: Text = ""


class ToldNote(BaseModel):
    id: UUID
    text: str
    number: int


class Wanted(Paging):
    sort: Literal["text", "-text", "number", "-number", "moment", "-moment"] = "text"
    number: Annotated[int | None, Field(ge=0, le=9)] = None


def told(row: Note) -> ToldNote:
    return ToldNote(id=row.id, text=row.text, number=row.number)


router = APIRouter(prefix="/own")


@router.get("/notes")
async def notes(session: Reading, wanted: Annotated[Wanted, Query()]) -> Page[ToldNote]:
    query = select(Note)
    if wanted.number is not None:
        query = query.where(Note.number == wanted.number)
    columns = {"text": Note.text, "number": Note.number, "moment": Note.moment}
    found = await page_of(session, query, wanted, columns, Note.id)  # type: ignore[arg-type] # never NULL here
    return Page(items=[told(row) for row in found.rows], next=found.next)


@router.post("/notes", status_code=201)
async def new_note(sent: NewNote, session: Writing, once: Repeatable, caller: str = "ann") -> ToldNote:
    async def make() -> ToldNote:
        row = Note(id=new_id(), text=f"{sent.text} {new_id()}", number=sent.number)
        session.add(row)
        await session.flush()
        if sent.text == "broken":
            raise RuntimeError("after the change")
        return told(row)

    return await once.run(session, ToldNote, make, caller=caller)


@router.get("/notes/{identifier}")
async def one_note(identifier: UUID, session: Reading, version: Matching) -> ToldNote:
    row = await session.get_one(Note, identifier)
    version.tell(row.version)
    return told(row)


@router.put("/notes/{identifier}")
async def changed_note(identifier: UUID, sent: NewNote, session: Writing, version: Matching) -> ToldNote:
    row = await session.get_one(Note, identifier)
    version.check(row.version)
    await asyncio.sleep(0)
    row.text = sent.text
    await session.commit()
    version.tell(row.version)
    return told(row)
