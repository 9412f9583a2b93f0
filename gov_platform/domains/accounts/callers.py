"""Who asks, as a dependency: a route says in its signature who may come; nobody else reaches its handler."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from gov_platform.domains.accounts.roles import Role
from gov_platform.domains.accounts.service import Accounts, Identity
from gov_platform.domains.accounts.tokens import refused
from gov_platform.domains.accounts.visitors import Visitor, visitor_of
from gov_platform.kernel.context import Here
from gov_platform.kernel.errors import Forbidden

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Admin", "Caller", "Editor", "From", "TheAccounts", "Viewer", "requires"]

_bearer = HTTPBearer(
    auto_error=False, bearerFormat="JWT", scheme_name="bearer", description="The access token of a sign-in."
)


def _accounts(request: Request, here: Here) -> Accounts:
    accounts: Accounts | None = getattr(request.app.state, "accounts", None)
    if accounts is None:
        accounts = request.app.state.accounts = Accounts(here.settings, here.clock)
    return accounts


TheAccounts = Annotated[Accounts, Depends(_accounts)]
"""The accounts of the application that answers."""


def _visitor(request: Request) -> Visitor:
    return visitor_of(request.client.host if request.client else None, request.headers.get("User-Agent"))


From = Annotated[Visitor, Depends(_visitor)]
"""Where the request comes from."""


async def _caller(
    sent: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)], accounts: TheAccounts, here: Here
) -> Identity:
    if sent is None:
        raise refused()
    # Its own session, given back before the handler takes one: a request never holds two.
    return await accounts.identify(sent.credentials, here.database.reading)


Caller = Annotated[Identity, Depends(_caller)]
"""Anybody who is signed in."""


def requires(role: Role) -> Callable[[Identity], Identity]:
    """A dependency that lets callers through who have a role, or one that includes it."""

    def check(caller: Caller) -> Identity:
        if not caller.role.includes(role):
            raise Forbidden(f"this needs the role {role}, and yours is {caller.role}")
        return caller

    return check


Viewer = Annotated[Identity, Depends(requires(Role.VIEWER))]
"""Somebody who may read."""

Editor = Annotated[Identity, Depends(requires(Role.EDITOR))]
"""Somebody who may write."""

Admin = Annotated[Identity, Depends(requires(Role.ADMIN))]
"""Somebody who may do everything."""
