"""What is taken out of every record: values by the names they stand under, and tokens by their look.

What is long is cut, and what JSON does not know is told as text.
"""

from __future__ import annotations

import math
import re

__all__ = ["HIDDEN", "SECRETS", "hide", "hide_named"]

HIDDEN = "[hidden]"
"""What stands in a record for a secret."""

SECRETS = (
    "apikey", "authorization", "cookie", "credential", "passphrase", "passwd", "password", "privatekey",
    "secret", "token",
)  # fmt: skip
"""Parts of names whose values are never written; neither case nor hyphens nor low lines matter."""

_NAMES = "|".join(name.replace("key", "[_-]?key") for name in SECRETS)
# Between a name and its value: a comma only where the name is quoted, for people write `the token, which`.
_IS = r"(?:\\{0,3}[\"']\s{0,4}[=:,]|\s{0,4}[=:]|%3d|%3a)\s{0,4}b?"
# Each begins at a place that cannot lie within what an earlier attempt went through, or soon gives up: the
# time is in proportion to the text. Nothing follows what is unbounded, so that nothing is tried twice.
_LOOKS_SECRET = re.compile(
    # A JSON Web Token, with whatever is glued to its front.
    r"(?<![\w-])(?:(?!eyJ)[\w-])*+eyJ[\w-]{8,}+\.[\w-]{8,}+(?:\.[\w-]*+)?"
    # Tokens of our own.
    r"|gv[a-z]_[\w-]{16,}+"
    r"|(?i:\bbearer(?:[ ]|%20|[+]){1,4})[\w.~+/=%-]{8,}+"
    # A password in an address.
    r"|(?<=://)[^\s/:@]{0,256}+:[^\s/@]{1,256}+(?=@)"
    r"|-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----(?:[^-]|-(?!----))*+"
    # A header of cookies or of authorization, to the end of its line or string.
    rf"|(?i:(?:cookie|authorization){_IS}[\"']?)[^\"'\r\n]++"
    # A name and its value, in a query, a form, a piece of JSON or what Python prints of either.
    rf"|(?i:(?:{_NAMES})[\w-]{{0,20}}{_IS})"
    r"(?:\\{0,3}\"[^\"\n]*+|\\{0,3}'[^'\n]*+|[\[{(][^\n]*+|(?:SecretStr\()?[^\s\"'\\,&;)\]}]++)"
    r"|(?<=[?&])(?i:key|code|sig|signature)=[^\s&#\"']++"
    # What PostgreSQL adds to an error: the values of the row.
    r"|DETAIL:(?:(?!\n(?:\[SQL|\n|Traceback))[\s\S])*+"
)
_DEEPEST = 6
_LONGEST = 16_384
_MOST = 200
_WORD = 64
_PAIR = 2


def hide(value: object, depth: int = 0) -> object:
    """A value as it may be written: numbers, texts, lists and mappings, none of them with a secret."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return int(value) if value.bit_length() <= _WORD else f"{value:#x}"[:_LONGEST]
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else str(value)
    if isinstance(value, str):
        return _cut(_LOOKS_SECRET.sub(HIDDEN, value))
    if isinstance(value, dict | list | tuple) and depth >= _DEEPEST:
        return HIDDEN
    if isinstance(value, dict):
        return {
            str(hide(str(key))): hide_named(str(key), one, depth + 1)
            for key, one in list(value.items())[:_MOST]
        }
    if isinstance(value, list | tuple):
        if len(value) == _PAIR and isinstance(value[0], str | bytes):
            return [hide(value[0]), hide_named(_told(value[0]), value[1], depth + 1)]
        return [hide(one, depth + 1) for one in value[:_MOST]]
    return hide(_told(value))


def hide_named(name: str, value: object, depth: int = 0) -> object:
    """A value as it may be written under a name."""
    plain = name.casefold().replace("-", "").replace("_", "")
    if plain == "key" or any(secret in plain for secret in SECRETS):
        return HIDDEN
    return hide(value, depth)


def _told(value: object) -> str:
    try:
        return value.decode("utf-8", "backslashreplace") if isinstance(value, bytes) else str(value)
    except Exception:  # noqa: BLE001 - a record is written whatever its values do
        return f"<{type(value).__name__}>"


def _cut(value: str) -> str:
    return value if len(value) <= _LONGEST else value[:_LONGEST] + f"... {len(value) - _LONGEST} more"
