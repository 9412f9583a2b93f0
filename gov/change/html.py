"""The HTML of a description: what its tags strike out, quote or hide, and the text in blocks of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from gov.text import Heading, Line, Paragraph

if TYPE_CHECKING:
    from gov.text import Source

__all__ = ["MOST_TAGS", "Html", "HtmlBlock", "Veil"]

MOST_TAGS = 40_000
"""How many tags the blocks of a description may hold: more than GitHub's longest can."""

Veil = Literal["struck", "quote", "code", "box", "html", "comment"]
HtmlBlock = Heading | Paragraph

_VEILS: dict[str, Veil] = {
    **dict.fromkeys(("del", "s", "strike"), "struck"),
    **dict.fromkeys(("blockquote", "q"), "quote"),
    **dict.fromkeys(("pre", "xmp", "listing", "plaintext", "samp"), "code"),
    **dict.fromkeys(
        ("audio", "canvas", "dialog", "iframe", "math", "noembed", "noframes", "noscript", "object", "script",
         "select", "style", "svg", "template", "textarea", "title", "video"),
        "html",
    ),
}  # fmt: skip
_ALONE = frozenset(("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"))
# What a text flows through. Anything else begins a line.
_INLINE = frozenset((
    "a", "abbr", "b", "big", "cite", "code", "del", "dfn", "em", "font", "g-emoji", "i", "img", "input",
    "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u",
    "var", "wbr",
))  # fmt: skip
_CELLS = frozenset(("td", "th", "dd"))
_PIECE = re.compile(
    rb"<!--|-->|<!\[CDATA\[|<[?!]|(?P<newline>\r?\n)"
    rb"|<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9-]{0,30})"
    rb"(?P<attributes>(?:[^<>\"']{1,200}|\"[^\"]{0,1000}\"|'[^']{0,1000}'){0,30})(?P<end>>?)"
)
_ENDS = {b"<!--": b"-->", b"<![CDATA[": b"]]>", b"<?": b"?>", b"<!": b">"}
_HIDDEN = re.compile(
    rb"\shidden(?![\w-])|display\s{0,4}:\s{0,4}none|visibility\s{0,4}:\s{0,4}hidden", re.IGNORECASE
)
_CHECKBOX = re.compile(rb"\btype\s{0,4}=\s{0,4}[\"']?checkbox(?![\w-])", re.IGNORECASE)
_CHECKED = re.compile(rb"\schecked(?![\w-])", re.IGNORECASE)
_MARK = re.compile(r"\s{0,8}[*+-]\s{1,4}")
_QUOTE = re.compile(r"\s{0,8}(?:>|&gt;)")
_FENCE = re.compile(r"\s{0,8}(?:`{3}|~{3})")
_OPEN_BOX = "\u2610 "


class _Open(NamedTuple):
    name: str
    veil: Veil | None
    start: int


class Html:
    """Reads the tags of a description in their order; one inside a paragraph ends with it at the latest."""

    def __init__(self, source: Source) -> None:
        """Begin with no tag open."""
        self.veiled: list[tuple[Veil, int, int]] = []
        self.blocks: list[HtmlBlock] = []
        self._data = source.data
        self._around, self._within = _Stack(self.veiled), _Stack(self.veiled)
        self._box = self._comment = -1
        self._left = MOST_TAGS

    @property
    def is_full(self) -> bool:
        """Whether there were more tags than are read."""
        return self._left < 0

    def inline(self, start: int, end: int) -> None:
        """Take one piece of HTML in a line."""
        found = _PIECE.match(self._data, start, end)
        if self._comment >= 0:
            self._end_comment(start, end)
        elif found is not None and found["name"]:
            name = found["name"].decode().lower()
            if name in {"br", "input"}:
                self.end_line(start)
            if _is_open_box(name, found["attributes"]):
                self._box = start
            self._take(found, name, self._within)

    def end_line(self, at: int) -> None:
        """End a line: the box at its beginning is the box of nothing else."""
        if self._box >= 0:
            self.veiled.append(("box", self._box, at))
            self._box = -1

    def end_cell(self, at: int) -> None:
        """End what is open inside a cell; a box there is that of its row."""
        self._within.end(at)

    def end_block(self, at: int) -> None:
        """End what is open inside a block."""
        self.end_line(at)
        self._within.end(at)

    def end(self, at: int) -> None:
        """End whatever is open."""
        self.end_block(at)
        self._around.end(at)
        if self._comment >= 0:
            self.veiled.append(("comment", self._comment, at))

    def block(self, start: int, end: int, *, is_read: bool) -> None:
        """Take the tags of a block of HTML, and its text where it is read."""
        text = _Text(self._data, self.veiled)
        at = start
        if self._comment >= 0:
            at = self._end_comment(start, end)
        while at < end and not self.is_full:
            found = _PIECE.search(self._data, at, end)
            if found is None:
                text.add(at, end)
                break
            text.add(at, found.start())
            at = found.end()
            if found["newline"]:
                text.end_line(at)
            elif found["name"]:
                self._left -= 1
                name = found["name"].decode().lower()
                text.tag(found, name)
                self._take(found, name, self._around)
                if not found["end"]:
                    # A tag that does not end hides what comes after it.
                    at = self._data.find(b">", at, end) + 1 or end
            elif (closing := _ENDS.get(found.group())) is not None:
                close = self._data.find(closing, at, end)
                if close < 0 and closing == b"-->":
                    self._comment = found.start()
                at = close + len(closing) if close >= 0 else end
        text.end_line(end)
        if is_read:
            self.blocks.extend(text.blocks)

    def _end_comment(self, start: int, end: int) -> int:
        """Look for the end of a comment that an earlier block left open."""
        close = self._data.find(b"-->", start, end)
        if close < 0:
            return end
        self.veiled.append(("comment", self._comment, close + 3))
        self._comment = -1
        return close + 3

    def _take(self, found: re.Match[bytes], name: str, stack: _Stack) -> None:
        if found["close"]:
            if not self._within.close(name, found.end()):
                self._around.close(name, found.end())
        elif name not in _ALONE:
            veil: Veil | None = "html" if _HIDDEN.search(found["attributes"]) else _VEILS.get(name)
            stack.open(name, veil, found.start())


class _Stack:
    """The open elements that hide their text, and those within them."""

    def __init__(self, veiled: list[tuple[Veil, int, int]]) -> None:
        self._veiled = veiled
        self._open: list[_Open] = []
        self._count: dict[str, int] = {}

    def open(self, name: str, veil: Veil | None, start: int) -> None:
        if veil is not None or self._open:
            self._open.append(_Open(name, veil, start))
            self._count[name] = self._count.get(name, 0) + 1

    def close(self, name: str, end: int) -> bool:
        """End the last element of a name with those within it; whether there was one."""
        if not self._count.get(name):
            return False
        while self._pop(end) != name:
            pass
        return True

    def end(self, at: int) -> None:
        while self._open:
            self._pop(at)

    def _pop(self, end: int) -> str:
        name, veil, start = self._open.pop()
        self._count[name] -= 1
        if veil is not None:
            self._veiled.append((veil, start, end))
        return name


class _Text:
    """The text of one block of HTML, line by line, each a paragraph or a heading."""

    def __init__(self, data: bytes, veiled: list[tuple[Veil, int, int]]) -> None:
        self.blocks: list[HtmlBlock] = []
        self._data = data
        self._veiled = veiled
        self._parts: list[str] = []
        self._pieces: list[tuple[int, int]] = []
        self._size = self._level = 0
        self._is_code = False

    def add(self, start: int, end: int) -> None:
        """Go on with the text that stands in a range."""
        if start < end:
            self._put(self._data[start:end].decode("utf-8", "replace"), start)

    def tag(self, found: re.Match[bytes], name: str) -> None:
        """Go on behind a tag: it may begin a line, a cell or a heading, or be an open box."""
        if name in _CELLS:
            if self._parts and not found["close"]:
                self._put(" | ", found.start())
        elif name not in _INLINE and not (name == "dt" and found["close"]):
            self.end_line(found.start())
            is_heading = len(name) == 2 and name[0] == "h" and name[1] in "123456"  # noqa: PLR2004 - h1
            self._level = int(name[1]) if is_heading and not found["close"] else 0
        elif _is_open_box(name, found["attributes"]):
            self.end_line(found.start())
            self._put(_OPEN_BOX, found.start())

    def _put(self, text: str, start: int) -> None:
        if not self._parts:
            mark = _MARK.match(text)
            shown = text[mark.end() :] if mark else text.lstrip()
            start += len(text) - len(shown)
            text = shown
        if text:
            self._pieces.append((self._size, start))
            self._parts.append(text)
            self._size += len(text)

    def end_line(self, at: int) -> None:
        """A line is whole."""
        if not self._parts:
            return
        text, start = "".join(self._parts), self._pieces[0][1]
        line = Line(text, start, at, tuple((index, byte - start) for index, byte in self._pieces), ())
        is_fence = _FENCE.match(text) is not None
        if is_fence or self._is_code:
            self._veiled.append(("code", start, at))
            self._is_code ^= is_fence
        elif _QUOTE.match(text):
            self._veiled.append(("quote", start, at))
        if self._level:
            self.blocks.append(Heading(self._level, line, start, at, 0, quoted=False))
        else:
            self.blocks.append(Paragraph((line,), start, at, 0, quoted=False))
        self._parts, self._pieces, self._size = [], [], 0


def _is_open_box(name: str, attributes: bytes) -> bool:
    """Whether a tag is a box to tick that nobody ticked."""
    return name == "input" and bool(_CHECKBOX.search(attributes)) and not _CHECKED.search(attributes)
