"""From Markdown events to blocks, in one pass."""

from __future__ import annotations

import re
from bisect import bisect_left
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
# A tuple class called by its name takes twice as long to make; where one is made for every line, that shows.
_new = tuple.__new__
# Links within links are images; nobody reads the text of one below this depth.
_DEEPEST_LINK = 8
_CONTAINER_MARKS = b"> \t"
_LINKS = frozenset(("Link", "Image"))
_INLINE = frozenset((*_LINKS, "Emphasis", "Strikethrough"))
_Shape = tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]
_SILENT = frozenset(("Paragraph", "Emphasis"))
_BREAK = re.compile(r"<[bB][rR]\s{0,8}/?>")


def read_outline(  # noqa: C901, PLR0912, PLR0915 - one loop, for the reason below
    source: Source, most: int = MAXIMUM_EVENTS
) -> Outline:
    """Parse a source into blocks; a document of more events than `most` comes back empty and says so.

    What is struck out is not said: its text is in no line but that of a heading.
    """
    # Half a million events stand in 10,000 items. The line being written lives in local names, and only what
    # opens or ends a block costs a call: taken apart into methods this took twice as long.
    reader = _Reader(source)
    lines, blocks = reader.lines, reader.blocks
    stream = events(source.body)
    base = source.base
    line_start = line_end = open_strong = -1
    # The list entry whose text is being read: whatever opens inside it ends that text, so one is enough.
    is_entry_open, entry_start, entry_end, entry_slot, entry_box = False, 0, 0, 0, 0
    checked: bool | None = None
    first, size = "", 0
    pieces: list[tuple[int, int]] = []
    # Lines of one form (`**Status**: ...`) share where their pieces and bold words stand.
    shapes: dict[tuple[tuple[int, int], tuple[int, int]], _Shape] = {}
    parts: list[str] = []
    strongs: list[tuple[int, int]] = []
    for event, span in islice(stream, most):
        if isinstance(event, str):
            if event == "Rule":
                continue
            tag, name = None, ""
        elif "Text" in event:
            if reader.muted:
                continue
            start, line_end = span["start"] + base, span["end"] + base
            if line_start < 0:
                line_start, first = start, event["Text"]
                size = len(first)
            else:
                pieces.append((size, start - line_start))
                parts.append(event["Text"])
                size += len(event["Text"])
            continue
        elif "Start" in event:
            tag = event["Start"]
            if tag == "Strong":
                open_strong = size
                continue
            if isinstance(tag, str):
                if tag in _SILENT:
                    continue
                if tag == "Strikethrough":
                    reader.muted += not reader.heading_level
                    continue
            elif "Link" in tag or "Image" in tag:
                reader.open_link(tag, size)
                continue
            name = ""
        elif "End" in event:
            ended = event["End"]
            if ended == "Strong":
                if open_strong >= 0 and line_start >= 0:
                    strongs.append((open_strong, size))
                open_strong = -1
                continue
            name = ended if isinstance(ended, str) else next(iter(ended))
            if name in _INLINE:
                if name in _LINKS:
                    reader.close_link(first, parts, pieces, span["start"] + base, span["end"] + base)
                elif reader.muted and name == "Strikethrough":
                    reader.muted -= 1
                    line_end = span["end"] + base
                    if line_start < 0:
                        # A line of which nothing stands is a line still, and its empty text says so.
                        line_start, first, size = span["start"] + base, "", 0
                continue
            tag = None
        elif "Code" in event:
            if reader.muted:
                continue
            text = event["Code"]
            start, line_end = _inside_backticks(text, span["start"] + base, span["end"] + base)
            if line_start < 0:
                line_start, first, size = start, text, len(text)
            else:
                pieces.append((size, start - line_start))
                parts.append(text)
                size += len(text)
            continue
        elif "TaskListMarker" in event:
            checked = event["TaskListMarker"]
            entry_box = span["start"] + base
            continue
        elif "InlineHtml" in event and _BREAK.fullmatch(event["InlineHtml"]):
            tag, name = None, ""
        else:
            reader.take(event, span)
            continue
        # A break, or a block that opens or ends: the line is whole.
        if line_start >= 0:
            if pieces:
                if len(pieces) == len(strongs) == 1:
                    form = (pieces[0], strongs[0])
                    shape = shapes.get(form)
                    if shape is None:
                        shape = shapes[form] = (((0, 0), pieces[0]), (strongs[0],))
                else:
                    shape = (((0, 0), *pieces), tuple(strongs))
                lines.append(_new(Line, (first + "".join(parts), line_start, line_end, *shape)))
                pieces, parts = [], []
            else:
                lines.append(_new(Line, (first, line_start, line_end, (), tuple(strongs))))
            if strongs:
                strongs = []
            line_start, size, open_strong, first = -1, 0, -1, ""
        if is_entry_open and (name == "Item" or _ends_entry_text(tag, name)):
            values = (
                checked, entry_box, tuple(lines), entry_start, entry_end, reader.depth - 1, reader.quotes > 0,
            )  # fmt: skip
            blocks[entry_slot] = _new(Entry, values)
            lines.clear()
            is_entry_open = False
            if name == "Paragraph":
                continue
        if tag == "Item":
            entry_start = entry_box = span["start"] + base
            entry_end, entry_slot = span["end"] + base, len(blocks)
            is_entry_open, checked = True, None
            blocks.append(None)
            reader.depth += 1
        elif name == "Item":
            reader.depth -= 1
        elif tag is not None:
            reader.open(tag, span["start"] + base, span["end"] + base)
        elif name:
            closer = _CLOSERS.get(name)
            if closer is not None:
                closer(reader, span["start"] + base, span["end"] + base)
    if next(stream, None) is not None:
        return Outline((), (), (), too_many_events=True)
    return reader.outline()


def _ends_entry_text(tag: object, name: str) -> bool:
    """Whether what opens or ends within a list entry ends the text of the entry itself."""
    if tag is None:
        return name == "Paragraph"
    return not (isinstance(tag, dict) and "FootnoteDefinition" in tag)


def _inside_backticks(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the text of a code span stands between its marks."""
    ticks = (end - start - len(text.encode("utf-8"))) // 2
    return start + ticks, end - ticks


class _Reader:
    """The state of one pass: the line being written, the containers around it, what was read so far."""

    __slots__ = (
        "base", "blocks", "cells", "codes", "comments", "data", "depth", "heading_level", "headings",
        "html", "html_start", "lines", "links", "links_open", "marked", "muted", "quotes", "rows",
    )  # fmt: skip

    def __init__(self, source: Source) -> None:
        self.data = source.data
        self.base = source.base
        self.blocks: list[Block | None] = []
        self.comments: list[Comment] = []
        self.links: list[Link] = []
        self.headings: list[Heading] = []
        self.codes: list[Code] = []
        self.marked: list[Heading | Paragraph] = []
        self.html: list[tuple[int, int]] = []
        self.lines: list[Line] = []
        self.depth = 0
        self.quotes = 0
        self.rows: list[tuple[Line, ...]] = []
        self.cells: list[Line] = []
        self.links_open: list[tuple[str, int, bool]] = []
        self.html_start = -1
        self.muted = 0
        self.heading_level = 0

    def take(self, event: Event, span: Range) -> None:
        """Read one of the rarer events."""
        start, end = span["start"] + self.base, span["end"] + self.base
        if isinstance(event, str):
            return
        if "Html" in event:
            if self.html_start < 0:
                self.html_start = start
        elif "InlineHtml" in event:
            self.comment(start, end)

    def outline(self) -> Outline:
        """All that was read."""
        blocks = tuple(block for block in self.blocks if block is not None)
        return Outline(
            blocks, tuple(self.comments), tuple(self.links), tuple(self.headings), tuple(self.codes),
            marked=tuple(self.marked), html=tuple(self.html),
        )  # fmt: skip

    def take_lines(self) -> tuple[Line, ...]:
        lines = tuple(self.lines)
        self.lines.clear()
        return lines

    def open_link(self, tag: object, size: int) -> None:
        kind = "Link" if isinstance(tag, dict) and "Link" in tag else "Image"
        data = tag.get(kind) if isinstance(tag, dict) else None
        target = data.get("dest_url") if isinstance(data, dict) else ""
        self.links_open.append((str(target), size, kind == "Image"))

    def open(self, tag: object, start: int, end: int) -> None:
        if isinstance(tag, dict):
            name, data = next(iter(tag.items()))
            if name == "FootnoteDefinition":
                self.depth += 1
            elif name == "BlockQuote":
                self.depth += 1
                self.quotes += 1
            elif name == "CodeBlock":
                self.muted = 1
                info = data.get("Fenced") if isinstance(data, dict) else None
                closed = info is None or self.fence_closes(start, end)
                code = Code(str(info or ""), info is not None, closed, start, end, self.depth)
                self.codes.append(code)
                self.blocks.append(code)
            elif name == "Heading":
                self.heading_level = _LEVELS[str(data["level"])]

    def close_paragraph(self, start: int, end: int) -> None:
        lines = self.take_lines()
        paragraph = _new(Paragraph, (lines, start, end, self.depth, self.quotes > 0))
        self.blocks.append(paragraph)
        if lines and not self.depth:
            text, strongs = lines[0].text, lines[0].strongs
            # In nearly every line of fields the first bold word ends before the line does.
            if text[:1] == "#" or (strongs and strongs[0][1] == len(text) and strongs == ((0, len(text)),)):
                self.marked.append(paragraph)

    def close_heading(self, start: int, end: int) -> None:
        lines = self.take_lines()
        line = _joined(lines) if lines else Line("", start, start, (), ())
        heading = _new(Heading, (self.heading_level, line, start, end, self.depth, self.quotes > 0))
        self.heading_level = 0
        self.headings.append(heading)
        if self.depth:
            self.marked.append(heading)
        self.blocks.append(heading)

    def close_quote(self, _start: int, _end: int) -> None:
        self.depth -= 1
        self.quotes -= 1

    def close_footnote(self, _start: int, _end: int) -> None:
        self.depth -= 1

    def close_code(self, _start: int, _end: int) -> None:
        self.muted = 0

    def close_cell(self, start: int, _end: int) -> None:
        lines = self.take_lines()
        self.cells.append(_joined(lines) if lines else Line("", start, start, (), ()))

    def close_row(self, _start: int, _end: int) -> None:
        self.rows.append(tuple(self.cells))
        self.cells = []

    def close_table(self, start: int, end: int) -> None:
        self.blocks.append(Table(tuple(self.rows), start, end, self.depth, self.quotes > 0))
        self.rows = []

    def close_link(
        self, first: str, parts: list[str], pieces: list[tuple[int, int]], start: int, end: int
    ) -> None:
        """Keep a link with the text shown for it, as far as that stands on its last line."""
        target, index, is_image = self.links_open.pop()
        text = ""
        if len(self.links_open) < _DEEPEST_LINK:
            text = "".join(parts[bisect_left(pieces, (index, -1)) :]) if index else first + "".join(parts)
        self.links.append(Link(target, text, start, end, is_image))

    def close_html(self, _start: int, end: int) -> None:
        if self.html_start >= 0:
            self.comment(self.html_start, end)
            if not self.quotes:
                self.html.append((self.html_start, end))
        self.html_start = -1

    def comment(self, start: int, end: int) -> None:
        """Keep each comment of a stretch of HTML as it stands in the file: events leave out line endings."""
        data = self.data
        at = start
        while (begin := data.find(b"<!--", at, end)) >= 0:
            stop = data.find(b"-->", begin + 4, end)
            closed = stop >= 0
            stop = stop if closed else end
            at = stop + 3 if closed else end
            self.comments.append(
                Comment(data[begin + 4 : stop].decode("utf-8", "replace"), closed, begin, at)
            )

    def fence_closes(self, start: int, end: int) -> bool:
        """Whether the last line of a fenced block closes it: same mark, no shorter, nothing after it."""
        lines = self.data[start:end].splitlines()
        opening = _FENCE.match(lines[0].lstrip(_CONTAINER_MARKS)) if lines else None
        if opening is None or len(lines) < 2:  # noqa: PLR2004 - an opening and a closing line
            return False
        mark = opening.group(1)
        last = lines[-1].lstrip(_CONTAINER_MARKS if self.quotes else b" \t").rstrip()
        if not self.depth and lines[-1][:4].strip(b" ") == b"":
            return False
        return len(last) >= len(mark) and last == mark[:1] * len(last)


def _joined(lines: tuple[Line, ...]) -> Line:
    """Several lines of one heading or cell as one line, a space between them."""
    if len(lines) == 1:
        return lines[0]
    text, pieces, strongs = "", list[tuple[int, int]](), list[tuple[int, int]]()
    for line in lines:
        if text:
            text += " "
        skipped = line.start - lines[0].start
        pieces.extend((len(text) + at, skipped + byte) for at, byte in line.pieces or ((0, 0),))
        strongs.extend((len(text) + a, len(text) + b) for a, b in line.strongs)
        text += line.text
    return Line(text, lines[0].start, lines[-1].end, tuple(pieces), tuple(strongs))


_CLOSERS = {
    "Heading": _Reader.close_heading,
    "Paragraph": _Reader.close_paragraph,
    "BlockQuote": _Reader.close_quote,
    "FootnoteDefinition": _Reader.close_footnote,
    "CodeBlock": _Reader.close_code,
    "TableCell": _Reader.close_cell,
    "TableHead": _Reader.close_row,
    "TableRow": _Reader.close_row,
    "Table": _Reader.close_table,
    "HtmlBlock": _Reader.close_html,
}
