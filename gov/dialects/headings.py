"""Items declared by headings: `### TASK-001 Title`, at any level, several to a document. The default dialect.

The item goes on until a heading of its own level or above, or until the next declaration. A heading that names more
than one identifier, or a criterion, mentions items and declares none. Headings inside quotes and lists declare nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gov.items import Declaration, Item
from gov.text import Heading, Place

if TYPE_CHECKING:
    from gov.items import Reader, Token
    from gov.text import Block, Outline, Source

__all__ = ["PRECEDENCE", "claims", "read"]

PRECEDENCE = 900
_TITLE = re.compile(r"\s*(?:[:\uff1a.|\u2013\u2014-]+\s*|\s)(?=\S)|\s*[:\uff1a\u2013\u2014-]?\s*\Z")
_ANOTHER = re.compile(
    r"\s*(?:,|/|&|\band\b|\bor\b|\bto\b|\bthrough\b|\bthru\b|\.{2,3}|[\u2013\u2014-])\s*", re.IGNORECASE
)
_TAIL = re.compile(r"([A-Z]?)([0-9]{1,9})(?![A-Za-z0-9_])")


def claims(source: Source, outline: Outline, reader: Reader) -> bool:  # noqa: ARG001 - every dialect is asked alike
    """Whether this dialect reads a document: it takes what no other claimed."""
    return True


def read(source: Source, outline: Outline, reader: Reader) -> tuple[Item, ...]:
    """The items that a document declares, in reading order."""
    items: list[Item] = []
    current: Declaration | None = None
    content: list[Block] = []
    for block in outline.blocks:
        if block.__class__ is Heading:
            declared = declaration(block, source, reader)
            ends = declared is not None or (
                current is not None and not block.depth and block.level <= current.level
            )
            if ends and current is not None:
                items.append(reader.item(current, content, block.start))
                current = None
            if declared is not None:
                current, content = declared, []
                continue
        if current is not None:
            content.append(block)
    if current is not None:
        items.append(reader.item(current, content, len(source.data)))
    return tuple(items)


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
    place = Place(source.path, *heading.line.span(token.start, token.end))
    return Declaration(
        token.id or token.written, token.kind, token.number, text[title.end() :].strip(), token, heading.level, place,
        heading.start,
    )  # fmt: skip


def _leading_token(text: str, reader: Reader) -> Token | None:
    start = len(text) - len(text.lstrip())
    token = reader.vocabulary.token_at(text, start)
    if token is not None:
        return token
    near = reader.vocabulary.near_token_at(text, start)
    return near if near is not None and near.spelling == "malformed" and _reads_as_identifier(near) else None


def _reads_as_identifier(token: Token) -> bool:
    """Whether a malformed token at the start of a heading was meant to declare: `Task 4` in prose was not."""
    separator = token.written[len(token.written.rstrip("0123456789OIl")) - 1 : len(token.written)]
    return token.written[:2].isupper() or separator[:1] in "-_"


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
