"""How many passwords may be tried: a guess counts before it is verified, so that none slips by in a crowd."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING

from gov_platform.domains.accounts import repository
from gov_platform.domains.accounts.models import Attempt
from gov_platform.kernel.errors import TooManyRequests

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from gov_platform.domains.accounts.visitors import Visitor

__all__ = ["admit", "admit_registration", "forget"]

WINDOW = timedelta(minutes=5)
FROM_ONE_NETWORK = 10
"""Failures on one account from one network, in the window."""
BY_STRANGERS = 30
"""Failures on one account from all networks that its owner never signed in from."""
ON_ALL_ACCOUNTS = 100
"""Failures from one network, on accounts whose owners never signed in from it."""
REGISTRATIONS = 50
"""Accounts asked for from one network, in the window: each costs a hash."""

MAIL_WINDOW = timedelta(hours=1)
MAILS_TO_ONE = 5
"""Mails asked for to one address, in an hour, by whomever."""
MAILS_FROM_ONE_NETWORK = 50
"""Mails asked for from one network, in an hour: each goes to somebody who did not ask for it, perhaps."""

# No address of anybody: what stands here for registrations cannot be the account of one.
_NOBODY = ""
_MAIL = "mail "


async def admit(session: AsyncSession, email: str, visitor: Visitor, now: datetime) -> None:
    """Count an attempt as failed, until it has succeeded; an account need not exist to be guessed at.

    The owner, who comes from where they signed in before, is not locked out by strangers.

    Raises:
        TooManyRequests: Too many have failed.

    """
    account, network = _digest(email), visitor.network
    await repository.lock_account(session, account)
    since = now - WINDOW
    found = await repository.attempts_from(session, account, network, since, FROM_ONE_NETWORK)
    _refuse(found, FROM_ONE_NETWORK, now)
    is_stranger = not await repository.has_signed_in_from(session, email, network)
    if is_stranger:
        found = await repository.attempts_by_strangers(session, account, since, BY_STRANGERS)
        _refuse(found, BY_STRANGERS, now)
        found = await repository.attempts_of_stranger(session, network, since, ON_ALL_ACCOUNTS)
        _refuse(found, ON_ALL_ACCOUNTS, now)
    await repository.clear_attempts(session, now - MAIL_WINDOW)
    await repository.add(session, Attempt(account=account, network=network, is_stranger=is_stranger, at=now))


async def admit_registration(session: AsyncSession, visitor: Visitor, now: datetime) -> None:
    """Count a wish for an account, whether or not its address has one.

    Raises:
        TooManyRequests: Too many were asked for.

    """
    account, network = _digest(_NOBODY), visitor.network
    await repository.lock_account(session, _digest(network))
    found = await repository.attempts_from(session, account, network, now - WINDOW, REGISTRATIONS)
    _refuse(found, REGISTRATIONS, now, "accounts were asked for")
    await repository.clear_attempts(session, now - MAIL_WINDOW)
    await repository.add(session, Attempt(account=account, network=network, is_stranger=False, at=now))


async def admit_mail(session: AsyncSession, email: str, visitor: Visitor, now: datetime) -> None:
    """Count a wish for mail, whether or not its address has an account.

    Raises:
        TooManyRequests: Too much was asked for.

    """
    since, network = now - MAIL_WINDOW, visitor.network
    to_one, from_one = _digest(_MAIL + email), _digest(_MAIL)
    await repository.lock_account(session, to_one)
    await repository.lock_account(session, _digest(_MAIL + network))
    found = await repository.attempts_on(session, to_one, since, MAILS_TO_ONE)
    _refuse(found, MAILS_TO_ONE, now, "mails were asked for", MAIL_WINDOW)
    found = await repository.attempts_from(session, from_one, network, since, MAILS_FROM_ONE_NETWORK)
    _refuse(found, MAILS_FROM_ONE_NETWORK, now, "mails were asked for", MAIL_WINDOW)
    await repository.clear_attempts(session, since)
    for account in (to_one, from_one):
        await repository.add(session, Attempt(account=account, network=network, is_stranger=False, at=now))


async def forget(session: AsyncSession, email: str, visitor: Visitor) -> None:
    """Take back what was counted, for a password that was right."""
    await repository.forget_attempts(session, _digest(email), visitor.network)


def _refuse(
    newest_first: Sequence[datetime],
    limit: int,
    now: datetime,
    what: str = "passwords were tried",
    window: timedelta = WINDOW,
) -> None:
    if len(newest_first) >= limit:
        wait = newest_first[-1] + window - now
        raise TooManyRequests(
            f"too many {what}: wait, then try again", after=max(1, int(wait.total_seconds()) + 1)
        )


def _digest(email: str) -> bytes:
    return hashlib.sha256(email.encode()).digest()
