"""From Markdown events to blocks, in one pass."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from gov.text.blocks import Block, Code, Comment, Entry, Heading, Line, Link, Outline, Paragraph, Table
from gov.text.markdown import MAXIMUM_EVENTS, events

if TYPE_CHECKING:
    from pyromark.event import Event, Range

    from gov.text.source import Source

__all__ = ["read_outline"]

_LEVELS = {"H1": 1, "H2": 2, "H3": 3, "H4": 4, "H5": 5, "H6": 6}
_FENCE = re.compile(rb"(`{3,}|~{3,})")
_CONTAINER_MARKS = b"> \t"


def read_outline(source: Source) -> Outline:
    """Parse a source into blocks; a document of too many events comes back empty and says so."""
    reader = _Reader(source)
    stream = events(source.body)
    base = source.base
    # One loop with the commonest events first and without a call: half a million of them in 10,000 items.
    for event, span in islice(stream, MAXIMUM_EVENTS):
        if isinstance(event, str):
            if event != "Rule":
                reader.end_line()
        elif "Text" in event:
            if reader.in_code:
                continue
            text = event["Text"]
            if reader.line_start < 0:
                reader.line_start = span["start"] + base
                reader.first = text
                reader.size = len(text)
            else:
                reader.pieces.append((reader.size, span["start"] + base))
                reader.parts.append(text)
                reader.size += len(text)
            reader.line_end = span["end"] + base
        elif "Start" in event:
            tag = event["Start"]
            if tag == "Strong":
                reader.open_strong = reader.size if reader.line_start >= 0 else 0
            elif tag != "Paragraph":
                reader.open(tag if isinstance(tag, str) else next(iter(tag)), tag, span)
        elif "End" in event:
            ended = event["End"]
            closer = _CLOSERS.get(ended if isinstance(ended, str) else next(iter(ended)))
            if closer is not None:
                closer(reader, span["start"] + base, span["end"] + base)
        else:
            reader.take(event, span)
    if next(stream, None) is not None:
        return Outline((), (), (), too_many_events=True)
    return reader.outline()


class _Reader:
    """The state of one pass: the line being written, the containers around it, what was read so far."""

    __slots__ = (
        "base", "blocks", "cells", "comments", "data", "depth", "entries", "first", "heading_level", "html",
        "html_start", "in_code", "line_end", "line_start", "lines", "links", "links_open", "open_strong", "parts",
        "pieces", "quotes", "rows", "size", "strongs",
    )  # fmt: skip

    def __init__(self, source: Source) -> None:
        self.data = source.data
        self.base = source.base
        self.blocks: list[Block | None] = []
        self.comments: list[Comment] = []
        self.links: list[Link] = []
        self.first = ""
        self.parts: list[str] = []
        self.pieces: list[tuple[int, int]] = []
        self.size = 0
        self.line_start = -1
        self.line_end = -1
        self.strongs: tuple[tuple[int, int], ...] = ()
        self.open_strong = -1
        self.lines: list[Line] = []
        self.depth = 0
        self.quotes = 0
        self.entries: list[_OpenEntry] = []
        self.rows: list[tuple[Line, ...]] = []
        self.cells: list[Line] = []
        self.links_open: list[tuple[str, int, bool]] = []
        self.html: list[str] = []
        self.html_start = -1
        self.in_code = False
        self.heading_level = 0

    def take(self, event: Event, span: Range) -> None:
        """Read one of the rarer events."""
        start, end = span["start"] + self.base, span["end"] + self.base
        if isinstance(event, str):
            return
        if "Code" in event:
            text = event["Code"]
            ticks = (end - start - len(text.encode("utf-8"))) // 2
            self.write(text, start + ticks, end - ticks)
        elif "TaskListMarker" in event:
            self.entries[-1].checked = event["TaskListMarker"]
            self.entries[-1].box = start
        elif "Html" in event:
            if self.html_start < 0:
                self.html_start = start
            self.html.append(event["Html"])
        elif "InlineHtml" in event:
            self.comment(event["InlineHtml"], start, end)

    def outline(self) -> Outline:
        """All that was read."""
        blocks = tuple(block for block in self.blocks if block is not None)
        return Outline(blocks, tuple(self.comments), tuple(self.links))

    def write(self, text: str, start: int, end: int) -> None:
        if self.line_start < 0:
            self.line_start, self.first, self.size = start, text, len(text)
        else:
            self.pieces.append((self.size, start))
            self.parts.append(text)
            self.size += len(text)
        self.line_end = end

    def end_line(self) -> None:
        start = self.line_start
        if start < 0:
            return
        if self.pieces:
            text = self.first + "".join(self.parts)
            self.lines.append(Line(text, start, self.line_end, ((0, start), *self.pieces), self.strongs))
            self.parts, self.pieces = [], []
        else:
            self.lines.append(Line(self.first, start, self.line_end, (), self.strongs))
        self.size, self.line_start, self.strongs, self.open_strong = 0, -1, (), -1

    def take_lines(self) -> tuple[Line, ...]:
        self.end_line()
        lines = tuple(self.lines)
        self.lines = []
        return lines

    def open(self, name: str, tag: object, span: Range) -> None:
        start, end = span["start"] + self.base, span["end"] + self.base
        if name == "Item":
            self.open_entry(start, end)
        elif name == "BlockQuote":
            self.flush_entry()
            self.depth += 1
            self.quotes += 1
        elif name in {"Link", "Image"}:
            data = tag.get(name) if isinstance(tag, dict) else None
            target = data.get("dest_url") if isinstance(data, dict) else ""
            self.links_open.append((str(target), self.size if self.line_start >= 0 else 0, name == "Image"))
        elif name == "CodeBlock":
            self.flush_entry()
            self.in_code = True
            kind = tag.get(name) if isinstance(tag, dict) else None
            info = kind.get("Fenced") if isinstance(kind, dict) else None
            fenced = info is not None
            closed = not fenced or self.fence_closes(start, end)
            self.blocks.append(Code(str(info or ""), fenced, closed, start, end, self.depth))
        elif name == "FootnoteDefinition":
            self.depth += 1
        elif name == "Heading":
            self.flush_entry()
            data = tag.get(name) if isinstance(tag, dict) else None
            self.heading_level = _LEVELS[str(data["level"])] if isinstance(data, dict) else 1
        elif name in _FLUSHING:
            self.flush_entry()

    def close_strong(self, _start: int, _end: int) -> None:
        if self.open_strong >= 0 and self.line_start >= 0:
            self.strongs = (*self.strongs, (self.open_strong, self.size))
        self.open_strong = -1

    def open_entry(self, start: int, end: int) -> None:
        self.flush_entry()
        self.entries.append(_OpenEntry(start, end, len(self.blocks)))
        self.blocks.append(None)
        self.depth += 1

    def flush_entry(self) -> None:
        """Give the text so far to the list entry around it: a nested block follows."""
        if self.entries and not self.entries[-1].filled:
            entry = self.entries[-1]
            entry.filled = True
            self.blocks[entry.slot] = Entry(
                entry.checked,
                entry.box,
                self.take_lines(),
                entry.start,
                entry.end,
                self.depth - 1,
                self.quotes > 0,
            )

    def close_entry(self, _start: int, _end: int) -> None:
        self.flush_entry()
        self.entries.pop()
        self.depth -= 1

    def close_paragraph(self, start: int, end: int) -> None:
        if self.entries and not self.entries[-1].filled:
            self.flush_entry()
            return
        lines = self.take_lines()
        self.blocks.append(Paragraph(lines, start, end, self.depth, self.quotes > 0))

    def close_heading(self, start: int, end: int) -> None:
        lines = self.take_lines()
        line = _joined(lines) if lines else Line("", start, start, (), ())
        self.blocks.append(Heading(self.heading_level, line, start, end, self.depth, self.quotes > 0))

    def close_quote(self, _start: int, _end: int) -> None:
        self.depth -= 1
        self.quotes -= 1

    def close_footnote(self, _start: int, _end: int) -> None:
        self.depth -= 1

    def close_code(self, _start: int, _end: int) -> None:
        self.in_code = False

    def close_cell(self, start: int, _end: int) -> None:
        lines = self.take_lines()
        self.cells.append(_joined(lines) if lines else Line("", start, start, (), ()))

    def close_row(self, _start: int, _end: int) -> None:
        self.rows.append(tuple(self.cells))
        self.cells = []

    def close_table(self, start: int, end: int) -> None:
        self.blocks.append(Table(tuple(self.rows), start, end, self.depth, self.quotes > 0))
        self.rows = []

    def close_link(self, start: int, end: int) -> None:
        target, index, is_image = self.links_open.pop()
        text = (self.first + "".join(self.parts))[index:] if self.line_start >= 0 else ""
        self.links.append(Link(target, text, start, end, is_image))

    def close_html(self, _start: int, end: int) -> None:
        if self.html_start >= 0:
            self.comment("".join(self.html), self.html_start, end)
        self.html, self.html_start = [], -1

    def comment(self, html: str, start: int, end: int) -> None:
        """Keep each comment of a piece of HTML."""
        at = 0
        while (begin := html.find("<!--", at)) >= 0:
            stop = html.find("-->", begin + 4)
            closed = stop >= 0
            stop = stop if closed else len(html)
            first = start + len(html[:begin].encode("utf-8"))
            last = start + len(html[: stop + 3].encode("utf-8")) if closed else end
            self.comments.append(Comment(html[begin + 4 : stop], closed, first, last))
            at = stop + 3

    def fence_closes(self, start: int, end: int) -> bool:
        """Whether the last line of a fenced block is a closing fence: same mark, at least as long, nothing after it."""
        lines = self.data[start:end].splitlines()
        opening = _FENCE.match(lines[0].lstrip(_CONTAINER_MARKS)) if lines else None
        if opening is None or len(lines) < 2:  # noqa: PLR2004 - an opening and a closing line
            return False
        mark = opening.group(1)
        last = lines[-1].lstrip(_CONTAINER_MARKS).rstrip()
        return len(last) >= len(mark) and last == mark[:1] * len(last)


class _OpenEntry:
    """A list entry whose end has not come; `slot` is its place among the blocks."""

    __slots__ = ("box", "checked", "end", "filled", "slot", "start")

    def __init__(self, start: int, end: int, slot: int) -> None:
        self.start = start
        self.end = end
        self.slot = slot
        self.checked: bool | None = None
        self.box = start
        self.filled = False


def _joined(lines: tuple[Line, ...]) -> Line:
    """Several lines of one heading or cell as one line, a space between them."""
    if len(lines) == 1:
        return lines[0]
    text, pieces, strongs = "", list[tuple[int, int]](), list[tuple[int, int]]()
    for line in lines:
        if text:
            text += " "
        pieces.extend((len(text) + at, byte) for at, byte in line.pieces or ((0, line.start),))
        strongs.extend((len(text) + a, len(text) + b) for a, b in line.strongs)
        text += line.text
    return Line(text, lines[0].start, lines[-1].end, tuple(pieces), tuple(strongs))


_FLUSHING = frozenset(("Table", "HtmlBlock", "List"))
_CLOSERS = {
    "Strong": _Reader.close_strong,
    "Heading": _Reader.close_heading,
    "Item": _Reader.close_entry,
    "Paragraph": _Reader.close_paragraph,
    "BlockQuote": _Reader.close_quote,
    "FootnoteDefinition": _Reader.close_footnote,
    "CodeBlock": _Reader.close_code,
    "TableCell": _Reader.close_cell,
    "TableHead": _Reader.close_row,
    "TableRow": _Reader.close_row,
    "Table": _Reader.close_table,
    "Link": _Reader.close_link,
    "Image": _Reader.close_link,
    "HtmlBlock": _Reader.close_html,
}
