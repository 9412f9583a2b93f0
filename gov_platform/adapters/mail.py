"""Which mailer an installation has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov_platform.adapters.mail_folder import MailFolder
from gov_platform.adapters.smtp import Smtp

if TYPE_CHECKING:
    from gov_platform.ports.mailer import Mailer
    from gov_platform.settings import Settings

__all__ = ["mailer_of"]


def mailer_of(settings: Settings) -> Mailer:
    """SMTP where a server is set, and a folder where none is."""
    return Smtp(settings) if settings.smtp_host else MailFolder(settings)
