"""File patterns as `.gitignore` writes them, matched in time that no pattern can blow up.

Each stretch between stars has a fixed length, so the leftmost place where it fits is as good as any other:
nothing is ever tried twice. Names are compared as bytes, as git does.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Globs"]

_SLASH = ord("/")
_ANY_BUT_SLASH = b"[^/]"
_CLASSES = {
    b"alnum": re.compile(rb"[0-9A-Za-z]"),
    b"alpha": re.compile(rb"[A-Za-z]"),
    b"blank": re.compile(rb"[ \t]"),
    b"cntrl": re.compile(rb"[\x00-\x1f\x7f]"),
    b"digit": re.compile(rb"[0-9]"),
    b"graph": re.compile(rb"[!-~]"),
    b"lower": re.compile(rb"[a-z]"),
    b"print": re.compile(rb"[ -~]"),
    b"punct": re.compile(rb"[!-/:-@\[-`{-~]"),
    b"space": re.compile(rb"[ \t\n\v\f\r]"),
    b"upper": re.compile(rb"[A-Z]"),
    b"xdigit": re.compile(rb"[0-9A-Fa-f]"),
}

Segment = re.Pattern[bytes]


class _UnmatchableError(ValueError):
    """A pattern that git accepts and that matches nothing: an unclosed bracket, a backslash at the end."""


@dataclass(frozen=True, slots=True)
class _Pattern:
    """One line. `runs` are the stretches of segments between `**`; without a slash there is only a `name`."""

    is_negated: bool
    only_folders: bool
    name: Segment | None
    runs: tuple[tuple[Segment, ...], ...]

    def matches(self, names: list[bytes], *, is_folder: bool) -> bool:
        """Whether it matches exactly this path, given as its names."""
        if self.only_folders and not is_folder:
            return False
        if self.name is not None:
            return self.name.fullmatch(names[-1]) is not None
        return _spans(self.runs, names)


class Globs:
    """An ordered list of patterns; the last one that matches decides, and `!` turns it round."""

    def __init__(self, patterns: Iterable[bytes]) -> None:
        """Read patterns, one a line; comments, blank lines and what cannot match are left out."""
        self._patterns = tuple(p for line in patterns if (p := _pattern(line)) is not None)

    @classmethod
    def of_file(cls, data: bytes) -> Globs:
        """Read a `.gitignore`."""
        return cls(line.removesuffix(b"\r") for line in data.removeprefix(b"\xef\xbb\xbf").split(b"\n"))

    @classmethod
    def of_texts(cls, patterns: Iterable[str]) -> Globs:
        """Read patterns from a configuration."""
        return cls(pattern.encode("utf-8", "surrogatepass") for pattern in patterns)

    def __bool__(self) -> bool:
        """Whether there is any pattern."""
        return bool(self._patterns)

    def decide(self, path: str) -> bool | None:
        """Whether a path itself is matched; folders end with `/`. None where no pattern speaks of it."""
        raw = os.fsencode(path)
        names = raw.rstrip(b"/").split(b"/")
        is_folder = raw.endswith(b"/")
        for pattern in reversed(self._patterns):
            if pattern.matches(names, is_folder=is_folder):
                return not pattern.is_negated
        return None

    def covers(self, path: str) -> bool:
        """Whether a file, or a folder that it lies in, is matched by the last pattern that speaks of one."""
        names = os.fsencode(path).split(b"/")
        for pattern in reversed(self._patterns):
            if any(
                pattern.matches(names[:end], is_folder=end < len(names)) for end in range(len(names), 0, -1)
            ):
                return not pattern.is_negated
        return False


def _pattern(line: bytes) -> _Pattern | None:
    if line.startswith(b"#"):
        return None
    line = _without_trailing_blanks(line)
    is_negated = line.startswith(b"!")
    line = line[is_negated:]
    only_folders = line.endswith(b"/")
    line = line[: len(line) - only_folders]
    if not line:
        return None
    try:
        if b"/" not in line:
            return _Pattern(is_negated, only_folders, _segments(line)[0][0], ())
        return _Pattern(is_negated, only_folders, None, _runs(line.removeprefix(b"/")))
    except _UnmatchableError:
        return None


def _without_trailing_blanks(line: bytes) -> bytes:
    end = len(line.rstrip(b" "))
    slashes = end - len(line[:end].rstrip(b"\\"))
    return line[: end + 1] if slashes % 2 and end < len(line) else line[:end]


def _runs(pattern: bytes) -> tuple[tuple[Segment, ...], ...]:
    segments = _segments(pattern)
    runs: list[list[Segment]] = [[]]
    for index, (segment, is_deep) in enumerate(segments):
        if not is_deep:
            runs[-1].append(segment)
            continue
        runs.append([])
        if index == len(segments) - 1:
            # At the end `**` is everything inside, never the folder itself.
            runs[-1].append(segment)
    return tuple(tuple(run) for run in runs)


def _spans(runs: tuple[tuple[Segment, ...], ...], names: list[bytes]) -> bool:
    first, *others = runs
    if not others:
        return len(first) == len(names) and _fits(first, names, 0)
    if not _fits(first, names, 0):
        return False
    at = len(first)
    *middle, last = others
    for run in middle:
        while at + len(run) <= len(names) and not _fits(run, names, at):
            at += 1
        at += len(run)
    end = len(names) - len(last)
    return at <= end and _fits(last, names, end)


def _fits(run: tuple[Segment, ...], names: list[bytes], at: int) -> bool:
    if at + len(run) > len(names):
        return False
    return all(segment.fullmatch(names[at + index]) for index, segment in enumerate(run))


def _segments(pattern: bytes) -> list[tuple[Segment, bool]]:
    """Each name of a pattern as an expression, and whether it is `**`."""
    found: list[tuple[Segment, bool]] = []
    pieces: list[bytes] = [b""]
    at = stars = 0
    while at < len(pattern):
        character = pattern[at : at + 1]
        if character == b"/" or pattern[at : at + 2] == b"\\/":
            found.append(_segment(pieces, stars))
            pieces, stars = [b""], 0
            at += 1 if character == b"/" else 2
        elif character == b"*":
            stars += 1
            if pieces[-1] or len(pieces) == 1:
                pieces.append(b"")
            at += 1
        else:
            expression, at = _character(pattern, at)
            pieces[-1] += expression
    found.append(_segment(pieces, stars))
    return found


def _segment(pieces: list[bytes], stars: int) -> tuple[Segment, bool]:
    first, *others = pieces
    expression = first
    if others:
        *middle, last = others
        expression += b"".join(b"(?>%s*?%s)" % (_ANY_BUT_SLASH, piece) for piece in middle if piece)
        expression += b"%s*%s" % (_ANY_BUT_SLASH, last)
    return re.compile(expression, re.DOTALL), stars > 1 and not any(pieces)


def _character(pattern: bytes, at: int) -> tuple[bytes, int]:
    """The expression of one character of a pattern, and where the next one begins."""
    character = pattern[at : at + 1]
    if character == b"?":
        return _ANY_BUT_SLASH, at + 1
    if character == b"[":
        return _bracket(pattern, at + 1)
    if character == b"\\":
        at += 1
        if at == len(pattern):
            raise _UnmatchableError
    return re.escape(pattern[at : at + 1]), at + 1


def _bracket(pattern: bytes, at: int) -> tuple[bytes, int]:
    """The bytes between brackets, read as git's own matcher reads them."""
    is_negated = pattern[at : at + 1] in {b"!", b"^"}
    at += is_negated
    chosen: set[int] = set()
    before = -1
    is_first = True
    while is_first or pattern[at : at + 1] != b"]":
        is_first = False
        code = _code(pattern, at)
        if code == ord("\\"):
            at += 1
            before = _code(pattern, at)
            chosen.add(before)
        elif code == ord("-") and before >= 0 and pattern[at + 1 : at + 2] not in {b"", b"]"}:
            at += 1
            if pattern[at] == ord("\\"):
                at += 1
            chosen.update(range(before, _code(pattern, at) + 1))
            before = -1
        elif pattern[at : at + 2] == b"[:" and (end := pattern.find(b"]", at + 2)) != at + 2:
            if end < 0:
                raise _UnmatchableError
            if pattern[end - 1] != ord(":"):
                chosen.add(code)
                before = code
            else:
                chosen.update(_named_class(pattern[at + 2 : end - 1]))
                before, at = -1, end
        else:
            chosen.add(code)
            before = code
        at += 1
    wanted = (set(range(256)) - chosen if is_negated else chosen) - {_SLASH}
    if not wanted:
        raise _UnmatchableError
    return b"[%s]" % b"".join(b"\\x%02x" % byte for byte in sorted(wanted)), at + 1


def _named_class(name: bytes) -> set[int]:
    if name not in _CLASSES:
        raise _UnmatchableError
    return {byte for byte in range(128) if _CLASSES[name].match(bytes((byte,)))}


def _code(pattern: bytes, at: int) -> int:
    if at >= len(pattern):
        raise _UnmatchableError
    return pattern[at]
