"""A mail as it is sent: RFC 5322, with the head that mail from a program carries."""

from __future__ import annotations

import hashlib
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from gov_platform.ports.mailer import Mail

__all__ = ["message_of", "wire_address"]


def message_of(mail: Mail, key: str, sender: str, now: datetime) -> EmailMessage:
    """The message of a mail. Its Message-ID is made from the key: whoever gets it twice sees that."""
    message = EmailMessage(policy=SMTP.clone(utf8=not wire_address(mail.to).isascii()))
    message["From"] = Address("", addr_spec=sender)
    name, _, domain = wire_address(mail.to).rpartition("@")
    message["To"] = Address("", username=name, domain=domain)
    message["Subject"] = mail.subject
    message["Date"] = now
    digest = hashlib.sha256(key.encode()).hexdigest()[:32]
    message["Message-ID"] = f"<{digest}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's absence answers it
    message.set_content(mail.text)
    return message


def wire_address(address: str) -> str:
    """An address whose domain is spelt as the domain name system knows it."""
    name, _, domain = address.rpartition("@")
    try:
        return f"{name}@{domain.encode('idna').decode()}"
    except UnicodeError:
        return address
