"""Rows of accounts. No password and no token opens any of them, unless a test gives the digest of one."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from gov_platform.domains.accounts.models import (
    Attempt,
    Link,
    PersonalAccessToken,
    Purpose,
    RefreshToken,
    Session,
    SigningKey,
    User,
)
from gov_platform.kernel.clock import now
from tests.platform.factories.making import Of, factory

if TYPE_CHECKING:
    from tests.platform.factories.making import Values


@factory(User)
def user(number: int) -> Values:
    return {
        "email": f"made{number}@example.org", "password_hash": "none", "verified_at": now(),
        "created_at": now(),
    }  # fmt: skip


@factory(Session)
def session(number: int) -> Values:
    return {
        "user_id": Of(User), "created_at": now(), "used_at": now(), "expires_at": now() + timedelta(days=1),
        "address": "192.0.2.1", "network": "192.0.2.1", "device": f"device {number}",
    }  # fmt: skip


@factory(RefreshToken)
def refresh_token(number: int) -> Values:
    return {"digest": digest(number), "session_id": Of(Session), "created_at": now()}


@factory(PersonalAccessToken)
def personal_token(number: int) -> Values:
    return {
        "user_id": Of(User), "name": f"token {number}", "digest": digest(number), "scopes": ["account:read"],
        "created_at": now(), "expires_at": now() + timedelta(days=1),
    }  # fmt: skip


@factory(SigningKey)
def signing_key(number: int) -> Values:
    return {"kid": f"key {number}", "public": bytes(32), "private": bytes(128), "created_at": now()}


@factory(Attempt)
def attempt(number: int) -> Values:
    return {"account": digest(number), "network": "192.0.2.1", "is_stranger": False, "at": now()}


@factory(Link)
def link(number: int) -> Values:
    return {
        "purpose": Purpose.CONFIRMATION, "email": f"made{number}@example.org", "password_hash": "none",
        "digest": digest(number), "created_at": now(), "expires_at": now() + timedelta(minutes=30),
    }  # fmt: skip


def digest(number: int) -> bytes:
    """That of a token which nobody has."""
    return sha256(str(number).encode()).digest()
