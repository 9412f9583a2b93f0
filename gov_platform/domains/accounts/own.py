"""What somebody who is signed in does with their own account."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, status

from gov_platform.domains.accounts.callers import REFUSALS, Permissions, TheAccounts, requires
from gov_platform.domains.accounts.identities import Identity
from gov_platform.domains.accounts.permissions import READ, SECURE
from gov_platform.domains.accounts.schemas import (
    Account,
    NewPersonalToken,
    OnePersonalToken,
    PersonalToken,
    Sessions,
    TokensWanted,
)
from gov_platform.kernel.context import Reading, Writing
from gov_platform.kernel.errors import Conflict, NotFound, Unprocessable, describing
from gov_platform.kernel.paging import Page

__all__ = ["own"]

own = APIRouter(responses=REFUSALS)

Reader = Annotated[Identity, requires(READ)]
Owner = Annotated[Identity, requires(SECURE)]


@own.post("/logout", summary="Sign out", status_code=status.HTTP_204_NO_CONTENT)
async def sign_out(caller: Owner, accounts: TheAccounts, work: Writing) -> None:
    """The tokens of this session are refused from now on."""
    await accounts.sign_out(work, caller)


@own.post("/logout-all", summary="Sign out everywhere", status_code=status.HTTP_204_NO_CONTENT)
async def sign_out_everywhere(caller: Owner, accounts: TheAccounts, work: Writing) -> None:
    """The tokens of all sessions of this account are refused from now on."""
    await accounts.sign_out_everywhere(work, caller)


@own.get("/sessions", summary="Where I am signed in")
async def sessions(caller: Owner, accounts: TheAccounts, session: Reading) -> Sessions:
    """The sessions of this account that go on."""
    return await accounts.sessions(session, caller)


@own.get("/me", summary="Who I am")
async def me(caller: Reader, accounts: TheAccounts, session: Reading) -> Account:
    """The account of whoever asks."""
    return await accounts.account(session, caller)


@own.get("/tokens", summary="My personal tokens", responses=describing(Unprocessable))
async def personal_tokens(
    caller: Owner, accounts: TheAccounts, session: Reading, wanted: Annotated[TokensWanted, Query()]
) -> Page[OnePersonalToken]:
    """Those that were not withdrawn; what they are is shown once, when they are made."""
    return await accounts.personal.listed(session, caller, wanted)


@own.post(
    "/tokens",
    summary="Make a personal token",
    status_code=status.HTTP_201_CREATED,
    responses=describing(Conflict, Unprocessable),
)
async def make_personal_token(
    caller: Owner, sent: NewPersonalToken, accounts: TheAccounts, known: Permissions, work: Writing
) -> PersonalToken:
    """For a program that acts for this account: within its scopes and the role that the account then has."""
    return await accounts.personal.make(work, caller, sent, known)


@own.delete(
    "/tokens/{token_id}",
    summary="Withdraw a personal token",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=describing(NotFound, Unprocessable),
)
async def withdraw_personal_token(
    caller: Owner, token_id: UUID, accounts: TheAccounts, work: Writing
) -> None:
    """It is refused from now on."""
    await accounts.personal.withdraw(work, caller, token_id)
