"""What is stored of content."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from gov_platform.domains.access.resources import Published
from gov_platform.kernel.database import Model

__all__ = ["LONGEST_SLUG", "LONGEST_WORD", "Entry"]

LONGEST_WORD, LONGEST_SLUG = 32, 100
"""Characters of a kind and of a slug."""


class Entry(Published, Model):
    """A text with a title, known by its kind and its slug."""

    __tablename__ = "content"
    __table_args__ = (UniqueConstraint("kind", "slug"),)

    kind: Mapped[str] = mapped_column(String(LONGEST_WORD))
    slug: Mapped[str] = mapped_column(String(LONGEST_SLUG))
    body: Mapped[str] = mapped_column(Text)

    def facts(self) -> Mapping[str, object]:
        """What the audit log holds of it: of the text only which one it was."""
        told = hashlib.sha256(self.body.encode()).hexdigest()
        return {**super().facts(), "kind": self.kind, "slug": self.slug, "body_sha256": told}
