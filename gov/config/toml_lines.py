"""Where in a TOML file a setting stands: the standard library's parser keeps no lines.

Only table headers and keys are looked for, in a text that already parsed; a setting inside an inline table or
array has the line of the key it stands under.
"""

from __future__ import annotations

import re
import tomllib
from typing import NamedTuple

__all__ = ["TomlLines"]

_KEY = r"(?:[A-Za-z0-9_-]+|\"[^\"\n]*\"|'[^'\n]*')"
_DOTTED = rf"{_KEY}(?:[ \t]*\.[ \t]*{_KEY})*"
_HEADER = re.compile(rf"[ \t]*(\[\[?)[ \t]*({_DOTTED})[ \t]*\]")
_ASSIGNMENT = re.compile(rf"[ \t]*({_DOTTED})[ \t]*=")
_PART = re.compile(_KEY)

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
        pending = ""
        for number, line in enumerate(text.splitlines(), 1):
            if pending:
                pending += "\n" + line
                pending = "" if _is_complete(pending) else pending
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
                pending = "" if _is_complete(line) else line

    def line(self, path: Path) -> int:
        """The line of the setting at a path, or of the nearest thing around it; 0 where nothing is known."""
        for end in range(len(path), 0, -1):
            if (number := self._lines.get(path[:end])) is not None:
                return number
        return 0


def _parts(dotted: str) -> Path:
    return tuple(part.strip("\"'") for part in _PART.findall(dotted))


def _is_complete(assignment: str) -> bool:
    try:
        tomllib.loads(assignment)
    except tomllib.TOMLDecodeError:
        return False
    return True
