"""From Markdown events to blocks, in one pass."""

from __future__ import annotations

import re
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
    for count, (event, span) in enumerate(events(source.body)):
        if count == MAXIMUM_EVENTS:
            return Outline((), (), (), too_many_events=True)
        reader.take(event, span)
    return reader.outline()


class _Reader:
    """The state of one pass: the line being written, the containers around it, what was read so far."""

    __slots__ = (
        "base", "blocks", "box", "cells", "comments", "data", "depth", "entries", "html", "html_start", "in_code",
        "line_end", "line_start", "lines", "links", "links_open", "open_strong", "parts", "pieces", "quotes", "rows",
        "size", "strongs",
    )  # fmt: skip

    def __init__(self, source: Source) -> None:
        self.data = source.data
        self.base = source.base
        self.blocks: list[Block | None] = []
        self.comments: list[Comment] = []
        self.links: list[Link] = []
        self.parts: list[str] = []
        self.pieces: list[tuple[int, int]] = []
        self.size = 0
        self.line_start = -1
        self.line_end = -1
        self.strongs: list[tuple[int, int]] = []
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

    def take(self, event: Event, span: Range) -> None:
        """Read one event."""
        if isinstance(event, str):
            if event != "Rule":
                self.end_line()
        elif "Text" in event:
            if not self.in_code:
                self.write(event["Text"], span["start"] + self.base, span["end"] + self.base)
        elif "Start" in event:
            tag = event["Start"]
            name = tag if isinstance(tag, str) else next(iter(tag))
            if name == "Strong":
                self.open_strong = self.size
            elif name in _OPENERS:
                self.open(name, tag, span)
        elif "End" in event:
            tag_end = event["End"]
            if isinstance(tag_end, str):
                self.close(tag_end, span)
            elif "Heading" in tag_end:
                start, end = span["start"] + self.base, span["end"] + self.base
                self.close_heading(_LEVELS[tag_end["Heading"]], start, end)
            else:
                self.close(next(iter(tag_end)), span)
        elif "Code" in event:
            self.write_code(event["Code"], span)
        elif "TaskListMarker" in event:
            entry = self.entries[-1]
            entry.checked = event["TaskListMarker"]
            entry.box = span["start"] + self.base
        elif "Html" in event:
            if self.html_start < 0:
                self.html_start = span["start"] + self.base
            self.html.append(event["Html"])
        elif "InlineHtml" in event:
            self.comment(event["InlineHtml"], span["start"] + self.base, span["end"] + self.base)

    def outline(self) -> Outline:
        """All that was read."""
        blocks = tuple(block for block in self.blocks if block is not None)
        return Outline(blocks, tuple(self.comments), tuple(self.links))

    def write(self, text: str, start: int, end: int) -> None:
        if self.line_start < 0:
            self.line_start = start
        self.pieces.append((self.size, start))
        self.parts.append(text)
        self.size += len(text)
        self.line_end = end

    def write_code(self, text: str, span: Range) -> None:
        start, end = span["start"] + self.base, span["end"] + self.base
        ticks = (end - start - len(text.encode("utf-8"))) // 2
        self.write(text, start + ticks, end - ticks)

    def end_line(self) -> None:
        if self.line_start < 0:
            return
        pieces = self.pieces
        text = self.parts[0] if len(self.parts) == 1 else "".join(self.parts)
        line = Line(
            text,
            self.line_start,
            self.line_end,
            tuple(pieces) if len(pieces) > 1 else (),
            tuple(self.strongs),
        )
        self.lines.append(line)
        self.parts, self.pieces, self.size, self.line_start = [], [], 0, -1
        if self.strongs:
            self.strongs = []
        self.open_strong = -1

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
            self.links_open.append((str(target), self.size, name == "Image"))
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
        elif name in _FLUSHING:
            self.flush_entry()

    def close(self, name: str, span: Range) -> None:
        if name == "Strong":
            if self.open_strong >= 0:
                self.strongs.append((self.open_strong, self.size))
                self.open_strong = -1
            return
        closer = _CLOSERS.get(name)
        if closer is not None:
            closer(self, span["start"] + self.base, span["end"] + self.base)

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

    def close_heading(self, level: int, start: int, end: int) -> None:
        lines = self.take_lines()
        line = _joined(lines) if lines else Line("", start, start, (), ())
        self.blocks.append(Heading(level, line, start, end, self.depth, self.quotes > 0))

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
        text = "".join(self.parts)[index:]
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


_OPENERS = frozenset(
    (
        "Item",
        "BlockQuote",
        "Link",
        "Image",
        "CodeBlock",
        "FootnoteDefinition",
        "Heading",
        "Table",
        "HtmlBlock",
        "List",
    )
)
_FLUSHING = frozenset(("Heading", "Table", "HtmlBlock", "List"))
_CLOSERS = {
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
