"""Where roles are assigned, accounts disabled, resources shared, and changes looked up."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, status
from fastapi.responses import StreamingResponse

from gov_platform.domains.access import audit
from gov_platform.domains.access.levels import Resource, Sharing
from gov_platform.domains.access.permissions import (
    ASSIGN_ROLES,
    DISABLE_ACCOUNTS,
    READ_ACCOUNTS,
    READ_AUDIT,
    READ_GRANTS,
    SHARE,
)
from gov_platform.domains.access.resources import TheGrants
from gov_platform.domains.access.schemas import (
    Assignment,
    AuditEntry,
    AuditExported,
    AuditWanted,
    GrantsWanted,
    NewGrant,
    OneGrant,
)
from gov_platform.domains.accounts.callers import REFUSALS, TheAccounts, requires
from gov_platform.domains.accounts.directory import Member, MembersWanted
from gov_platform.domains.accounts.identities import Identity
from gov_platform.domains.accounts.roles import Role
from gov_platform.kernel.context import Here, Reading, Writing
from gov_platform.kernel.errors import Conflict, NotFound, Unprocessable, describing
from gov_platform.kernel.paging import Page

__all__ = ["router"]

router = APIRouter(prefix="/access", tags=["access"], responses={**REFUSALS, **describing(Unprocessable)})

AccountsReader = Annotated[Identity, requires(READ_ACCOUNTS)]
RoleAssigner = Annotated[Identity, requires(ASSIGN_ROLES)]
Disabler = Annotated[Identity, requires(DISABLE_ACCOUNTS)]
Auditor = Annotated[Identity, requires(READ_AUDIT)]
GrantsReader = Annotated[Identity, requires(READ_GRANTS)]
Sharer = Annotated[Identity, requires(SHARE)]


async def _shared(
    kind: Annotated[str, Path(pattern="^[a-z_]{1,32}$", description="The kind of the resource.")],
    resource_id: UUID,
) -> Resource:
    return Resource(kind, resource_id)


Shared = Annotated[Resource, Depends(_shared)]


async def _with_user(resource: Shared, user_id: UUID) -> Sharing:
    return Sharing(resource, user_id=user_id)


async def _with_role(resource: Shared, role: Role) -> Sharing:
    return Sharing(resource, role=role)


WithUser = Annotated[Sharing, Depends(_with_user)]
WithRole = Annotated[Sharing, Depends(_with_role)]

_ONE = describing(NotFound)
_ONE_CHANGED = describing(NotFound, Conflict)
_GRANTS = "/grants/{kind}/{resource_id}"
_EXPORT = {
    "description": "The records, the oldest first.",
    "content": {media: {"schema": {"type": "string"}} for media in ("text/csv", "application/jsonl")},
}


@router.get("/accounts", summary="Who has which role")
async def accounts(
    _caller: AccountsReader,
    accounts: TheAccounts,
    session: Reading,
    wanted: Annotated[MembersWanted, Query()],
) -> Page[Member]:
    """All accounts, or those with a role, or those that are disabled."""
    return await accounts.directory.page(session, wanted)


@router.get("/accounts/{user_id}", summary="One account and its role", responses=_ONE)
async def account(_caller: AccountsReader, user_id: UUID, accounts: TheAccounts, session: Reading) -> Member:
    """Whether it may sign in, and what it may do then."""
    return await accounts.directory.one(session, user_id)


@router.put("/accounts/{user_id}/role", summary="Assign a role", responses=_ONE_CHANGED)
async def assign_role(
    caller: RoleAssigner, user_id: UUID, sent: Assignment, accounts: TheAccounts, work: Writing
) -> Member:
    """It replaces the role that the account has, from the account's next request on."""
    return await accounts.directory.assign(work, caller.actor, user_id, sent.role)


@router.delete("/accounts/{user_id}/role", summary="Withdraw a role", responses=_ONE_CHANGED)
async def withdraw_role(caller: RoleAssigner, user_id: UUID, accounts: TheAccounts, work: Writing) -> Member:
    """The account has the least role, viewer, from its next request on. One administrator always remains."""
    return await accounts.directory.withdraw(work, caller.actor, user_id)


@router.post("/accounts/{user_id}/disable", summary="Disable an account", responses=_ONE_CHANGED)
async def disable(caller: Disabler, user_id: UUID, accounts: TheAccounts, work: Writing) -> Member:
    """Its sessions are at an end, and no token of it is good. One administrator always remains."""
    return await accounts.directory.disable(work, caller.actor, user_id)


@router.post("/accounts/{user_id}/enable", summary="Enable an account again", responses=_ONE)
async def enable(caller: Disabler, user_id: UUID, accounts: TheAccounts, work: Writing) -> Member:
    """It may sign in; its personal tokens are good again until their date."""
    return await accounts.directory.enable(work, caller.actor, user_id)


@router.get(_GRANTS, summary="With whom a resource is shared", responses=_ONE)
async def grants(
    caller: GrantsReader,
    resource: Shared,
    grants: TheGrants,
    session: Reading,
    wanted: Annotated[GrantsWanted, Query()],
) -> Page[OneGrant]:
    """For whoever owns or manages it. Whoever may not see it learns nothing of it."""
    return await grants.listed(session, caller, resource, wanted)


@router.put(f"{_GRANTS}/users/{{user_id}}", summary="Share a resource with a user", responses=_ONE_CHANGED)
async def share_with_user(
    caller: Sharer, sharing: WithUser, sent: NewGrant, grants: TheGrants, work: Writing
) -> OneGrant:
    """It replaces what was shared with them before, and changes nobody's role."""
    return await grants.share(work, caller, sharing, sent.level)


@router.put(f"{_GRANTS}/roles/{{role}}", summary="Share a resource with a role", responses=_ONE)
async def share_with_role(
    caller: Sharer, sharing: WithRole, sent: NewGrant, grants: TheGrants, work: Writing
) -> OneGrant:
    """With everybody who has it, or a role that includes it, now and later."""
    return await grants.share(work, caller, sharing, sent.level)


@router.delete(
    f"{_GRANTS}/users/{{user_id}}",
    summary="Share a resource with a user no more",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=_ONE_CHANGED,
)
async def withdraw_from_user(caller: Sharer, sharing: WithUser, grants: TheGrants, work: Writing) -> None:
    """Everybody may give up what was shared with themselves."""
    await grants.withdraw(work, caller, sharing)


@router.delete(
    f"{_GRANTS}/roles/{{role}}",
    summary="Share a resource with a role no more",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=_ONE,
)
async def withdraw_from_role(caller: Sharer, sharing: WithRole, grants: TheGrants, work: Writing) -> None:
    """What was shared with single users stays."""
    await grants.withdraw(work, caller, sharing)


@router.get("/audit", summary="Who changed what")
async def audit_log(
    _caller: Auditor, session: Reading, wanted: Annotated[AuditWanted, Query()]
) -> Page[AuditEntry]:
    """Each change with what was before and after it, the newest first."""
    return await audit.page(session, wanted)


@router.get(
    "/audit/export",
    summary="The audit log as a file",
    response_class=StreamingResponse,
    responses={200: _EXPORT},
)
async def export_audit_log(
    _caller: Auditor, here: Here, wanted: Annotated[AuditExported, Query()]
) -> StreamingResponse:
    """All records that the filters let through; a request takes as long as any may, so bound large ones."""
    media = "text/csv; charset=utf-8" if wanted.format == "csv" else "application/jsonl"
    headers = {"Content-Disposition": f'attachment; filename="audit.{wanted.format}"'}
    return StreamingResponse(await audit.export(here, wanted), media_type=media, headers=headers)
