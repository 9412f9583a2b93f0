"""Addresses that may stand in a link, whoever wrote the document they came from."""

import re

ALLOWED = frozenset({"http", "https", "mailto"})
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_IGNORED = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028\u2029\ufeff]+")


def checked(address: str) -> str:
    """Give the address back if it is relative or of a scheme that opens a page; else give nothing.

    Browsers skip control characters and spaces while they look for the scheme, so they are removed first.
    """
    plain = address if address.isprintable() and " " not in address else _IGNORED.sub("", address)
    if ":" not in plain:
        return plain
    scheme = _SCHEME.match(plain)
    return plain if scheme is None or scheme[1].lower() in ALLOWED else ""
