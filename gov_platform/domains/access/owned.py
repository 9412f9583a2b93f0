"""What rows have in common that belong to somebody, and those among them that can be published."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, String, or_
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from gov_platform.domains.access.repository import visible
from gov_platform.kernel.ids import new_id
from gov_platform.kernel.types import UTCDateTime, word_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import ColumnElement

    from gov_platform.domains.access.levels import ResourceKind
    from gov_platform.domains.accounts.identities import Identity

__all__ = ["Owned", "Published", "State"]


class State(StrEnum):
    """Who may read what can be published: those with whom it is shared, or everybody who knows its kind."""

    DRAFT = "draft"
    PUBLISHED = "published"


class Owned:
    """The columns of a row that belongs to somebody and has versions."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    title: Mapped[str] = mapped_column(String(255))
    # Who owns it is a grant as well, from the same transaction; nobody can give it away.
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    version: Mapped[int] = mapped_column(BigInteger, default=1)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, object]:  # noqa: N805 - as SQLAlchemy calls it
        """Let the database refuse a change of an old version."""
        return {"version_id_col": cls.version}

    @classmethod
    def readable(cls, caller: Identity, kind: ResourceKind) -> ColumnElement[bool]:
        """Whether a caller may read a row: a condition of the query that reads it."""
        return visible(caller, kind, cls.id)

    def facts(self) -> Mapping[str, object]:
        """What the audit log holds of it."""
        return {"title": self.title}


class Published(Owned):
    """The columns of a row that is a draft first."""

    @declared_attr
    def state(cls) -> Mapped[State]:  # noqa: N805 - as SQLAlchemy calls it
        """Whether it is published."""
        return mapped_column(word_of(State, "state"), default=State.DRAFT)

    @classmethod
    def readable(cls, caller: Identity, kind: ResourceKind) -> ColumnElement[bool]:
        """What is published is for everybody who knows its kind."""
        is_seen = visible(caller, kind, cls.id)
        return or_(cls.state == State.PUBLISHED, is_seen) if caller.may(kind.known_to) else is_seen

    def facts(self) -> Mapping[str, object]:
        """What the audit log holds of it."""
        return {"title": self.title, "state": self.state}
