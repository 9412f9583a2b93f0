"""Access tokens: JWT (RFC 7519) signed with Ed25519, verified in full or refused in one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import jwt

from gov_platform.kernel.errors import Unauthorized

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    from gov_platform.domains.accounts.keys import Signer

__all__ = ["AUDIENCE", "Claims", "issue", "kid_of", "read", "refused"]

AUDIENCE = "gov-platform"
"""Whom our tokens are for."""

TYPE = "access"
"""What sort of token it is: others that we may sign one day are no access tokens."""

_ALGORITHM = "EdDSA"
_REQUIRED = ["exp", "iat", "iss", "aud", "sub", "jti", "sid", "typ"]
_LONGEST = 4096
_SKEW = 5


@dataclass(frozen=True, slots=True)
class Claims:
    """Whose token it is, of which session, and, once it has been read, until which second since 1970."""

    user_id: UUID
    session_id: UUID
    expires_at: int = 0


def issue(signer: Signer, claims: Claims, *, issuer: str, now: int, lifetime: int) -> str:
    """Sign a token that expires after a number of seconds."""
    content = {
        "iss": issuer,
        "aud": AUDIENCE,
        "sub": str(claims.user_id),
        "sid": str(claims.session_id),
        "jti": uuid4().hex,
        "typ": TYPE,
        "iat": now,
        "exp": now + lifetime,
    }
    return jwt.encode(content, signer.key, algorithm=_ALGORITHM, headers={"kid": signer.kid})


def kid_of(token: str) -> str:
    """The name of the key that a token says it was signed with; nothing of it is verified yet.

    Raises:
        Unauthorized: It is no token, or says that it was signed in a way that ours are not.

    """
    if len(token) > _LONGEST or not token.isascii():
        raise refused()
    try:
        header = jwt.get_unverified_header(token)
    except jwt.PyJWTError:
        raise refused() from None
    kid = header.get("kid")
    if header.get("alg") != _ALGORITHM or not isinstance(kid, str):
        raise refused()
    return kid


def read(token: str, key: Ed25519PublicKey, *, issuer: str, now: int) -> Claims:
    """Verify a token.

    Raises:
        Unauthorized: Anything about it is not as we would have written it.

    """
    try:
        content = jwt.decode(
            token,
            key,
            algorithms=[_ALGORITHM],
            issuer=issuer,
            audience=AUDIENCE,
            # The moment of issue is looked at below: clocks of two hosts may differ by a few seconds.
            options={"require": _REQUIRED, "verify_iat": False, "strict_aud": True},
        )
        issued = content["iat"]
        if content["typ"] != TYPE or type(issued) is not int or issued > now + _SKEW:
            raise refused()
        return Claims(UUID(content["sub"]), UUID(content["sid"]), int(content["exp"]))
    except (jwt.PyJWTError, ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        raise refused() from None


def refused() -> Unauthorized:
    """What is said of every token that is not valid, whatever is wrong with it."""
    return Unauthorized("the access token is missing or not valid: sign in, or refresh it")
