"""What is stored of accounts. No column holds a password or a token: only what is made of them one way."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from gov_platform.domains.accounts.roles import Role
from gov_platform.kernel.database import Model
from gov_platform.kernel.ids import new_id
from gov_platform.kernel.types import UTCDateTime, word_of

__all__ = [
    "LONGEST_ADDRESS",
    "Attempt",
    "Link",
    "PersonalAccessToken",
    "Purpose",
    "RefreshToken",
    "Session",
    "SigningKey",
    "User",
]

LONGEST_ADDRESS = 254
"""Characters of an e-mail address (RFC 5321, erratum 1690)."""


class User(Model):
    """Somebody with an account."""

    __tablename__ = "users"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    email: Mapped[str] = mapped_column(String(LONGEST_ADDRESS), unique=True)
    password_hash: Mapped[str] = mapped_column(String(255))
    role: Mapped[Role] = mapped_column(word_of(Role, "role"), default=Role.VIEWER)
    is_active: Mapped[bool] = mapped_column(default=True)
    verified_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)


class Session(Model):
    """One sign-in on one device, and the family of all refresh tokens that descend from it."""

    __tablename__ = "sessions"
    __table_args__ = (Index("ix_sessions_user_id_network", "user_id", "network"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    used_at: Mapped[datetime] = mapped_column(UTCDateTime)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    address: Mapped[str] = mapped_column(String(64))
    network: Mapped[str] = mapped_column(String(64))
    device: Mapped[str] = mapped_column(String(200))


class RefreshToken(Model):
    """A refresh token by its SHA-256. A replaced one stays, so that its return is noticed."""

    __tablename__ = "refresh_tokens"

    digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    session_id: Mapped[UUID] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    replaced_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class PersonalAccessToken(Model):
    """A token that a program shows in place of a password, by its SHA-256."""

    __tablename__ = "personal_tokens"
    __table_args__ = (Index("ix_personal_tokens_user_id_created_at", "user_id", "created_at"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(255))
    digest: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    scopes: Mapped[list[str]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class SigningKey(Model):
    """A key that access tokens are signed with; its private half is encrypted."""

    __tablename__ = "signing_keys"

    kid: Mapped[str] = mapped_column(String(43), primary_key=True)
    public: Mapped[bytes] = mapped_column(LargeBinary(32))
    private: Mapped[bytes] = mapped_column(LargeBinary(128))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)


class Attempt(Model):
    """A sign-in that failed or has not ended yet. The account is kept as a digest: it need not exist."""

    __tablename__ = "attempts"
    __table_args__ = (
        Index("ix_attempts_account_at", "account", "at"),
        Index("ix_attempts_network_at", "network", "at"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    account: Mapped[bytes] = mapped_column(LargeBinary(32))
    network: Mapped[str] = mapped_column(String(64))
    is_stranger: Mapped[bool]
    at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)


class Purpose(StrEnum):
    """What a link is for."""

    CONFIRMATION = "confirmation"
    RESET = "reset"


class Link(Model):
    """A link that went out by mail, or is about to: then it has no digest yet.

    That of a registration holds the hash of the password that was chosen: before the address is confirmed
    there is no account.
    """

    __tablename__ = "links"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    purpose: Mapped[Purpose] = mapped_column(word_of(Purpose, "purpose"))
    email: Mapped[str] = mapped_column(String(LONGEST_ADDRESS), index=True)
    password_hash: Mapped[str | None] = mapped_column(String(255))
    digest: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    expires_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
