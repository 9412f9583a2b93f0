"""What accounts look like from outside."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, EmailStr, Field

from gov_platform.domains.accounts.models import LONGEST_ADDRESS
from gov_platform.domains.accounts.roles import Role

__all__ = [
    "Account", "Credentials", "Key", "Keys", "OneSession", "Refresh", "Registered", "Registration",
    "Sessions", "Tokens",
]  # fmt: skip

_LONGEST_PASSWORD = 4096


def _folded(value: str) -> str:
    folded = value.casefold()
    if len(folded) > LONGEST_ADDRESS:
        raise ValueError(f"is longer than {LONGEST_ADDRESS} characters")
    return folded


def _storable(value: str) -> str:
    if "\0" in value:
        raise ValueError("contains the character NUL")
    try:
        size = len(value.encode())
    except UnicodeEncodeError:
        raise ValueError("contains half of a surrogate pair") from None
    if size > _LONGEST_PASSWORD:
        raise ValueError(f"is longer than {_LONGEST_PASSWORD} bytes")
    return value


Address = Annotated[EmailStr, AfterValidator(_folded)]
"""An e-mail address, of which capital letters are no part."""

Password = Annotated[
    str, Field(min_length=1, max_length=_LONGEST_PASSWORD), AfterValidator(_storable)
]  # its least length is told with other reasons to refuse a new one


class _Sent(BaseModel):
    """What a client sends: fields that nobody knows are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Registration(_Sent):
    """What a new account begins with."""

    email: Address
    password: Password = Field(description="8 to 4096 bytes, and none that everybody would guess.")


class Registered(BaseModel):
    """The same words for every address."""

    detail: str


class Credentials(_Sent):
    """Who somebody says they are, and how they prove it."""

    email: Address
    password: Password


class Refresh(_Sent):
    """A refresh token, to be replaced."""

    refresh_token: str = Field(min_length=1, max_length=256, pattern=r"^[!-~]+$")


class Tokens(BaseModel):
    """What a sign-in gives: the form of RFC 6749, section 5.1."""

    access_token: str = Field(description="Signed; goes into the header `Authorization: Bearer`.")
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 - the name of the scheme
    expires_in: int = Field(description="Seconds until the access token expires.")
    refresh_token: str = Field(description="Opaque, for one use: gives the next pair.")
    refresh_expires_in: int = Field(description="Seconds until the refresh token expires.")


class Account(BaseModel):
    """Somebody's own account."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    email: str
    role: Role
    verified_at: datetime | None
    created_at: datetime


class OneSession(BaseModel):
    """One sign-in that has not ended."""

    id: UUID
    created_at: datetime
    used_at: datetime = Field(description="When its tokens were last replaced.")
    expires_at: datetime
    address: str
    device: str = Field(description="What the client called itself.")
    is_current: bool = Field(description="Whether this request belongs to it.")


class Sessions(BaseModel):
    """The sessions of one account, the newest first."""

    items: list[OneSession]
    next: None = Field(default=None, description="All are listed at once.")


class Key(BaseModel):
    """A public key (RFC 8037)."""

    kty: Literal["OKP"] = "OKP"
    crv: Literal["Ed25519"] = "Ed25519"
    alg: Literal["EdDSA"] = "EdDSA"
    use: Literal["sig"] = "sig"
    kid: str
    x: str


class Keys(BaseModel):
    """A key set (RFC 7517)."""

    keys: list[Key]
