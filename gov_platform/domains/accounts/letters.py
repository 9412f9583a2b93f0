"""What people are written about their accounts, in plain text."""

from __future__ import annotations

from gov_platform.domains.accounts.links import LIFETIME
from gov_platform.ports.mailer import Mail

__all__ = ["already_registered", "confirmation", "password_changed", "password_reset"]

_MINUTES = int(LIFETIME.total_seconds() // 60)


def confirmation(to: str, pages: str, token: str) -> Mail:
    """Somebody asked for an account for this address."""
    return Mail(
        to,
        "Confirm your e-mail address",
        f"Somebody asked for an account for {to} at {pages}.\n\n"
        f"If that was you, confirm the address within {_MINUTES} minutes:\n\n"
        f"{pages}/confirm#{token}\n\n"
        "If it was not, do nothing: without this link there will be no account.\n",
    )


def already_registered(to: str, pages: str) -> Mail:
    """Somebody asked for an account for an address that has one."""
    return Mail(
        to,
        "You have an account already",
        f"Somebody asked for an account for {to} at {pages}. There is one already, and it stays as it is.\n\n"
        "If that was you, sign in, or ask for a new password if you have forgotten yours. "
        "If it was not, you need not do anything.\n",
    )


def password_reset(to: str, pages: str, token: str) -> Mail:
    """Somebody has forgotten the password of this address."""
    return Mail(
        to,
        "Set a new password",
        f"Somebody asked for a new password for {to} at {pages}.\n\n"
        f"If that was you, set it within {_MINUTES} minutes:\n\n"
        f"{pages}/reset#{token}\n\n"
        "If it was not, do nothing: your password stays as it is.\n",
    )


def password_changed(to: str, pages: str) -> Mail:
    """A new password was set by a link."""
    return Mail(
        to,
        "Your password was changed",
        f"The password of {to} at {pages} was changed by a link that we sent to this address, and all "
        "sessions and personal tokens have ended.\n\n"
        "If that was not you, somebody else reads your mail: secure your mailbox, then ask for a new "
        "password.\n",
    )
