"""Mail as files: what an installation without a mail server does, so that nothing that is sent is lost."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import anyio.to_thread
import structlog

from gov_platform.adapters.messages import message_of
from gov_platform.kernel.clock import now
from gov_platform.ports.mailer import MailDeferredError

if TYPE_CHECKING:
    from pathlib import Path

    from gov_platform.ports.mailer import Mail
    from gov_platform.settings import Settings

__all__ = ["MailFolder"]

_log = structlog.get_logger("gov_platform.mail")


class MailFolder:
    """Writes each mail as an `.eml` file into the folder of data, which mail programs open."""

    def __init__(self, settings: Settings) -> None:
        """Write below the folder of data."""
        self._settings = settings

    @property
    def folder(self) -> Path:
        """Where the files are; nobody else may read them, for they hold links."""
        folder = self._settings.folder / "mail"
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder

    async def send(self, mail: Mail, key: str) -> None:
        """Write a mail; the same key writes the same file."""
        moment = now()
        message = message_of(mail, key, self._settings.mail_from, moment)
        name = message["Message-ID"].strip("<>").partition("@")[0]

        def write() -> Path:
            path = self.folder / f"{name}.eml"
            mine = path.with_suffix(".partial")
            with os.fdopen(os.open(mine, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(message.as_bytes())
            return mine.replace(path)

        try:
            path = await anyio.to_thread.run_sync(write)
        except OSError as error:
            raise MailDeferredError(f"the folder of mail cannot be written to: {error.strerror}") from error
        _log.warning("mail_written_not_sent", file=str(path), help="set GOV_PLATFORM_SMTP_HOST to send mail")

    async def check(self) -> str:
        """Where mail goes."""
        if not os.access(self.folder, os.W_OK):
            raise MailDeferredError("the folder of mail cannot be written to")
        return "no mail is sent: it is written into the folder of data"
