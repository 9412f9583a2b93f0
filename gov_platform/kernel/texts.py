"""Texts that no database keeps and no answer can carry are refused once, before any route sees them.

These are NUL, which PostgreSQL does not store, and half of a surrogate pair, which has no form in UTF-8. Both
come in as escapes of JSON (RFC 8259, section 8.2), the first also in an address.
"""

from __future__ import annotations

import json
import re

from fastapi import Request

from gov_platform.kernel.errors import Unprocessable
from gov_platform.kernel.fields import is_storable

__all__ = ["refuse_odd_texts"]

_ODD = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])")
_MESSAGE = "holds NUL or half of a character, which no text may"


async def refuse_odd_texts(request: Request) -> None:
    """Look at the address, and at the body where it is JSON.

    Raises:
        Unprocessable: There is such a text.

    """
    if b"%00" in request.scope["query_string"] or "\x00" in request.scope["path"]:
        raise Unprocessable.in_field("address", _MESSAGE)
    if "json" not in request.headers.get("content-type", ""):
        return
    body = await request.body()
    if _ODD.search(body) is None:
        return
    try:
        waiting = [json.loads(body)]
    except (ValueError, RecursionError):
        return  # the route refuses it
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            waiting += [*one, *one.values()]
        elif isinstance(one, list):
            waiting += one
        elif isinstance(one, str) and not is_storable(one):
            raise Unprocessable.in_field("body", _MESSAGE)
