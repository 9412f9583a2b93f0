"""Where people register, sign in and stay signed in."""

from __future__ import annotations

from fastapi import APIRouter, Response, status

from gov_platform.domains.accounts.callers import From, TheAccounts
from gov_platform.domains.accounts.own import own
from gov_platform.domains.accounts.schemas import (
    Credentials,
    Keys,
    Refresh,
    Registered,
    Registration,
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


@router.get("/jwks", summary="The keys that access tokens are signed with", responses=describing(Unavailable))
async def jwks(accounts: TheAccounts, session: Reading, response: Response) -> Keys:
    """A key set (RFC 7517), to verify our tokens elsewhere; a new key appears as soon as it signs."""
    response.headers["Cache-Control"] = "public, max-age=60"
    return await accounts.published_keys(session)


router.include_router(own)
