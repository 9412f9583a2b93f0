"""Coverage of lines: Cobertura's XML, as coverage.py and many others write it, or LCOV's text.

A line that several classes or records speak of counts once, and counts as run where one says that it ran.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gov.evidence.elements import refused, walk
from gov.evidence.model import CoverageReport

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gov.evidence.elements import At

__all__ = ["read_coverage"]

_NUMBER = re.compile(r"[0-9]{1,18}")
_LCOV = re.compile(rb"^(?:TN:|SF:)", re.MULTILINE)
_DATA = re.compile(rb"DA:([0-9]{1,9}),(-?[0-9]{1,18})(?:,.*)?", re.DOTALL)
_TOTAL = re.compile(rb"(LF|LH):([0-9]{1,9})")
_WAY_OUT = "Name a report as 'coverage xml' or 'coverage lcov' writes it."
_MEASURE = "Measure again with the tests selected."
_CUT = "the record of a file does not end: the report was cut off"
_EMPTY = "it holds no line: nobody can tell what ran"


def read_coverage(data: bytes, path: str) -> CoverageReport:
    """Lines that can run and lines that did; raises `GovError` where the report tells of none."""
    return _read_lcov(data, path) if _LCOV.match(data.lstrip()) else _read_cobertura(data, path)


def _read_cobertura(data: bytes, path: str) -> CoverageReport:
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        raise refused(path, 1, "it is neither Cobertura XML nor LCOV", _WAY_OUT)
    reading = _Cobertura(path)
    walk(data, path, reading)
    ran = sum(any_ran for any_ran in reading.lines.values())
    if reading.lines:
        return CoverageReport(path, len(reading.lines), ran, reading.line, reading.offset)
    if not reading.total:
        raise refused(path, reading.line, _EMPTY, _MEASURE)
    return CoverageReport(
        path, reading.total, min(reading.covered, reading.total), reading.line, reading.offset
    )


class _Cobertura:
    """The lines of each class; those of its methods are the same ones again."""

    def __init__(self, path: str) -> None:
        self.lines: dict[tuple[str, int], bool] = {}
        self.total = self.covered = self.line = self.offset = 0
        self._path, self._file, self._methods = path, "", 0

    def start(self, name: str, attributes: Mapping[str, str], at: At) -> bool:
        if not self.line:
            if name != "coverage":
                message = f"it is no Cobertura report: its first element is <{name}>, not <coverage>"
                raise refused(self._path, at.line, message, _WAY_OUT)
            self.line, self.offset = at
            self.total = _count(attributes.get("lines-valid", "0"), self._path, at.line)
            self.covered = _count(attributes.get("lines-covered", "0"), self._path, at.line)
        elif name == "class":
            self._file = attributes.get("filename", attributes.get("name", ""))
        elif name == "methods":
            self._methods += 1
        elif name == "line" and not self._methods:
            key = (self._file, _count(attributes.get("number", ""), self._path, at.line))
            ran = _count(attributes.get("hits", ""), self._path, at.line) > 0
            self.lines[key] = self.lines.get(key, False) or ran
        return False

    def end(self, name: str, text: str) -> None:  # noqa: ARG002 - nothing of a coverage report stands in text
        self._methods -= name == "methods"


def _count(text: str, path: str, line: int) -> int:
    if not _NUMBER.fullmatch(text):
        raise refused(path, line, f"{text!r} stands where a count belongs")
    return int(text)


def _read_lcov(data: bytes, path: str) -> CoverageReport:
    reading = _Lcov(path)
    for number, line in enumerate(data.splitlines(), 1):
        reading.take(line, number)
    if reading.opened:
        raise refused(path, reading.opened, _CUT, _MEASURE)
    if reading.lines:
        return CoverageReport(path, len(reading.lines), sum(reading.lines.values()))
    found, hit = reading.totals[b"LF"], reading.totals[b"LH"]
    if not found:
        raise refused(path, 1, _EMPTY, _MEASURE)
    return CoverageReport(path, found, min(hit, found))


class _Lcov:
    """The records of an LCOV report: each begins with `SF:`, and ends, or the report was cut off."""

    def __init__(self, path: str) -> None:
        self.lines: dict[tuple[bytes, int], bool] = {}
        self.totals = {b"LF": 0, b"LH": 0}
        self.opened = 0
        self._path, self._file, self._told, self._here = path, b"", 0, 0

    def take(self, line: bytes, number: int) -> None:
        if line.startswith(b"SF:"):
            self._close(number)
            self._file, self.opened = line[3:], number
        elif line == b"end_of_record":
            self._end(number)
        elif line.startswith(b"DA:"):
            match = _DATA.fullmatch(line)
            if match is None:
                message = f"{line[:60].decode('utf-8', 'replace')!r} is no line with its count"
                raise refused(self._path, number, message)
            key = (self._file, int(match.group(1)))
            self.lines[key] = self.lines.get(key, False) or int(match.group(2)) > 0
            self._here += 1
        elif total := _TOTAL.fullmatch(line):
            self.totals[total.group(1)] += int(total.group(2))
            if total.group(1) == b"LF":
                self._told = int(total.group(2))

    def _close(self, number: int) -> None:
        if self.opened:
            raise refused(self._path, number, _CUT, _MEASURE)

    def _end(self, number: int) -> None:
        """The end of a record, which tells of all the lines that it says there are, or of none."""
        if 0 < self._here < self._told:
            message = f"a record says that its file has {self._told} lines, and tells of {self._here}"
            raise refused(self._path, number, message, _MEASURE)
        self.opened = self._told = self._here = 0
