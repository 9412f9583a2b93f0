"""Mail: what is sent, by whom it is sent, and the two ways in which that fails.

Only jobs are given a mailer: a mail belongs to the change that causes it, and is sent if that was committed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

__all__ = ["Mail", "MailDeferredError", "MailRefusedError", "Mailer"]

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_LONGEST_ADDRESS = 254
_LONGEST_SUBJECT = 200


@dataclass(frozen=True, slots=True)
class Mail:
    """A message to one person.

    Raises:
        ValueError: A line of its head has a line end or another control character, or is none at all.

    """

    to: str
    subject: str
    text: str

    def __post_init__(self) -> None:
        """Let nothing into the head of a message that would begin a line of its own there."""
        for what, value, longest in (
            ("address", self.to, _LONGEST_ADDRESS),
            ("subject", self.subject, _LONGEST_SUBJECT),
        ):
            if not 0 < len(value) <= longest or _CONTROL.search(value):
                raise ValueError(f"the {what} of a mail is empty, too long or holds a control character")
        name, _, domain = self.to.rpartition("@")
        if not name or not domain or any(letter in self.to for letter in ' ,;:<>()[]"\\'):
            raise ValueError("a mail goes to one plain address")


class MailDeferredError(Exception):
    """It was not taken now; the same mail may be taken later."""


class MailRefusedError(Exception):
    """It will never be taken: there is no such person, or the server does not want it."""


class Mailer(Protocol):
    """Sends mail."""

    async def send(self, mail: Mail, key: str) -> None:
        """Hand a mail over; with the same key it is the same mail again, and says so.

        Raises:
            MailDeferredError: Try again later.
            MailRefusedError: Do not try again.

        """

    async def check(self) -> str:
        """Where mail goes, once it is sure that it would be taken there.

        Raises:
            MailDeferredError: It would not be taken now.

        """
