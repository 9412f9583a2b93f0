"""Types of what clients send: bounded, and free of what no database keeps.

A text of a body or a query is a `Line` or a `Text`, never a bare `str`, and a number an `Integer`: annotate
them again with `Field(max_length=...)` where less is enough. A body is a class of `Incoming`, which refuses
fields that it does not know.
"""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

__all__ = ["Incoming", "Integer", "Line", "Text"]

_IN_A_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_IN_A_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_LARGEST = 2**63 - 1


def _line(value: str) -> str:
    if _IN_A_LINE.search(value):
        raise ValueError("may hold no line end and no other control character")
    return value


def _text(value: str) -> str:
    if _IN_A_TEXT.search(value):
        raise ValueError("may hold no control character but line ends and tabs")
    return value


Line = Annotated[str, Field(min_length=1, max_length=255), AfterValidator(_line)]
"""A name, a title: one line of at most 255 characters, without control characters."""

Text = Annotated[str, Field(max_length=65_536), AfterValidator(_text)]
"""A text of several lines, of at most 65,536 characters."""

Integer = Annotated[int, Field(ge=-_LARGEST - 1, le=_LARGEST)]
"""A whole number that both databases keep: 64 bits."""


class Incoming(BaseModel):
    """A body that a client sends; a field that it does not know is a mistake of the client."""

    model_config = ConfigDict(extra="forbid", frozen=True)
