"""Where people register, sign in and out."""

from __future__ import annotations

from fastapi import APIRouter, Response, status

from gov_platform.domains.accounts.callers import Caller, From, TheAccounts
from gov_platform.domains.accounts.schemas import (
    Account,
    Credentials,
    Keys,
    Refresh,
    Registered,
    Registration,
    Sessions,
    Tokens,
)
from gov_platform.kernel.context import Reading, Writing
from gov_platform.kernel.errors import (
    Forbidden,
    TooManyRequests,
    Unauthorized,
    Unavailable,
    Unprocessable,
    describing,
)

__all__ = ["router"]

router = APIRouter(prefix="/auth", tags=["accounts"])


@router.post(
    "/register",
    summary="Ask for an account",
    status_code=status.HTTP_202_ACCEPTED,
    responses=describing(Forbidden, Unprocessable, TooManyRequests, Unavailable),
)
async def register(sent: Registration, accounts: TheAccounts, work: Writing, visitor: From) -> Registered:
    """The answer is the same whether or not the address has an account."""
    await accounts.register(work, sent.email, sent.password, visitor)
    return Registered(detail="if the address had no account, it has one now")


@router.post(
    "/login",
    summary="Sign in",
    responses=describing(Unauthorized, Unprocessable, TooManyRequests, Unavailable),
)
async def sign_in(sent: Credentials, accounts: TheAccounts, work: Writing, visitor: From) -> Tokens:
    """An access token that is valid for minutes, and a refresh token that gives the next one."""
    return await accounts.sign_in(work, sent.email, sent.password, visitor)


@router.post(
    "/refresh",
    summary="Stay signed in",
    responses=describing(Unauthorized, Unprocessable, Unavailable),
)
async def refresh(sent: Refresh, accounts: TheAccounts, work: Writing) -> Tokens:
    """The next pair of tokens. Whoever shows a token that was replaced before ends the whole session."""
    return await accounts.refresh(work, sent.refresh_token)


@router.post(
    "/logout",
    summary="Sign out",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=describing(Unauthorized, Unavailable),
)
async def sign_out(caller: Caller, accounts: TheAccounts, work: Writing) -> None:
    """The tokens of this session are refused from now on."""
    await accounts.sign_out(work, caller)


@router.post(
    "/logout-all",
    summary="Sign out everywhere",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=describing(Unauthorized, Unavailable),
)
async def sign_out_everywhere(caller: Caller, accounts: TheAccounts, work: Writing) -> None:
    """The tokens of all sessions of this account are refused from now on."""
    await accounts.sign_out_everywhere(work, caller)


@router.get("/sessions", summary="Where I am signed in", responses=describing(Unauthorized, Unavailable))
async def sessions(caller: Caller, accounts: TheAccounts, session: Reading) -> Sessions:
    """The sessions of this account that go on."""
    return await accounts.sessions(session, caller)


@router.get("/me", summary="Who I am", responses=describing(Unauthorized, Unavailable))
async def me(caller: Caller, accounts: TheAccounts, session: Reading) -> Account:
    """The account of whoever asks."""
    return await accounts.account(session, caller)


@router.get("/jwks", summary="The keys that access tokens are signed with", responses=describing(Unavailable))
async def jwks(accounts: TheAccounts, session: Reading, response: Response) -> Keys:
    """A key set (RFC 7517), to verify our tokens elsewhere; a new key appears as soon as it signs."""
    response.headers["Cache-Control"] = "public, max-age=60"
    return await accounts.published_keys(session)
