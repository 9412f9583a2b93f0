"""Who asks, as a dependency: a route says in its signature what one needs to reach its handler."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import Depends, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy.ext.asyncio import AsyncSession

from gov_platform.domains.accounts.identities import Identity
from gov_platform.domains.accounts.roles import Permission
from gov_platform.domains.accounts.service import Accounts
from gov_platform.domains.accounts.tokens import refused
from gov_platform.domains.accounts.visitors import Visitor, visitor_of
from gov_platform.kernel.context import Here
from gov_platform.kernel.errors import Forbidden, Unauthorized, Unavailable, describing

__all__ = ["REFUSALS", "From", "Permissions", "TheAccounts", "permit_again", "requires"]

REFUSALS = describing(Unauthorized, Forbidden, Unavailable)
"""How every route that requires a permission may refuse, for the `responses` of its router."""

_bearer = HTTPBearer(
    auto_error=False,
    scheme_name="bearer",
    description="The access token of a sign-in, or a personal token. A route lists the permission it needs.",
)


async def _accounts(request: Request, here: Here) -> Accounts:
    accounts: Accounts | None = getattr(request.app.state, "accounts", None)
    if accounts is None:
        accounts = request.app.state.accounts = Accounts(here.settings, here.clock)
    return accounts


TheAccounts = Annotated[Accounts, Depends(_accounts)]
"""The accounts of the application that answers."""


async def _permissions(request: Request) -> Mapping[str, Permission]:
    known: Mapping[str, Permission] = request.app.state.permissions
    return known


Permissions = Annotated[Mapping[str, Permission], Depends(_permissions)]
"""All permissions of the application that answers, by name."""


async def _visitor(request: Request) -> Visitor:
    return visitor_of(request.client.host if request.client else None, request.headers.get("User-Agent"))


From = Annotated[Visitor, Depends(_visitor)]
"""Where the request comes from."""


async def _caller(
    sent: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)], accounts: TheAccounts, here: Here
) -> Identity:
    if sent is None:
        raise refused()
    # Its own session, given back before the handler takes one: a request never holds two.
    return await accounts.identify(sent.credentials, here.database)


def requires(permission: Permission) -> object:
    """A dependency that lets callers through who have a permission, and names it in the description.

    A route writes `caller: Annotated[Identity, requires(READ)]`.
    """

    async def check(caller: Annotated[Identity, Depends(_caller)]) -> Identity:
        if not caller.may(permission):
            raise _forbidden(caller, permission)
        return caller

    return Security(check, scopes=[permission.name])


async def permit_again(
    accounts: Accounts, session: AsyncSession, caller: Identity, permission: Permission
) -> Identity:
    """Who asks, as they are by now: what a route required may be gone when something took long.

    Raises:
        Unauthorized: The session, the personal token or the account is at an end.
        Forbidden: They lack the permission by now.

    """
    by_now = await accounts.identify_again(session, caller)
    if not by_now.may(permission):
        raise _forbidden(by_now, permission)
    return by_now


def _forbidden(caller: Identity, permission: Permission) -> Forbidden:
    if not caller.role.includes(permission.least):
        return Forbidden(
            f"this needs {permission.name}, which the role {permission.least} has; yours is {caller.role}"
        )
    if not permission.by_token:
        return Forbidden(f"no personal token can have {permission.name}: sign in")
    return Forbidden(f"this needs the scope {permission.name}, which the personal token does not have")
