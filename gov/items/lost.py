"""Titles that read like an item's heading and declare nothing: in HTML, a quote, a list, behind a number.

Where the fields of an item stand below one, readers see another item begin there: so the item above ends.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from typing import TYPE_CHECKING, Literal, NamedTuple

from gov.items.declaring import declaration, decorated_token
from gov.items.fields import fields_of_lines, fields_of_table
from gov.text import Entry, Heading, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gov.items.item import Field
    from gov.items.region import Reader
    from gov.items.vocabulary import Token
    from gov.text import Block, Line, Outline, Source

__all__ = ["OWN", "LostTitle", "fields_below", "is_lost", "lost_titles", "where_lost"]

# What only an item says of itself.
OWN = frozenset(
    ("status", "references", "assignee", "effort", "dependencies", "criteria", "supersedes", "superseded-by")
)


class LostTitle(NamedTuple):
    """A title that declares nothing, and the identifier that it begins with.

    `start` is the byte where it begins, `following` the lines of its own paragraph below it; `level` is 0
    where it has none.
    """

    line: Line
    following: tuple[Line, ...]
    level: int
    start: int
    token: Token
    where: Literal["heading", "text", "quote", "list", "html"]


def lost_titles(source: Source, outline: Outline, reader: Reader) -> tuple[LostTitle, ...]:
    """The lost titles of a document that are no headings at its margin, in reading order."""
    found = [title for block in outline.marked if (title := _of_block(block, source, reader)) is not None]
    if outline.html:
        from gov.items.html_titles import titles_in_html  # noqa: PLC0415 - few documents need its patterns

        found.extend(titles_in_html(source, outline, reader))
        found.sort(key=lambda title: title.start)
    return tuple(found)


def is_lost(heading: Heading, blocks: Sequence[Block], index: int, reader: Reader, path: str) -> bool:
    """Whether a heading that declares nothing begins an item to its readers: its fields stand below it."""
    if decorated_token(heading.line.text, reader) is None:
        return False
    return any(field.key in OWN for field in fields_below(blocks, index + 1, reader, path))


def where_lost(
    titles: Sequence[LostTitle], blocks: Sequence[Block], reader: Reader, path: str
) -> LostTitle | None:
    """The first of some titles within an item, which has these blocks, that ends it.

    What is listed or quoted may be a sample, and a line of text a label: there the fields below must begin
    with a status, or say again what the item has said.
    """
    said: set[str] = set()
    seen = 0
    for number, title in enumerate(titles):
        until = titles[number + 1].start if number + 1 < len(titles) else sys.maxsize
        at = _first_below(title, blocks)
        keys = [field.key for field in fields_below(blocks, at, reader, path, title.following, until)]
        if title.where in {"html", "heading"}:
            if not OWN.isdisjoint(keys):
                return title
            continue
        said.update(field.key for block in blocks[seen:at] for field in _fields_of(block, reader, path))
        seen = max(seen, at)
        if keys and (keys[0] == "status" or not said.isdisjoint(OWN.intersection(keys))):
            return title
    return None


def _first_below(title: LostTitle, blocks: Sequence[Block]) -> int:
    """The index of the first block below a title; that of HTML is no block itself."""
    return bisect_left(blocks, title.start + (title.where != "html"), key=lambda block: block.start)


def fields_below(  # noqa: PLR0913, PLR0917 - where to begin and where to end
    blocks: Sequence[Block], index: int, reader: Reader, path: str, following: Sequence[Line] = (),
    until: int = sys.maxsize,
) -> Iterator[Field]:  # fmt: skip
    """The fields from a block on, up to the next title or a byte; `following` are lines before that block."""
    if following:
        yield from fields_of_lines(following, reader.names, path)
    for at in range(index, len(blocks)):
        block = blocks[at]
        if isinstance(block, Heading) or block.start >= until:
            return
        if isinstance(block, Paragraph) and block.lines and _is_title(block.lines[0]):
            return
        yield from _fields_of(block, reader, path)


def _fields_of(block: Block, reader: Reader, path: str) -> list[Field]:
    if isinstance(block, Paragraph | Entry):
        return [] if block.quoted else fields_of_lines(block.lines, reader.names, path)
    return fields_of_table(block, reader.names, path) if isinstance(block, Table) else []


def _is_title(line: Line) -> bool:
    return line.text[:1] == "#" or (bool(line.strongs) and line.strongs == ((0, len(line.text)),))


def _of_block(block: Heading | Paragraph, source: Source, reader: Reader) -> LostTitle | None:
    if isinstance(block, Heading):
        declared = declaration(block._replace(depth=0), source, reader)
        if declared is None:
            return None
        where: Literal["quote", "list"] = "quote" if block.quoted else "list"
        return LostTitle(block.line, (), block.level, block.start, declared.token, where)
    line = block.lines[0]
    token = decorated_token(line.text, reader)
    if token is None or token.part:
        return None
    return LostTitle(line, block.lines[1:], 0, block.start, token, "text")
