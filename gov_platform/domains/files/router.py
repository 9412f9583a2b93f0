"""Where files are uploaded, described and downloaded."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, status
from fastapi.responses import StreamingResponse

from gov_platform.domains.access.resources import Seen, TheGrants
from gov_platform.domains.accounts.callers import REFUSALS, TheAccounts, requires
from gov_platform.domains.accounts.identities import Identity
from gov_platform.domains.files.permissions import CHANGE, READ, WRITE
from gov_platform.domains.files.schemas import DescribedFile, OneFile, Uploaded, Wanted
from gov_platform.domains.files.service import Files
from gov_platform.kernel.context import Here, Reading, Writing
from gov_platform.kernel.errors import (
    NotFound,
    PreconditionFailed,
    PreconditionRequired,
    TooLarge,
    Unprocessable,
    describing,
)
from gov_platform.kernel.etag import Matching
from gov_platform.kernel.paging import Page

__all__ = ["router"]

router = APIRouter(prefix="/files", tags=["files"], responses={**REFUSALS, **describing(Unprocessable)})

Reader = Annotated[Identity, requires(READ)]
Changer = Annotated[Identity, requires(CHANGE)]
Writer = Annotated[Identity, requires(WRITE)]


async def _files(grants: TheGrants, accounts: TheAccounts, here: Here) -> Files:
    return Files(grants, accounts, here)


async def _seen(file_id: UUID, version: Matching) -> Seen:
    return Seen(file_id, version)


TheFiles = Annotated[Files, Depends(_files)]
ThisFile = Annotated[Seen, Depends(_seen)]

_FILE = "/{file_id}"
_NOT_PLAIN = re.compile(r"^\.|[^0-9A-Za-z._-]")
_BYTES = "application/octet-stream"
_CONTENT = {"content": {_BYTES: {"schema": {"type": "string", "format": "binary"}}}}
_ONE = describing(NotFound)
_CHANGED = describing(NotFound, PreconditionFailed, PreconditionRequired)


@router.get("", summary="Files")
async def files(
    caller: Reader, files: TheFiles, session: Reading, wanted: Annotated[Wanted, Query()]
) -> Page[OneFile]:
    """Those that the caller owns or that are shared with them."""
    return await files.page(session, caller, wanted)


@router.post(
    "",
    summary="Upload a file",
    status_code=status.HTTP_201_CREATED,
    responses=describing(TooLarge),
    openapi_extra={"requestBody": {"required": True, **_CONTENT}},
)
async def upload(
    caller: Writer, request: Request, sent: Annotated[Uploaded, Query()], files: TheFiles
) -> OneFile:
    """The body is its bytes. What it is, they say themselves."""
    # The one media type whose body nobody has read yet, and which may be as large as a file.
    if request.headers.get("Content-Type") != _BYTES:
        raise Unprocessable.in_field("header.content-type", f"has to be {_BYTES}: the bytes as they are")
    return await files.upload(caller, sent, request.stream())


@router.get(_FILE, summary="What is told of a file", responses=_ONE)
async def one(caller: Reader, file: ThisFile, files: TheFiles, session: Reading) -> OneFile:
    """With the ETag of its version."""
    return await files.one(session, caller, file)


@router.get(
    f"{_FILE}/bytes",
    summary="Download a file",
    response_class=StreamingResponse,
    responses={200: {"description": "Its bytes, with the media type of the file.", **_CONTENT}, **_ONE},
)
async def download(caller: Reader, file: ThisFile, files: TheFiles) -> StreamingResponse:
    """To be saved under its name, never to be shown as a page."""
    told, pieces = await files.download(caller, file)
    headers = {
        "Content-Length": str(told.size),
        "Content-Disposition": _attached(told.name),
        "ETag": f'"{told.sha256}"',
    }
    return StreamingResponse(pieces, media_type=told.media_type, headers=headers)


@router.put(_FILE, summary="Describe a file", responses=_CHANGED)
async def describe(
    caller: Changer, file: ThisFile, sent: DescribedFile, files: TheFiles, work: Writing
) -> OneFile:
    """Replace what is told of it, where the caller has the level `write` on it; its bytes stay."""
    return await files.describe(work, caller, file, sent)


@router.delete(_FILE, summary="Remove a file", status_code=status.HTTP_204_NO_CONTENT, responses=_CHANGED)
async def remove(caller: Changer, file: ThisFile, files: TheFiles, work: Writing) -> None:
    """With all that was shared of it, where the caller owns it; its bytes follow within the hour."""
    await files.remove(work, caller, file)


def _attached(name: str) -> str:
    """The header by which a browser saves a file (RFC 6266), with a plain name for older programs."""
    plain = _NOT_PLAIN.sub("_", name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
