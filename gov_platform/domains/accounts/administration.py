"""What whoever runs an installation does with accounts, from its command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import ValidationError

from gov_platform.domains.accounts import repository
from gov_platform.domains.accounts.roles import Role
from gov_platform.domains.accounts.schemas import Registration
from gov_platform.domains.accounts.service import Accounts
from gov_platform.kernel.auditing import COMMAND, Change, record
from gov_platform.kernel.clock import now
from gov_platform.kernel.database import Database
from gov_platform.kernel.errors import Unprocessable

if TYPE_CHECKING:
    from gov_platform.settings import Settings

__all__ = ["create_admin", "replace_keys"]


async def create_admin(settings: Settings, email: str, password: str) -> str:
    """Make an account with all rights; the address as it is kept.

    Raises:
        Conflict: The address has an account.
        Unprocessable: The address is none, or the password would be guessed at once.

    """
    try:
        told = Registration(email=email, password=password)
    except ValidationError as error:
        reasons = "; ".join(f"{one['loc'][0]}: {one['msg']}" for one in error.errors(include_url=False))
        raise Unprocessable(reasons) from None
    database = Database(settings)
    try:
        async with database.unit_of_work() as work:
            await Accounts(settings, now).create(work, told.email, told.password, Role.ADMIN)
    finally:
        await database.close()
    return told.email


async def replace_keys(settings: Settings, *, distrust: bool) -> str:
    """Sign with a new key from now on; its name. To distrust older keys refuses every token they signed."""
    database = Database(settings)
    try:
        async with database.unit_of_work() as work:
            signer = await Accounts(settings, now).keys.rotate(work, COMMAND)
            if distrust:
                await repository.delete_keys_but(work, signer.kid)
                await record(
                    work, COMMAND, Change("signing_key.alone_trusted", "signing_key", signer.kid), now()
                )
            await work.commit()
    finally:
        await database.close()
    return signer.kid
