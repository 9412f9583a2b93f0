"""Mail about accounts, sent after the change that it is about.

Whether an address is known is looked up here alone: a request that names one does the same for all.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from gov_platform.domains.accounts import letters, links, repository
from gov_platform.domains.accounts.models import Link, Purpose
from gov_platform.kernel.jobs.handlers import GiveUp, Handler, Nothing, Payload, Run
from gov_platform.ports.mailer import MailRefusedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from gov_platform.ports.mailer import Mail

__all__ = ["CHANGED", "CONFIRMATION", "FORGOTTEN", "HANDLERS", "RESEND", "OfAddress", "OfLink"]


class OfLink(Payload):
    """A link that was asked for; nothing of it opens anything."""

    link_id: UUID


class OfAddress(Payload):
    """An address that somebody named."""

    email: str


async def _confirm(run: Run, sent: OfLink) -> None:
    """Send the link of a registration; the owner of an address that has an account is told so instead."""
    async with run.context.database.reading() as session:
        link = await repository.link_by_id(session, sent.link_id)
        user = await repository.user_by_email(session, link.email) if link is not None else None
    if link is None or link.used_at is not None:
        return
    if user is not None and user.verified_at is not None:
        await _send(run, lambda: letters.already_registered(user.email, _pages(run)), run.key)
    else:
        await _send_link(run, link)


async def _resend(run: Run, sent: OfAddress) -> None:
    """Send a new link for a registration that waits, or for an account without a confirmed address."""
    now = run.context.clock()
    async with run.context.database.reading() as session:
        user = await repository.user_by_email(session, sent.email)
        waiting = await repository.last_registration(session, sent.email, now - links.KEPT)
    if (user is None and waiting is None) or (user is not None and user.verified_at is not None):
        return
    password_hash = waiting.password_hash if waiting is not None else None
    await _send_link(run, _link(run, Purpose.CONFIRMATION, sent.email, password_hash))


async def _forgotten(run: Run, sent: OfAddress) -> None:
    """Send a link that sets a new password."""
    async with run.context.database.reading() as session:
        user = await repository.user_by_email(session, sent.email)
    if user is not None and user.is_active:
        await _send_link(run, _link(run, Purpose.RESET, user.email, None))


async def _changed(run: Run, sent: OfAddress) -> None:
    """Tell the owner of a new password."""
    await _send(run, lambda: letters.password_changed(sent.email, _pages(run)), run.key)


async def _forget(run: Run, _nothing: Nothing) -> None:
    await repository.delete_links(run.work, run.context.clock() - links.KEPT)


def _link(run: Run, purpose: Purpose, email: str, password_hash: str | None) -> Link:
    """The link of a job: the same row in every attempt."""
    now = run.context.clock()
    return Link(id=run.id, purpose=purpose, email=email, password_hash=password_hash, created_at=now)


async def _send_link(run: Run, link: Link) -> None:
    # Stored before it is sent: whoever is fast must find it.
    async with run.context.database.unit_of_work() as work:
        token = await links.issue(work, link, run.context.clock())
        await work.commit()
    if token is None:
        return
    letter = letters.password_reset if link.purpose is Purpose.RESET else letters.confirmation
    # Each attempt has a link of its own, and so is a mail of its own.
    await _send(run, lambda: letter(link.email, _pages(run), token), f"{run.key} {run.attempt}")


async def _send(run: Run, write: Callable[[], Mail], key: str) -> None:
    try:
        await run.mailer.send(write(), key)
    except (MailRefusedError, ValueError) as error:
        raise GiveUp(str(error)) from error


def _pages(run: Run) -> str:
    return run.context.settings.pages_url or run.context.settings.public_url


CONFIRMATION = Handler("accounts.confirmation", OfLink, _confirm)
RESEND = Handler("accounts.resend", OfAddress, _resend)
FORGOTTEN = Handler("accounts.forgotten", OfAddress, _forgotten)
CHANGED = Handler("accounts.changed", OfAddress, _changed)
HANDLERS = (
    CONFIRMATION,
    RESEND,
    FORGOTTEN,
    CHANGED,
    Handler("accounts.forget", Nothing, _forget, every=timedelta(hours=1)),
)
"""The kinds of job of this domain."""
