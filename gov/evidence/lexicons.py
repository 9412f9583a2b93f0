"""Where comments stand in languages whose texts go over several lines: the whole file is read, in one pass.

No language is parsed. Known is what opens a comment or a text, and what ends it; something that is never
ended opened nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Lexicon", "comments_in", "comments_in_elements", "lexicon_of"]

# Each failed search for an end reads the rest of the file; honest files have hardly any.
_MOST_UNENDED = 8
_MOST_ESCAPES = 100
_ESCAPED_BY = b"\\"


Lexicon = re.Pattern[bytes]
"""What may stand in code, as named groups.

`line` is a comment, all of it, `text` a string, all of it. What goes over several lines is only opened:
`block` a comment, `nest` one that may hold others, `long` a text, `quoted` one with escapes, `here` one that
ends on a line of its own, `doc` one that is a comment where a statement begins, `tick` one in which code may
stand. `open` and `close` are brackets.
"""


def _lexicon(first: bytes, *parts: bytes) -> Lexicon:
    """One pattern whose parts look back at what they begin with, one of `first`: all else is leapt over."""
    return re.compile(b"[" + first + b"](?:" + b"|".join(parts) + b")", re.MULTILINE)


_SLASHES = rb"(?P<line>(?<=/)/[^\n\r]*)"
_BLOCK = rb"(?P<block>(?<=/)\*)"
# Up to the end of the line where nothing ends them: so no line is read twice.
_DOUBLE = rb"(?<=\")(?:[^\"\\\n]|\\.)*+\"?"
_SINGLE = rb"(?<=')(?:[^'\\\n]|\\.)*+'?"
_TEXT = rb"(?P<text>" + _DOUBLE + rb"|" + _SINGLE + rb")"
# One character; what else begins so is a lifetime or parts the digits of a number.
_LETTER = rb"(?<=')(?:\\[^\n][^'\n]{0,10}|[^'\\\n\x80-\xff]|[\xc0-\xff][\x80-\xbf]{1,3})'"
_LETTERED = rb"(?P<text>" + _DOUBLE + rb"|" + _LETTER + rb")"

_C_LIKE = _lexicon(rb"/\"'", _SLASHES, _BLOCK, rb"(?P<long>(?<=\")\"\")", _TEXT)
_CPP = _lexicon(
    rb"/\"'", _SLASHES, _BLOCK,
    rb"(?P<long>(?:(?<=\bR\")|(?<=\b[LUu]R\")|(?<=\bu8R\"))(?P<mark>[^()\\\s\"]{0,16})\()", _LETTERED,
)  # fmt: skip
_GO = _lexicon(rb"/`\"'", _SLASHES, _BLOCK, rb"(?P<long>(?<=`))", _LETTERED)
_SCRIPT = _lexicon(
    rb"/`\"'{}", _SLASHES, _BLOCK, _TEXT, rb"(?P<tick>(?<=`))", rb"(?P<open>(?<=\{))", rb"(?P<close>(?<=\}))",
    # A regular expression stands where no number could be divided.
    rb"(?P<regex>(?:(?<=[=(,:\[!&|?{};+\n]/)|(?<=[=(,:\[!&|?{};+>] /)|(?<=\s\s/)|(?<=\n\t/)|(?<=\breturn /)"
    rb"|(?<=\bcase /))(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.){0,100}+\]){1,200}+/)",
)  # fmt: skip
_STYLE = _lexicon(rb"/\"'", _BLOCK, _TEXT)
_RUST = _lexicon(
    rb"/\"'#", _SLASHES, rb"(?P<nest>(?<=/)\*)", rb"(?P<long>(?:(?<=\br#)|(?<=\b[bc]r#))(?P<mark>#{0,15})\")",
    rb"(?P<raw>(?<=\br\")|(?<=\b[bc]r\"))", rb"(?P<quoted>(?<=\"))", rb"(?P<text>" + _LETTER + rb")",
)  # fmt: skip
_PYTHON = _lexicon(
    rb"#\"'", rb"(?P<line>(?<=#)[^\n\r]*)", rb"(?P<doc>(?<=\")\"\"|(?<=')'')", _TEXT
)  # fmt: skip
_SHELL = _lexicon(
    rb"\\#$\"'<", rb"(?P<escaped>(?<=\\).)", rb"(?P<line>(?:(?<=[\s;&|()]#)|(?<=\A#))[^\n\r]*)",
    rb"(?P<text>(?<=\$)'(?:[^'\\\n]|\\.)*+'?)", rb"(?P<quoted>(?<=\"))", rb"(?P<long>(?<='))",
    rb"(?P<string>(?<=<)<<)",
    rb"(?P<here>(?<=<)<-?[ \t]{0,8}[\"'\\]?(?P<mark>[A-Za-z_][\w.-]{0,60})[\"']?)",
)  # fmt: skip
_LUA = _lexicon(
    rb"\-\[\"'", rb"(?P<block>(?<=-)-\[(?P<level>={0,16})\[)", rb"(?P<line>(?<=-)-[^\n\r]*)",
    rb"(?P<long>(?<=\[)(?P<mark>={0,16})\[)", _TEXT,
)  # fmt: skip

_FAMILIES = {
    "py pyi pyx bzl star": _PYTHON,
    "rs": _RUST,
    "js jsx mjs cjs ts tsx mts cts": _SCRIPT,
    "sh bash zsh ksh": _SHELL,
    "lua": _LUA,
    "go": _GO,
    "cc cpp cxx hpp hh hxx cu": _CPP,
    "java kt kts scala swift dart groovy gradle cs": _C_LIKE,
}
_BY_ENDING = {ending: lexicon for endings, lexicon in _FAMILIES.items() for ending in endings.split()}
_NESTED = re.compile(rb"/\*|\*/")
_QUOTED = re.compile(rb"(?:[^\"\\]|\\.)*+\"", re.DOTALL)
_TEMPLATE = re.compile(rb"\\.|`|\$\{", re.DOTALL)
_LONGEST_LINE = 1000
_GOING_ON = tuple(bytes((each,)) for each in b"([{,=+-*/%|&<>\\")
_PREFIX = re.compile(rb"[ \t]*[rRuU]?")


def lexicon_of(path: str) -> Lexicon | None:
    """What may stand in a file of this name; None where its lines tell enough."""
    return _BY_ENDING.get(path.rpartition("/")[2].rpartition(".")[2].casefold())


def comments_in(data: bytes, lexicon: Lexicon, last: int) -> list[tuple[int, int]]:
    """The comments of a file that begin up to an offset, in their order."""
    return _Reading(data, lexicon).comments(last)


_OPENED = re.compile(rb"<!--|<(script|style)(?=[\s>])[^>]{0,500}+>", re.IGNORECASE)
_CLOSED = {
    b"script": re.compile(rb"</script", re.IGNORECASE), b"style": re.compile(rb"</style", re.IGNORECASE)
}  # fmt: skip
_INSIDE = {b"script": _SCRIPT, b"style": _STYLE}


def comments_in_elements(data: bytes, last: int) -> list[tuple[int, int]]:
    """The comments in scripts and styles of a page that begin up to an offset, in their order."""
    found: list[tuple[int, int]] = []
    at = 0
    while (opened := _OPENED.search(data, at)) and opened.start() <= last:
        element = opened.group(1)
        if element is None:
            at = data.find(b"-->", opened.end())
            if at < 0:
                break
            continue
        name = element.lower()
        closed = _CLOSED[name].search(data, opened.end())
        # As browsers do: what nothing closes goes on to the end of the page.
        at = closed.start() if closed else len(data)
        inside = data[opened.end() : at]
        found.extend(
            (opened.end() + start, opened.end() + end)
            for start, end in comments_in(inside, _INSIDE[name], last - opened.end())
        )
    return found


class _Reading:
    """One pass over a file."""

    def __init__(self, data: bytes, lexicon: Lexicon) -> None:
        self._data, self._pattern = data, lexicon
        self._found: list[tuple[int, int]] = []
        self._depth = 0
        # The depth at which each text around goes on, where code stands in texts.
        self._texts: list[int] = []
        self._unended = 0

    def comments(self, last: int) -> list[tuple[int, int]]:
        at: int | None = 0
        while at is not None:
            at = self._up_to_jump(at, last)
        return self._found

    def _up_to_jump(self, at: int, last: int) -> int | None:
        """Read on as long as everything is met whole; gives where reading goes on, None at the end."""
        for match in self._pattern.finditer(self._data, at):
            start, end = match.span()
            if start > last:
                return None
            # The outermost of the groups that were met is the last to end.
            kind = match.lastgroup or ""
            if kind == "line":
                self._found.append((start, end))
            elif kind in _OPENERS:
                after = _OPENERS[kind](self, match)
                if after > end:
                    return after
        return None

    def block(self, match: re.Match[bytes]) -> int:
        return self._comment(match.start(), self._end_of(_closer(match), match.end()))

    def nest(self, match: re.Match[bytes]) -> int:
        return self._comment(match.start(), self._end_of_nest(match.end()))

    def long(self, match: re.Match[bytes]) -> int:
        return self._end_of(_closer(match), match.end())

    def doc(self, match: re.Match[bytes]) -> int:
        end = self._end_of(match.group(), match.end())
        return self._comment(match.start(), end) if self._is_statement(match.start()) else end

    def tick(self, match: re.Match[bytes]) -> int:
        return self._after_text(match.end())

    def open(self, match: re.Match[bytes]) -> int:
        self._depth += 1
        return match.end()

    def close(self, match: re.Match[bytes]) -> int:
        self._depth = max(self._depth - 1, 0)
        if self._texts and self._texts[-1] == self._depth:
            self._texts.pop()
            return self._after_text(match.end())
        return match.end()

    def _comment(self, start: int, end: int) -> int:
        """Note a comment; one without an end is none."""
        if end:
            self._found.append((start, end))
        return end

    def _end_of(self, closer: bytes, at: int) -> int:
        """Where what was opened ends, 0 where it never does; a backslash may keep three quotes from it."""
        if self._unended >= _MOST_UNENDED:
            return 0
        is_escapable = closer in {b'"""', b"'''"}
        end = self._data.find(closer, at)
        while end >= 0 and is_escapable and _is_escaped(self._data, end, at):
            end = self._data.find(closer, end + 1)
        if end < 0:
            self._unended += 1
            return 0
        return end + len(closer)

    def quoted(self, match: re.Match[bytes]) -> int:
        found = _QUOTED.match(self._data, match.end()) if self._unended < _MOST_UNENDED else None
        self._unended += found is None
        return found.end() if found else 0

    def _end_of_nest(self, at: int) -> int:
        depth = 1
        if self._unended >= _MOST_UNENDED:
            return 0
        for match in _NESTED.finditer(self._data, at):
            depth += 1 if match.group() == b"/*" else -1
            if not depth:
                return match.end()
        self._unended += 1
        return 0

    def _is_statement(self, start: int) -> bool:
        """Whether a text stands for itself: first on its line, and the line above goes on with nothing."""
        line = self._data.rfind(b"\n", 0, start) + 1
        if _PREFIX.fullmatch(self._data, line, start) is None:
            return False
        above = self._data[max(line - _LONGEST_LINE, 0) : line].rstrip()
        return not above.endswith(_GOING_ON)

    def here(self, match: re.Match[bytes]) -> int:
        """After a text that begins on the next line, and ends with a line that is its mark.

        What stands beside its mark is read before it.
        """
        begin = self._data.find(b"\n", match.end()) + 1
        if not begin or self._unended >= _MOST_UNENDED:
            return match.end()
        tabs = rb"\t*" if match.group().startswith(b"<<-") else b""
        ended = re.compile(rb"^" + tabs + re.escape(match.group("mark")) + rb"\r?$", re.MULTILINE)
        found = ended.search(self._data, begin)
        if found is None:
            self._unended += 1
            return match.end()
        for beside in self._pattern.finditer(self._data, match.end(), begin - 1):
            if beside.lastgroup == "line":
                self._found.append(beside.span())
        return found.end()

    def _after_text(self, at: int) -> int:
        """After a text that began at a backtick, or up to the code that stands in it."""
        if self._unended >= _MOST_UNENDED:
            return at
        for match in _TEMPLATE.finditer(self._data, at):
            if match.group() == b"`":
                return match.end()
            if match.group() == b"${":
                self._texts.append(self._depth)
                self._depth += 1
                return match.end()
        self._unended += 1
        return at


_OPENERS: dict[str, Callable[[_Reading, re.Match[bytes]], int]] = {
    "block": _Reading.block, "nest": _Reading.nest, "long": _Reading.long, "quoted": _Reading.quoted,
    "raw": _Reading.long,
    "doc": _Reading.doc, "here": _Reading.here, "tick": _Reading.tick, "open": _Reading.open,
    "close": _Reading.close,
}  # fmt: skip


def _closer(match: re.Match[bytes]) -> bytes:
    """What ends a comment or a text, told by what opened it."""
    opened, groups = match.group(), match.groupdict()
    if opened == b"/*":
        return b"*/"
    if opened in {b"`", b"'", b'"', b'"""'}:
        return opened
    if opened.endswith(b"["):
        return b"]" + (groups.get("level") or groups.get("mark") or b"") + b"]"
    if opened.endswith(b"("):
        return b")" + match.group("mark") + b'"'
    return b'"#' + match.group("mark")


def _is_escaped(data: bytes, at: int, first: int) -> bool:
    before = data[max(first, at - _MOST_ESCAPES) : at]
    return (len(before) - len(before.rstrip(_ESCAPED_BY))) % 2 == 1
