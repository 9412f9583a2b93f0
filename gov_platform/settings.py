"""What a platform is told by its environment, read once: every mistake at once, and no unsafe value taken."""

from __future__ import annotations

import os
import re
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["PREFIX", "Settings", "SettingsError", "read_settings"]

PREFIX = "GOV_PLATFORM_"
"""What the name of each variable begins with: `GOV_PLATFORM_DATABASE` is `database`."""

Level = Literal["DEBUG", "INFO", "WARNING", "ERROR"]
_LEVELS: dict[str, Level] = {"development": "DEBUG", "production": "INFO", "test": "WARNING"}
_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgresql": "postgresql+asyncpg",
    "postgres": "postgresql+asyncpg",
}
_SHORTEST_SECRET = 32
_ADDRESS = re.compile(r"[0-9A-Za-z.!#$%&'*+/=?^_`{|}~-]{1,64}@[0-9A-Za-z.-]{1,255}")
_LEAST_COST = 10


class SettingsError(Exception):
    """The environment holds values that the platform does not start with; each line names one."""


class Settings(BaseSettings):
    """Everything that differs from one installation to another.

    Sizes are in bytes, times in seconds. Without any variable the platform runs by itself: SQLite and a
    secret of its own in the folder `data`.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid")

    environment: Literal["development", "test", "production"] = "production"
    data: Path = Path("gov-platform-data")
    database: str = ""
    secret: SecretStr | None = Field(default=None, validate_default=True)
    metrics_token: SecretStr | None = None
    public_url: str = "http://127.0.0.1:8000"
    log_level: Level | None = None
    cors_origins: Annotated[tuple[str, ...], NoDecode] = ()
    body_limit: int = Field(default=1_048_576, ge=1024, le=1_073_741_824)
    request_timeout: float = Field(default=30.0, gt=0, le=600)
    # Files come and go within limits of their own.
    file_limit: int = Field(default=104_857_600, ge=1024, le=107_374_182_400)
    # Databases, logs and whatever else is on the disk need room as well.
    file_reserve: int = Field(default=134_217_728, ge=0, le=2**60)
    transfer_timeout: float = Field(default=600.0, gt=0, le=36_000)
    slow_request: float = Field(default=0.5, gt=0, le=600)
    slow_query: float = Field(default=0.1, gt=0, le=600)
    pool_size: int = Field(default=5, ge=1, le=100)
    pool_timeout: float = Field(default=5.0, gt=0, le=60)
    # Whether visitors may ask for accounts, and whether nobody signs in before an address is confirmed.
    registration: bool = True
    confirmation: bool = False
    password_hash: Literal["bcrypt", "argon2id"] = "bcrypt"  # noqa: S105 - a name
    bcrypt_cost: int = Field(default=12, ge=4, le=16)
    hashing_threads: int = Field(default=2, ge=1, le=64)
    access_lifetime: int = Field(default=600, ge=60, le=900)
    refresh_lifetime: int = Field(default=2_592_000, ge=3600, le=2_592_000)
    key_lifetime: int = Field(default=7_776_000, ge=86_400)
    # Where jobs run, and how many at once in each process.
    worker: Literal["embedded", "separate"] = "embedded"
    job_slots: int = Field(default=2, ge=1, le=64)
    # Without a server, mail is written into the folder of data.
    smtp_host: str = Field(default="", pattern=r"^[0-9A-Za-z.:_-]{0,253}$")
    smtp_port: int = Field(default=587, ge=1, le=65_535)
    smtp_security: Literal["starttls", "tls", "none"] = "starttls"
    smtp_user: str = ""
    smtp_password: SecretStr | None = None
    smtp_ca: Path | None = None
    smtp_timeout: float = Field(default=20.0, gt=0, le=55)
    mail_from: str = "gov-platform@localhost"
    pages_url: str = ""

    @field_validator("cors_origins", mode="before")
    @classmethod
    def _comma_separated(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("cors_origins")
    @classmethod
    def _are_origins(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for origin in value:
            parts = urlsplit(origin)
            if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path or parts.query:
                raise ValueError(f"{origin!r} is no origin: write a scheme and a host, `https://example.org`")
        return value

    @field_validator("secret", "metrics_token")
    @classmethod
    def _is_long(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and len(value.get_secret_value().encode()) < _SHORTEST_SECRET:
            raise ValueError(f"is shorter than {_SHORTEST_SECRET} bytes: `openssl rand -base64 32` makes one")
        return value

    @field_validator("smtp_user")
    @classmethod
    def _is_not_told_to_everybody(cls, value: str, others: ValidationInfo) -> str:
        if value and others.data.get("smtp_security") == "none":
            raise ValueError("would be sent with its password in the clear: set GOV_PLATFORM_SMTP_SECURITY")
        return value

    @field_validator("smtp_ca")
    @classmethod
    def _is_a_file(cls, value: Path | None) -> Path | None:
        if value is not None and not value.is_file():
            raise ValueError("is no file of certificates")
        return value

    @field_validator("mail_from")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        if _ADDRESS.fullmatch(value) is None:
            raise ValueError("is no e-mail address: `platform@example.org`")
        return value

    @field_validator("pages_url")
    @classmethod
    def _is_on_the_web(cls, value: str) -> str:
        if value and (urlsplit(value).scheme not in {"http", "https"} or not value.isprintable()):
            raise ValueError("is no address of pages: `https://example.org`")
        return value.rstrip("/")

    @field_validator("database")
    @classmethod
    def _has_a_driver(cls, value: str) -> str:
        if not value:
            return value
        scheme, separator, rest = value.partition("://")
        driver = _DRIVERS.get(scheme.partition("+")[0])
        if not separator or driver is None:
            raise ValueError("is no address of SQLite or PostgreSQL: `postgresql://user@host/name`")
        return f"{driver}://{rest}"

    @field_validator("bcrypt_cost")
    @classmethod
    def _is_slow(cls, value: int, info: ValidationInfo) -> int:
        if value < _LEAST_COST and info.data.get("environment") == "production":
            raise ValueError(f"is under {_LEAST_COST}: passwords could be guessed too fast")
        return value

    @field_validator("secret")
    @classmethod
    def _is_there(cls, value: SecretStr | None, others: ValidationInfo) -> SecretStr | None:
        # An address of a database that was refused is missing here, and was given.
        is_shared = others.data.get("database", "refused")
        if value is None and is_shared and others.data.get("environment", "production") == "production":
            raise ValueError("is missing: several workers share one database, and have to share a secret")
        return value

    @property
    def database_url(self) -> str:
        """The address of the database, with its driver."""
        return self.database or f"sqlite+aiosqlite:///{self.folder / 'platform.db'}"

    @property
    def folder(self) -> Path:
        """The folder of data, made where it is missing; nobody else may look into it."""
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self.data

    @property
    def level(self) -> Level:
        """The least level that is logged, by environment where nothing is said."""
        return self.log_level or _LEVELS[self.environment]


def read_settings() -> Settings:
    """Read the environment.

    Raises:
        SettingsError: Values are wrong or unsafe; it names every one of them, and none of their secrets.

    """
    lines = list(_unknown())
    try:
        settings = Settings()
    except ValidationError as error:
        for one in error.errors(include_url=False, include_input=False, include_context=False):
            name = PREFIX + "_".join(str(part) for part in one["loc"][:1]).upper() if one["loc"] else ""
            lines.append(f"{name} {one['msg'].removeprefix('Value error, ')}".strip())
        raise SettingsError("\n".join(lines)) from None
    if lines:
        raise SettingsError("\n".join(lines))
    return settings


def _unknown() -> Iterator[str]:
    """Variables that set nothing: whoever misspells a limit believes in it."""
    known = [PREFIX + name.upper() for name in Settings.model_fields]
    for name in sorted(os.environ):
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            near = get_close_matches(name.upper(), known, 1)
            yield f"{name} is no setting" + (f": did you mean {near[0]}?" if near else "")
