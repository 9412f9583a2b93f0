"""Mail by SMTP (RFC 5321), encrypted unless the settings say otherwise."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

import structlog
from aiosmtplib import (
    SMTP,
    SMTPException,
    SMTPNotSupported,
    SMTPRecipientsRefused,
    SMTPResponseException,
)

from gov_platform.adapters.messages import message_of, wire_address
from gov_platform.kernel.clock import now
from gov_platform.ports.mailer import MailDeferredError, MailRefusedError

if TYPE_CHECKING:
    from gov_platform.ports.mailer import Mail
    from gov_platform.settings import Settings

__all__ = ["Smtp"]

_PERMANENT = 500
_log = structlog.get_logger("gov_platform.mail")


class Smtp:
    """Sends each mail over a connection of its own."""

    def __init__(self, settings: Settings) -> None:
        """Nothing connects before the first mail."""
        self._settings = settings
        self._tls = ssl.create_default_context(cafile=settings.smtp_ca)

    async def send(self, mail: Mail, key: str) -> None:
        """Hand a mail to the server. 4xx is no for now, 5xx is no, and all else may pass."""
        message = message_of(mail, key, self._settings.mail_from, now())
        client = self._client()
        try:
            await client.connect()
        except (SMTPException, OSError) as error:
            raise _unreached(error) from error
        try:
            async with client:
                await client.send_message(
                    message, sender=self._settings.mail_from, recipients=[wire_address(mail.to)]
                )
        except (SMTPRecipientsRefused, SMTPResponseException) as error:
            raise _told(error) from error
        except SMTPNotSupported as error:
            raise MailRefusedError("the mail server does not take such an address") from error
        except (SMTPException, OSError) as error:
            raise _unreached(error) from error
        _log.info("mail_sent", message_id=str(message["Message-ID"]))

    async def check(self) -> str:
        """Greet the server as a mail would."""
        try:
            async with self._client() as client:
                await client.noop()
        except (SMTPException, OSError) as error:
            raise _unreached(error) from error
        return ""

    def _client(self) -> SMTP:
        settings = self._settings
        password = settings.smtp_password.get_secret_value() if settings.smtp_password else None
        return SMTP(
            hostname=settings.smtp_host,
            port=settings.smtp_port,
            username=settings.smtp_user or None,
            password=password,
            timeout=settings.smtp_timeout,
            use_tls=settings.smtp_security == "tls",
            start_tls=settings.smtp_security == "starttls",
            tls_context=self._tls if settings.smtp_security != "none" else None,
        )


def _told(error: SMTPRecipientsRefused | SMTPResponseException) -> MailDeferredError | MailRefusedError:
    answers = error.recipients if isinstance(error, SMTPRecipientsRefused) else [error]
    codes = [answer.code for answer in answers]
    words = f"the mail server answered {', '.join(map(str, codes))}"
    if codes and min(codes) >= _PERMANENT:
        return MailRefusedError(words)
    return MailDeferredError(words)


def _unreached(error: Exception) -> MailDeferredError:
    """Whatever fails before a mail is offered, a wrong password included, is no fault of the mail."""
    code = f" {error.code}" if isinstance(error, SMTPResponseException) else ""
    return MailDeferredError(f"the mail server cannot be reached: {type(error).__name__}{code}")
