"""Where in a TOML file a setting stands: the standard library's parser keeps no lines.

Only table headers and keys are looked for, in a text that already parsed; a setting inside an inline table or
array has the line of the key it stands under.
"""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["TomlLines"]

_KEY = r"(?:[A-Za-z0-9_-]+|\"[^\"\n]*\"|'[^'\n]*')"
_DOTTED = rf"{_KEY}(?:[ \t]*\.[ \t]*{_KEY})*"
_HEADER = re.compile(rf"[ \t]*(\[\[?)[ \t]*({_DOTTED})[ \t]*\]")
_ASSIGNMENT = re.compile(rf"[ \t]*({_DOTTED})[ \t]*=")
_PART = re.compile(_KEY)
_LINE_END = re.compile(r"\r?\n")
_TOKEN = re.compile(r"\"\"\"|'''|\"(?:[^\"\\]|\\.)*\"|'[^']*'|#|[\[\]{}]")
_STRING_ENDS = {
    '"""': re.compile(r"(?:[^\"\\]|\\.|\"\"?(?!\"))*\"{3,5}"),
    "'''": re.compile(r"(?:[^']|''?(?!'))*'{3,5}"),
}

Path = tuple[str | int, ...]


class _Line(NamedTuple):
    path: Path
    line: int


class TomlLines:
    """Lines, from 1, of the keys of one TOML text."""

    def __init__(self, text: str) -> None:
        """Find every header and key; lines inside multi-line strings and arrays are not keys."""
        self._lines: dict[Path, int] = {}
        prefix: Path = ()
        counts: dict[Path, int] = {}
        string, depth = "", 0
        for number, line in enumerate(_LINE_END.split(text), 1):
            if string or depth:
                string, depth = _left_open(line, string, depth)
                continue
            if header := _HEADER.match(line):
                prefix = _parts(header.group(2))
                if header.group(1) == "[[":
                    index = counts.get(prefix, 0)
                    counts[prefix] = index + 1
                    self._lines.setdefault(prefix, number)
                    prefix = (*prefix, index)
                self._lines.setdefault(prefix, number)
            elif assignment := _ASSIGNMENT.match(line):
                path = (*prefix, *_parts(assignment.group(1)))
                self._lines.setdefault(path, number)
                string, depth = _left_open(line[assignment.end() :], "", 0)

    def line_of(self, path: Path) -> int:
        """The line of the setting at a path; 0 where it is not there."""
        return self._lines.get(path, 0)

    def line(self, path: Path) -> int:
        """The line of the setting at a path, or of the nearest thing around it; 0 where nothing is known."""
        for end in range(len(path), 0, -1):
            if (number := self._lines.get(path[:end])) is not None:
                return number
        return 0


def _parts(dotted: str) -> Path:
    return tuple(part.strip("\"'") for part in _PART.findall(dotted))


def _left_open(text: str, string: str, depth: int) -> tuple[str, int]:
    """What a line of a value leaves open: the mark of a string over several lines, and how many brackets."""
    at = 0
    while True:
        if string:
            end = _STRING_ENDS[string].match(text, at)
            if end is None:
                return string, depth
            string, at = "", end.end()
        found = _TOKEN.search(text, at)
        if found is None or found.group() == "#":
            return "", max(depth, 0)
        word, at = found.group(), found.end()
        if word in _STRING_ENDS:
            string = word
        elif word in {"[", "{"}:
            depth += 1
        elif word in {"]", "}"}:
            depth -= 1
