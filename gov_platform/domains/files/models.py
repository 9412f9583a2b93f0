"""What is stored of files, but for their bytes."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import BigInteger, CheckConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from gov_platform.domains.access.resources import Owned
from gov_platform.kernel.database import Model

__all__ = ["File"]


class File(Owned, Model):
    """A file. Its name is told, and is no part of where its bytes are."""

    __tablename__ = "files"
    __table_args__ = (CheckConstraint("size >= 0", name="size"),)

    name: Mapped[str] = mapped_column(String(255))
    description: Mapped[str] = mapped_column(Text)
    media_type: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64))

    def facts(self) -> Mapping[str, object]:
        """What the audit log holds of it."""
        return {
            **super().facts(),
            "name": self.name,
            "description": self.description,
            "media_type": self.media_type,
            "size": self.size,
            "sha256": self.sha256,
        }
