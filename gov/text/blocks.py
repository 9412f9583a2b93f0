"""What a document is made of, as far as governance reads it: headings, lines, entries, tables, code.

Tuples, not dataclasses: a project of 10,000 items holds 150,000 of them, and they are made three times as
fast.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

__all__ = ["Block", "Code", "Comment", "Entry", "Heading", "Line", "Link", "Outline", "Paragraph", "Table"]


_STEP = 1024
_PAST = sys.maxsize


@lru_cache(maxsize=8)
def _steps(text: str) -> tuple[int, ...]:
    """How many bytes stand before every 1024th character: a long line is not read anew for each place."""
    return tuple(
        accumulate((len(text[at : at + _STEP].encode()) for at in range(0, len(text), _STEP)), initial=0)
    )


def _bytes_before(text: str, index: int) -> int:
    step = index // _STEP
    return _steps(text)[step] + len(text[step * _STEP : index].encode())


class Line(NamedTuple):
    """One line of inline text as a reader sees it, with the way back to the file.

    `start` and `end` are byte offsets in the file. `pieces` pairs an index into `text` with the number of
    bytes from `start` to where that piece stands, and is empty where the whole line is one piece. `strongs`
    are the index ranges written bold.
    """

    text: str
    start: int
    end: int
    pieces: tuple[tuple[int, int], ...]
    strongs: tuple[tuple[int, int], ...]

    def offset(self, index: int) -> int:
        """Byte offset in the file of the character at an index of `text`."""
        origin = skipped = 0
        if self.pieces:
            origin, skipped = self.pieces[max(bisect_right(self.pieces, (index, _PAST)) - 1, 0)]
        byte = self.start + skipped
        text = self.text
        if text.isascii():
            return byte + index - origin
        if index - origin > _STEP:
            return byte + _bytes_before(text, index) - _bytes_before(text, origin)
        return byte + len(text[origin:index].encode("utf-8"))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Byte range in the file of `text[start:end]`."""
        if end <= start:
            offset = self.offset(start)
            return offset, offset
        return self.offset(start), self.offset(end - 1) + len(self.text[end - 1].encode("utf-8"))


class Heading(NamedTuple):
    """A heading, ATX or setext.

    `depth` counts the lists and quotes around it, `quoted` says whether one is a quote.
    """

    level: int
    line: Line
    start: int
    end: int
    depth: int
    quoted: bool


class Paragraph(NamedTuple):
    """A paragraph's lines, split at soft and hard breaks."""

    lines: tuple[Line, ...]
    start: int
    end: int
    depth: int
    quoted: bool


class Entry(NamedTuple):
    """A list entry up to its first nested block; `checked` is None without a box.

    `box` is the byte offset of the box.
    """

    checked: bool | None
    box: int
    lines: tuple[Line, ...]
    start: int
    end: int
    depth: int
    quoted: bool


class Table(NamedTuple):
    """A table's rows, the header first, each a line a cell."""

    rows: tuple[tuple[Line, ...], ...]
    start: int
    end: int
    depth: int
    quoted: bool


class Code(NamedTuple):
    """A code block.

    `info` is what follows the opening fence, `closed` is False where the fence never ends.
    """

    info: str
    fenced: bool
    closed: bool
    start: int
    end: int
    depth: int


class Comment(NamedTuple):
    """An HTML comment, its text without the marks; `closed` is False where `-->` never comes."""

    text: str
    closed: bool
    start: int
    end: int


class Link(NamedTuple):
    """A link or image: where it goes as written, its byte range, and the text shown for it."""

    target: str
    text: str
    start: int
    end: int
    is_image: bool


Block = Heading | Paragraph | Entry | Table | Code


class Outline(NamedTuple):
    """One document, blocks in reading order; `headings` and `codes` are those among the blocks.

    `marked` are the blocks that may have been meant as a heading of the document and are none: headings in
    lists and quotes, paragraphs behind number signs or in bold. `html` are the byte ranges of blocks of HTML
    outside of quotes.
    """

    blocks: tuple[Block, ...]
    comments: tuple[Comment, ...]
    links: tuple[Link, ...]
    headings: tuple[Heading, ...] = ()
    codes: tuple[Code, ...] = ()
    too_many_events: bool = False
    marked: tuple[Heading | Paragraph, ...] = ()
    html: tuple[tuple[int, int], ...] = ()
