"""Where people register, sign in and stay signed in."""

from __future__ import annotations

from fastapi import APIRouter, Response, status

from gov_platform.domains.accounts.callers import From, TheAccounts
from gov_platform.domains.accounts.own import own
from gov_platform.domains.accounts.schemas import (
    Asked,
    Confirmation,
    Credentials,
    Keys,
    NewPassword,
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
    return Registered(detail=accounts.words_of_registration)


@router.post(
    "/confirmation",
    summary="Send the link that confirms an address again",
    status_code=status.HTTP_202_ACCEPTED,
    responses=describing(Unprocessable, TooManyRequests, Unavailable),
)
async def send_again(sent: Asked, accounts: TheAccounts, work: Writing, visitor: From) -> Registered:
    """The answer is the same whether or not there is anything to confirm."""
    await accounts.recovery.send_again(work, sent.email, visitor)
    return Registered(detail="if the address has to be confirmed, a link is on its way to it")


@router.post(
    "/confirm",
    summary="Confirm an address by a link",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=describing(Unprocessable, Unavailable),
)
async def confirm(sent: Confirmation, accounts: TheAccounts, work: Writing) -> None:
    """A link works once, and for 30 minutes; whoever follows it can sign in."""
    await accounts.recovery.confirm(work, sent.token)


@router.post(
    "/password/forgotten",
    summary="Ask for a new password",
    status_code=status.HTTP_202_ACCEPTED,
    responses=describing(Unprocessable, TooManyRequests, Unavailable),
)
async def forgotten(sent: Asked, accounts: TheAccounts, work: Writing, visitor: From) -> Registered:
    """The answer is the same whether or not the address has an account."""
    await accounts.recovery.forget_password(work, sent.email, visitor)
    return Registered(detail="if the address has an account, a link is on its way to it")


@router.post(
    "/password/reset",
    summary="Set a new password by a link",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=describing(Unprocessable, Unavailable),
)
async def reset(sent: NewPassword, accounts: TheAccounts, work: Writing, visitor: From) -> None:
    """A link works once, and for 30 minutes; all sessions and personal tokens of the account end."""
    await accounts.recovery.set_password(work, sent.token, sent.password, visitor)


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
