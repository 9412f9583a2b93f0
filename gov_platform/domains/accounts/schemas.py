"""What accounts look like from outside."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, EmailStr, Field

from gov_platform.domains.accounts.models import LONGEST_ADDRESS
from gov_platform.domains.accounts.roles import Role
from gov_platform.kernel.fields import Incoming, Line, Moment, Storable
from gov_platform.kernel.paging import Paging

__all__ = [
    "Account", "Asked", "Confirmation", "Credentials", "Key", "Keys", "Member", "MembersWanted",
    "NewPassword", "NewPersonalToken", "OnePersonalToken", "OneSession", "PersonalToken", "Refresh",
    "Registered", "Registration", "Sessions", "Tokens", "TokensWanted",
]  # fmt: skip

_LONGEST_PASSWORD = 4096


def _folded(value: str) -> str:
    folded = value.casefold()
    if len(folded) > LONGEST_ADDRESS:
        raise ValueError(f"is longer than {LONGEST_ADDRESS} characters")
    return folded


def _not_too_long(value: str) -> str:
    if len(value.encode()) > _LONGEST_PASSWORD:
        raise ValueError(f"is longer than {_LONGEST_PASSWORD} bytes")
    return value


Address = Annotated[EmailStr, AfterValidator(_folded)]
"""An e-mail address, of which capital letters are no part."""

Password = Annotated[
    str, Field(min_length=1, max_length=_LONGEST_PASSWORD), Storable, AfterValidator(_not_too_long)
]  # its least length is told with other reasons to refuse a new one


Shown = Annotated[str, Field(min_length=1, max_length=256, pattern=r"^[!-~]+$")]
"""A token of ours, shown by whoever has it."""


class Registration(Incoming):
    """What a new account begins with."""

    email: Address
    password: Password = Field(description="8 to 4096 bytes, and none that everybody would guess.")


class Registered(BaseModel):
    """The same words for every address."""

    detail: str


class Asked(Incoming):
    """An address that mail is wanted at."""

    email: Address


class Confirmation(Incoming):
    """What stood in a mail."""

    token: Shown


class NewPassword(Incoming):
    """What stood in a mail, and the password that is to be."""

    token: Shown
    password: Password = Field(description="8 to 4096 bytes, and none that everybody would guess.")


class Credentials(Incoming):
    """Who somebody says they are, and how they prove it."""

    email: Address
    password: Password


class Refresh(Incoming):
    """A refresh token, to be replaced."""

    refresh_token: Shown


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


class Member(BaseModel):
    """An account, as whoever administers it sees it."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    email: str
    role: Role
    is_active: bool = Field(description="Whether it may sign in.")
    verified_at: datetime | None
    created_at: datetime


class MembersWanted(Paging):
    """Which accounts are asked for."""

    sort: Literal["created", "-created", "email", "-email"] = "created"
    role: Role | None = Field(default=None, description="Those that have this role itself.")
    email: Address | None = Field(default=None, description="The one that has this address.")
    is_active: bool | None = Field(default=None, description="Those that may sign in, or may not.")


class NewPersonalToken(Incoming):
    """What a personal token is to be for."""

    name: Line = Field(description="What it is for, in words of its owner.")
    scopes: list[Annotated[Line, Field(max_length=64)]] = Field(
        min_length=1, max_length=50, description="Names of permissions; it can do nothing else."
    )
    expires_at: Moment = Field(description="The moment from which it is refused, within a year.")


class OnePersonalToken(BaseModel):
    """A personal token, without the secret that it is."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    scopes: list[str]
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = Field(description="When it was last used, give or take a minute.")


class PersonalToken(OnePersonalToken):
    """A new personal token: the only answer that holds it."""

    token: str = Field(description="Goes into the header `Authorization: Bearer`. It cannot be shown again.")


class TokensWanted(Paging):
    """Which personal tokens are asked for."""

    sort: Literal["created", "-created", "expires", "-expires"] = "-created"


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
