"""One governed file as read: its bytes, the text that is parsed, the way from a byte to line and column."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from gov.text.front_matter import FrontMatter, cut_front_matter

__all__ = ["MAXIMUM_BYTES", "BadByte", "Place", "Position", "Source"]

MAXIMUM_BYTES = 1 << 20
_BOM = codecs.BOM_UTF8
_STEP = 1024
# The bytes of UTF-8 with which no character begins.
_WITHIN = bytes(range(0x80, 0xC0))
_LINE_END = re.compile(rb"\r\n|\r|\n")
_LONE_CR = re.compile(r"\r(?!\n)")


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A line and a column, both from 1; the column counts code points, as editors do."""

    line: int
    column: int


class Place(NamedTuple):
    """A stretch of one file: path relative to the project, byte offsets in the file, end excluded."""

    path: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class BadByte:
    """A byte that no UTF-8 text may hold; `reason` names it as a reader of a hex dump would."""

    offset: int
    reason: str


@dataclass(frozen=True)
class Source:
    """A file's bytes and what is parsed of them.

    `body` is the text after byte-order mark and front matter; `base` is the offset of its first byte in
    `data`. Bytes that are not UTF-8, and NUL, stand as `?` in `body`, and a CR alone as LF, one for one, so
    that offsets stay true; `bad_bytes` names the former. A file that could not be opened has no bytes and a
    `problem`.
    """

    path: str
    data: bytes = field(repr=False)
    body: str = field(repr=False)
    base: int
    front_matter: FrontMatter | None
    bad_bytes: tuple[BadByte, ...] = ()
    too_large: bool = False
    problem: str = ""

    @classmethod
    def unopened(cls, path: str, problem: str) -> Source:
        """Stand for a file that is there and cannot be opened; `problem` says why."""
        return cls(path, b"", "", 0, None, problem=problem)

    @classmethod
    def read(cls, path: str, data: bytes, *, has_front_matter: bool = True) -> Source:
        """Make a source of raw bytes; nothing in them can make this fail."""
        if len(data) > MAXIMUM_BYTES:
            return cls(path, data, "", 0, None, too_large=True)
        text, bad = _decode(data)
        if b"\r" in data:
            # The parser does not end every line at a CR alone, as CommonMark does: it would miss a fence.
            text = _LONE_CR.sub("\n", text)
        base = len(_BOM) if data.startswith(_BOM) else 0
        if base:
            text = text[1:]
        front = cut_front_matter(text) if has_front_matter else None
        if front is not None:
            text = text[front.length :]
            base += front.byte_length
        return cls(path, data, text, base, front, bad)

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        starts.extend(match.end() for match in _LINE_END.finditer(self.data))
        return starts

    def position(self, offset: int) -> Position:
        """Line and column of a byte offset; an offset past the end is the end."""
        offset = max(0, min(offset, len(self.data)))
        line = bisect_right(self._line_starts, offset)
        start = self._line_starts[line - 1]
        if line == 1 and self.data.startswith(_BOM):
            start = min(len(_BOM), offset)
        if offset - start > _STEP:
            return Position(line, self._characters_before(offset) - self._characters_before(start) + 1)
        return Position(line, len(self.data[start:offset].decode("utf-8", "replace")) + 1)

    @cached_property
    def _steps(self) -> list[int]:
        """How many characters begin before every 1024th byte: a long line is not read anew for each place."""
        data = self.data
        counts = (len(data[at : at + _STEP].translate(None, _WITHIN)) for at in range(0, len(data), _STEP))
        return list(accumulate(counts, initial=0))

    def _characters_before(self, offset: int) -> int:
        step = offset // _STEP
        return self._steps[step] + len(self.data[step * _STEP : offset].translate(None, _WITHIN))

    def line_text(self, line: int) -> str:
        """The text of a line, numbered from 1, without its line ending."""
        starts = self._line_starts
        if not 1 <= line <= len(starts):
            return ""
        end = starts[line] if line < len(starts) else len(self.data)
        if end - starts[line - 1] > _STEP and line in self._recent:
            return self._recent[line]
        raw = self.data[starts[line - 1] : end]
        if line == 1:
            raw = raw.removeprefix(_BOM)
        text = raw.rstrip(b"\r\n").decode("utf-8", "replace")
        self._recent.clear()
        self._recent[line] = text
        return text

    @cached_property
    def _recent(self) -> dict[int, str]:
        """The line asked for last: of a long line every finding in it asks."""
        return {}

    def offset_of_line(self, line: int) -> int:
        """Byte offset of the first byte of a line, numbered from 1; lines past the end give the end."""
        starts = self._line_starts
        return starts[line - 1] if line <= len(starts) else len(self.data)

    def offset_of_front_matter(self, index: int) -> int:
        """Byte offset in the file of a code-point index into the front matter, fences and all."""
        bom = len(_BOM) if self.data.startswith(_BOM) else 0
        text = self.data[bom : self.base].decode("utf-8", "replace")
        return bom + len(text[:index].encode("utf-8"))

    def text(self, start: int, end: int) -> str:
        """What stands between two byte offsets; bytes that are not UTF-8 show as U+FFFD."""
        return self.data[start:end].decode("utf-8", "replace")

    def place(self, start: int, end: int) -> Place:
        """A stretch of this file."""
        return Place(self.path, start, end)


def _decode(data: bytes) -> tuple[str, tuple[BadByte, ...]]:
    nul = data.find(b"\0")
    bad: list[BadByte] = []
    if nul >= 0:
        bad.append(BadByte(nul, _utf16(data) or "NUL, byte 0x00"))
        data = data.replace(b"\0", b"?")
    try:
        return data.decode("utf-8"), tuple(bad)
    except UnicodeDecodeError:
        pass
    pieces: list[str] = []
    start = 0
    while True:
        try:
            pieces.append(data[start:].decode("utf-8"))
            break
        except UnicodeDecodeError as error:
            pieces.append(data[start : start + error.start].decode("utf-8"))
            width = error.end - error.start
            pieces.append("?" * width)
            if len(bad) < _REPORTED_BAD_BYTES:
                offset = start + error.start
                bad.append(BadByte(offset, _utf16(data) or f"byte 0x{data[offset]:02X} is not UTF-8"))
            else:
                # One finding stands for them all; the rest of the file is replaced in one pass.
                pieces.append(_ascii_where_bad(data[start + error.end :]))
                break
            start += error.end
    return "".join(pieces), tuple(sorted(bad, key=lambda b: b.offset))


_REPORTED_BAD_BYTES = 20


def _ascii_where_bad(data: bytes) -> str:
    """Decode with every byte outside ASCII replaced, one for one."""
    return data.translate(_ASCII_ONLY).decode("ascii")


_ASCII_ONLY = bytes(range(128)) + b"?" * 128


def _utf16(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "the file is UTF-16, not UTF-8"
    return ""
