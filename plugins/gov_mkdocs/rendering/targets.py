"""Where links may lead, and how an address is written into an attribute."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from gov_dashboards.addresses import checked

__all__ = ["is_allowed", "written"]

_SAFE = "!#$%&'()*+,-./:;=?@_~"


def is_allowed(target: str) -> bool:
    """Whether an address is relative, or of a scheme that opens a page and runs nothing."""
    return not target or bool(checked(target))


def written(target: str) -> str:
    """An address as the value of an attribute: percent-encoded where a browser would guess, then escaped."""
    return escape(quote(target, safe=_SAFE, errors="replace"))
