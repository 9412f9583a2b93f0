"""What is derived from the secret of an installation: a seal for private keys, and the next refresh token."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

__all__ = ["Seal", "derived", "successor_of"]

_NONCE = 12


def derived(secret: bytes, purpose: str) -> bytes:
    """A key of 32 bytes for one purpose alone (RFC 5869)."""
    info = f"gov-platform {purpose}".encode()
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(secret)


class Seal:
    """Encrypts values that rest in the database, each bound to its name."""

    def __init__(self, secret: bytes, purpose: str) -> None:
        """Derive the key from the secret of the installation."""
        self._cipher = ChaCha20Poly1305(derived(secret, purpose))

    def close(self, value: bytes, name: str) -> bytes:
        """Encrypt a value."""
        nonce = secrets.token_bytes(_NONCE)
        return nonce + self._cipher.encrypt(nonce, value, name.encode())

    def open(self, sealed: bytes, name: str) -> bytes | None:
        """Decrypt a value; None if it was sealed under another secret or another name."""
        try:
            return self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], name.encode())
        except InvalidTag:
            return None


def successor_of(key: bytes, token: str) -> bytes:
    """What comes after a token: the same for all who ask at once, and nobody's guess without the key."""
    return hmac.digest(key, token.encode(), hashlib.sha256)
