"""A domain of the tests' own: papers that belong to somebody and can be shared, as a real one would do it."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, FastAPI, Query
from pydantic import BaseModel
from sqlalchemy import MetaData, String, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from gov_platform.domains.access.resources import Grants, Level, Resource, ResourceKind, TheGrants, visible
from gov_platform.domains.accounts.callers import REFUSALS, requires
from gov_platform.domains.accounts.identities import Identity
from gov_platform.domains.accounts.roles import Permission, Role
from gov_platform.kernel.context import Reading, Writing
from gov_platform.kernel.database import NAMING
from gov_platform.kernel.errors import Conflict, NotFound, describing
from gov_platform.kernel.fields import Incoming, Line
from gov_platform.kernel.ids import new_id
from gov_platform.kernel.paging import Page, Paging, page_of

__all__ = ["Own", "Paper", "with_papers"]

READ = Permission("papers:read", Role.VIEWER, "read papers that are shared with one")
CHANGE = Permission("papers:change", Role.VIEWER, "change papers that are shared with one that far")
WRITE = Permission("papers:write", Role.EDITOR, "write papers")
ALL = Permission("papers:all", Role.ADMIN, "do everything with all papers")
PERMISSIONS = (READ, CHANGE, WRITE, ALL)
PAPER = ResourceKind("paper", known_to=READ, all_by=ALL)


class Own(DeclarativeBase):
    """Beside the platform's models, so that no migration knows of it."""

    metadata = MetaData(naming_convention=NAMING)


class Paper(Own):
    __tablename__ = "paper"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    title: Mapped[str] = mapped_column(String(255))


class NewPaper(Incoming):
    title: Line


class ToldPaper(BaseModel):
    id: UUID
    title: str


class Wanted(Paging):
    sort: Literal["title", "-title"] = "title"
    level: Level = Level.READ


router = APIRouter(prefix="/papers", tags=["papers"], responses=REFUSALS)
Reader = Annotated[Identity, requires(READ)]
Changer = Annotated[Identity, requires(CHANGE)]
Writer = Annotated[Identity, requires(WRITE)]


def _of(paper_id: UUID) -> Resource:
    return Resource(PAPER.name, paper_id)


async def _found(session: AsyncSession, caller: Identity, paper_id: UUID) -> Paper:
    query = select(Paper).where(Paper.id == paper_id, visible(caller, PAPER, Paper.id))
    row = await session.scalar(query)
    if row is None:
        raise NotFound("there is no such paper, or it is not shared with you")
    return row


def _told(row: Paper) -> ToldPaper:
    return ToldPaper(id=row.id, title=row.title)


@router.get("", summary="Papers")
async def papers(caller: Reader, session: Reading, wanted: Annotated[Wanted, Query()]) -> Page[ToldPaper]:
    """Those that the caller has a level on."""
    query = select(Paper).where(visible(caller, PAPER, Paper.id, wanted.level))
    found = await page_of(session, query, wanted, {"title": Paper.title}, Paper.id)
    return Page(items=[_told(row) for row in found.rows], next=found.next)


@router.post("", summary="Write a paper", status_code=201)
async def new_paper(caller: Writer, sent: NewPaper, grants: TheGrants, work: Writing) -> ToldPaper:
    """It belongs to the caller."""
    row = Paper(id=new_id(), title=sent.title)
    work.add(row)
    await grants.own(work, caller, _of(row.id))
    if sent.title == "broken":
        raise Conflict("after it was owned")
    await work.commit()
    return _told(row)


@router.get("/{paper_id}", summary="One paper", responses=describing(NotFound))
async def paper(caller: Reader, paper_id: UUID, session: Reading) -> ToldPaper:
    """If the caller may see it."""
    return _told(await _found(session, caller, paper_id))


@router.put("/{paper_id}", summary="Change a paper", responses=describing(NotFound))
async def change(
    caller: Changer, paper_id: UUID, sent: NewPaper, grants: TheGrants, work: Writing
) -> ToldPaper:
    """If the caller may write it."""
    row = await _permitted(work, caller, grants, paper_id, Level.WRITE)
    row.title = sent.title
    await work.commit()
    return _told(row)


@router.delete("/{paper_id}", summary="Remove a paper", status_code=204, responses=describing(NotFound))
async def remove(caller: Changer, paper_id: UUID, grants: TheGrants, work: Writing) -> None:
    """If the caller owns it."""
    row = await _permitted(work, caller, grants, paper_id, Level.OWN)
    await work.delete(row)
    await grants.let_go(work, caller, _of(paper_id))
    await work.commit()


async def _permitted(
    work: AsyncSession, caller: Identity, grants: Grants, paper_id: UUID, level: Level
) -> Paper:
    await grants.permit(work, caller, _of(paper_id), level)
    return await _found(work, caller, paper_id)


def with_papers(app: FastAPI) -> FastAPI:
    """An application that has this domain beside its own."""
    app.state.permissions = {**app.state.permissions, **{one.name: one for one in PERMISSIONS}}
    app.state.resource_kinds = {**app.state.resource_kinds, PAPER.name: PAPER}
    app.include_router(router, prefix="/api/v1")
    return app
