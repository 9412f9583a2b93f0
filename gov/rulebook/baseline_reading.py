"""From a baseline file to its entries, each with its place, or to every mistake, each with its line."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NoReturn

from gov.errors import ConfigurationError, Mistake
from gov.rulebook.baseline import Baseline, Entry, can_be_set_aside
from gov.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["BASELINE_VERSION", "KEYS", "read_baseline"]

BASELINE_VERSION = 1
KEYS = ("fingerprint", "code", "item", "path", "message")
_BOM = b"\xef\xbb\xbf"
_LARGEST = 16 << 20
_SPACE = re.compile(r"[ \t\r\n]*")
_MARKS = re.compile(rb"^(?:<{7}|={7}|>{7}|\|{7})(?: |\r?\n|\r?\Z)", re.MULTILINE)
_FINGERPRINT = re.compile(r"[0-9a-f]{16}")
_ANEW = "Restore the file from git, or delete it and run 'gov baseline create'."


def read_baseline(path: str, data: bytes) -> Baseline:
    """The baseline in the bytes of a file.

    Raises `GovError` with every mistake, each with its line and what to do.
    """
    if len(data) >= _LARGEST:
        raise ConfigurationError((Mistake(path, 0, "is larger than the 16 MiB that are read", _ANEW),))
    if marks := _MARKS.search(data):
        line = data.count(b"\n", 0, marks.start()) + 1
        help_text = "Keep the lines of both sides, take the marks out, and run 'gov baseline update'."
        raise ConfigurationError((Mistake(path, line, "holds the marks of a merge conflict", help_text),))
    reading = _Reading(path, data)
    reading.read()
    if reading.mistakes:
        raise ConfigurationError(tuple(reading.mistakes))
    return Baseline(path, data, tuple(reading.entries))


class _Reading:
    """One reading of a file: the standard library's parser keeps no places, so values are read one by one."""

    def __init__(self, path: str, data: bytes) -> None:
        self.path = path
        self.mistakes: list[Mistake] = []
        self.entries: list[Entry] = []
        self._offset = len(_BOM) if data.startswith(_BOM) else 0
        try:
            self._text = data[self._offset :].decode("utf-8")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, self._offset + error.start) + 1
            raise ConfigurationError((Mistake(path, line, "is not UTF-8 text", _ANEW),)) from error
        self._at = 0
        self._bytes_at = (0, self._offset)
        self._line_at = (0, 1)
        self._decoder = json.JSONDecoder(object_pairs_hook=_object)
        self._lines: dict[str, int] = {}

    def read(self) -> None:
        """Read the whole object."""
        seen: set[str] = set()
        for key, line in self._members():
            if key in seen:
                self._say(line, f"{key!r} is given twice", _ANEW)
            seen.add(key)
            if key == "findings":
                self._findings(line)
                continue
            value, _, _ = self._value()
            if key == "version":
                self._version(value, line)
            else:
                self._say(line, f"unknown key {printable(key)!r}", "Known are 'version' and 'findings'.")
        self._skip()
        if self._at < len(self._text):
            self._syntax("something follows the object")
        for key in ("version", "findings"):
            if key not in seen:
                self._say(1, f"{key!r} is missing", _ANEW)

    def _members(self) -> Iterator[tuple[str, int]]:
        """The keys of the object; whoever asks for the next has read the value."""
        self._expect("{")
        if self._take("}"):
            return
        while True:
            key, start, _ = self._value()
            if not isinstance(key, str):
                self._syntax("a key in quotes is missing", start)
            self._expect(":")
            yield key, self._line(start)
            if not self._take(","):
                self._expect("}")
                return

    def _version(self, value: object, line: int) -> None:
        if type(value) is not int or value != BASELINE_VERSION:
            message = f"is of version {_short(value)}, and this gov reads version {BASELINE_VERSION}"
            self._say(line, message, "Install the gov that wrote it, or delete it and create it anew.")

    def _findings(self, line: int) -> None:
        self._skip()
        if not self._text.startswith("[", self._at):
            self._value()
            self._say(line, "'findings' is not a list", _ANEW)
            return
        self._expect("[")
        if self._take("]"):
            return
        while True:
            value, start, end = self._value()
            self._entry(value, start, end)
            if not self._take(","):
                self._expect("]")
                return

    def _entry(self, value: object, start: int, end: int) -> None:
        line = self._line(start)
        if not isinstance(value, dict):
            self._say(line, f"an entry is an object, not {_short(value)}", _ANEW)
            return
        missing = [key for key in KEYS if key not in value]
        unknown = sorted(key for key in value if key not in KEYS)
        wrong = [key for key in KEYS if key in value and not isinstance(value[key], str)]
        for keys, told in ((missing, "is missing"), (unknown, "is no key of one"), (wrong, "is not a text")):
            if keys:
                named = ", ".join(repr(printable(key)) for key in keys)
                self._say(line, f"an entry: {named} {told}", "Run 'gov baseline update' on a whole file.")
        if missing or unknown or wrong:
            return
        fingerprint, code, item, path, message = (str(value[key]) for key in KEYS)
        if not _FINGERPRINT.fullmatch(fingerprint):
            message = f"{_short(fingerprint)} is no fingerprint: it has 16 hexadecimal digits"
            self._say(line, message, "Delete the entry; 'gov baseline update' writes it anew.")
        elif not can_be_set_aside(code):
            self._say(line, f"{code} cannot be set aside", f"Delete the entry; 'gov explain {code}' helps.")
        elif fingerprint in self._lines:
            message = f"the fingerprint {fingerprint} stands in line {self._lines[fingerprint]} already"
            self._say(line, message, "Delete one of the two entries.")
        else:
            self._lines[fingerprint] = line
            begin, finish = self._byte(start), self._byte(end)
            self.entries.append(Entry(fingerprint, code, item, path, message, begin, finish))

    def _value(self) -> tuple[object, int, int]:
        """The value that stands here, and where it begins and ends."""
        self._skip()
        start = self._at
        try:
            value, self._at = self._decoder.raw_decode(self._text, start)
        except json.JSONDecodeError as error:
            self._syntax(error.msg[:1].lower() + error.msg[1:], error.pos)
        except _TwiceError as error:
            self._syntax(f"{error.key!r} is given twice in one object", start)
        except RecursionError:
            self._syntax("nested too deeply", start)
        except ValueError:
            self._syntax("a number has too many digits", start)
        return value, start, self._at

    def _skip(self) -> None:
        found = _SPACE.match(self._text, self._at)
        self._at = found.end() if found else self._at

    def _take(self, mark: str) -> bool:
        self._skip()
        found = self._text.startswith(mark, self._at)
        self._at += found
        return found

    def _expect(self, mark: str) -> None:
        if not self._take(mark):
            self._syntax(f"{mark!r} is missing")

    def _syntax(self, message: str, at: int | None = None) -> NoReturn:
        line = self._line(self._at if at is None else at)
        raise ConfigurationError((*self.mistakes, Mistake(self.path, line, f"not JSON: {message}", _ANEW)))

    def _say(self, line: int, message: str, help_text: str) -> None:
        self.mistakes.append(Mistake(self.path, line, message, help_text))

    def _line(self, at: int) -> int:
        """The line of a character; asked for in their order, each stretch is counted once."""
        before, line = self._line_at if at >= self._line_at[0] else (0, 1)
        line += self._text.count("\n", before, at)
        self._line_at = (at, line)
        return line

    def _byte(self, at: int) -> int:
        """The byte offset of a character; asked for in their order, each stretch is counted once."""
        characters, offset = self._bytes_at
        offset += len(self._text[characters:at].encode("utf-8"))
        self._bytes_at = (at, offset)
        return offset


class _TwiceError(Exception):
    """A key that an object gives twice: of two values nobody knows which was meant."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made: dict[str, object] = {}
    for key, value in pairs:
        if key in made:
            raise _TwiceError(key)
        made[key] = value
    return made


def _short(value: object) -> str:
    text = printable(repr(value))
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."


_SHOWN = 40
