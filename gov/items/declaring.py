"""What a heading declares: an identifier at its start and a title after it, or nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gov.items.confusables import INVISIBLE
from gov.items.region import Declaration
from gov.text import Place

if TYPE_CHECKING:
    from gov.items.region import Reader
    from gov.items.vocabulary import Token
    from gov.text import Heading, Source

__all__ = ["declaration", "decorated_token"]

_TITLE = re.compile(r"\s*(?:[:\uff1a.|\u2013\u2014-]+\s*|\s)(?=\S)|\s*[:\uff1a\u2013\u2014-]?\s*\Z")
_ANOTHER = re.compile(
    r"\s*(?:,|/|&|\band\b|\bor\b|\bto\b|\bthrough\b|\bthru\b|\.{2,3}|[\u2013\u2014-])\s*", re.IGNORECASE
)
_DECORATION = re.compile(
    r"[^\w]{0,12}(?:(?:[xX]\]|[IVXL]{1,6}[.):]|[0-9]{1,3}(?:\.[0-9]{1,3}){0,4}[.):]?)[^\w]{0,12})?(?=[A-Za-z])"
)
# Made by the ten thousand: a tuple class called by its name takes twice as long.
_new = tuple.__new__
_TAIL = re.compile(r"([A-Z]?)([0-9]{1,9})(?![A-Za-z0-9_])")


def declaration(heading: Heading, source: Source, reader: Reader) -> Declaration | None:
    """What a heading declares, None where it declares nothing."""
    if heading.depth:
        return None
    text = heading.line.text
    token = _leading_token(text, reader)
    if token is None or token.part:
        return None
    if _names_another(text, token, reader):
        return None
    title = _TITLE.match(text, token.end)
    if title is None:
        return None
    place = _new(Place, (source.path, *heading.line.span(token.start, token.end)))
    values = (
        token.id or token.written, token.kind, token.number, text[title.end() :].strip(), token,
        heading.level, place, heading.start,
    )  # fmt: skip
    return _new(Declaration, values)


def decorated_token(text: str, reader: Reader) -> Token | None:
    """The identifier that a title begins with behind marks or a number: `(TASK-004)`, `3.1 TASK-004`."""
    lead = _DECORATION.match(text)
    if lead is None or any(mark in INVISIBLE for mark in lead.group()):
        return None
    return reader.vocabulary.token_at(text, lead.end())


def _leading_token(text: str, reader: Reader) -> Token | None:
    start = len(text) - len(text.lstrip())
    token = reader.vocabulary.token_at(text, start)
    if token is not None:
        return token
    near = reader.vocabulary.near_token_at(text, start)
    return near if near is not None and near.spelling == "malformed" and _reads_as_identifier(near) else None


def _reads_as_identifier(token: Token) -> bool:
    """Whether a malformed token at the start of a heading was meant to declare: `Task 4` in prose was not."""
    return token.written[:2].isupper() or "-" in token.written or "_" in token.written


def _names_another(text: str, token: Token, reader: Reader) -> bool:
    """Whether a second identifier, or the end of a range, follows: then the heading mentions items."""
    following = _ANOTHER.match(text, token.end)
    if following is None:
        return False
    rest = following.end()
    if reader.vocabulary.token_at(text, rest) is not None:
        return True
    if not following.group().strip():
        return False
    # `TASK-019 and 020` mentions two; `TASK-017 - 2 days` is a title that begins with a number.
    tail = _TAIL.match(text, rest)
    if tail is None:
        return False
    letter, digits = tail.groups()
    width = len(token.written.rpartition("-")[2].lstrip("P"))
    return letter != "" or len(digits) == width > 1
