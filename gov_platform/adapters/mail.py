"""Which mailer an installation has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov_platform.adapters.mail_folder import MailFolder

if TYPE_CHECKING:
    from gov_platform.ports.mailer import Mailer
    from gov_platform.settings import Settings

__all__ = ["mailer_of"]


def mailer_of(settings: Settings) -> Mailer:
    """SMTP where a server is set, and a folder where none is."""
    if not settings.smtp_host:
        return MailFolder(settings)
    from gov_platform.adapters.smtp import Smtp  # noqa: PLC0415 - a platform without a server starts faster

    return Smtp(settings)
