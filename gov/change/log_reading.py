"""The log of exemptions and overrides read back: whole, or not at all.

A line that cannot be read is an error with its number. To pass over it would count it as none.
"""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING

from gov.change.log import LOG_VERSION, LogEntry, LogKind
from gov.errors import GovError
from gov.evidence.json_text import read_json
from gov.evidence.nodes import UnreadableError
from gov.text import printable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gov.evidence import Files
    from gov.evidence.nodes import Node

__all__ = ["MOST_BYTES", "configured_log", "read_log"]

# Some 50,000 lines: a busy project's of many years.
MOST_BYTES = 16 << 20

_KINDS: Mapping[str, LogKind] = {"exempt": "exempt", "override": "override"}
_EXEMPT = frozenset(("bot", "merge", "revert", "paths"))
_HEAD = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST_SHOWN = 60
_LARGEST_NUMBER = (1 << 63) - 1


class _Fault(Exception):  # noqa: N818 - it becomes an error where file and line are known
    """What is wrong with a line."""


def configured_log(files: Files, path: str) -> tuple[LogEntry, ...] | None:
    """What the log that `[change] log` names holds; None where there is no such file yet.

    Raises `GovError` where it is there and cannot be read.
    """
    try:
        data = files.read(path)
    except (FileNotFoundError, KeyError):
        return None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        message = f"{printable(path)} cannot be read: {reason}"
        raise GovError(message, help="Make it readable, or take it out of [change] log.") from error
    return read_log(data, path)


def read_log(data: bytes, path: str) -> tuple[LogEntry, ...]:
    """The entries of a log in their order; raises `GovError` with the first line that is none."""
    if len(data) > MOST_BYTES:
        message = f"{printable(path)} is larger than {MOST_BYTES >> 20} MiB"
        raise GovError(message, help="Move its older lines to another file.")
    lines = data.removesuffix(b"\n").split(b"\n") if data else []
    entries = []
    for number, line in enumerate(lines, 1):
        try:
            entries.append(_entry(line))
        except _Fault as fault:
            message = f"{printable(path)}:{number}: {printable(str(fault))}"
            way_out = "Put the line back as it was written; what is not understood is never left out."
            raise GovError(message, help=way_out) from fault
    return tuple(entries)


def _entry(line: bytes) -> LogEntry:
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"byte {error.start + 1} is not UTF-8"
        raise _Fault(message) from error
    if not text.strip():
        message = "the line is empty, and should be an object of JSON"
        raise _Fault(message)
    try:
        node, _ = read_json(text, lambda _: False)
    except UnreadableError as error:
        message = f"the line {error.problem[:200]} (character {error.index + 1})"
        raise _Fault(message) from error
    if not isinstance(node, dict):
        message = "the line is JSON, but no object"
        raise _Fault(message)
    return _Line(node).entry()


class _Line:
    """The members of one line; whatever is not as it is written raises `_Fault`."""

    def __init__(self, members: Mapping[str, Node]) -> None:
        self._members = members

    def entry(self) -> LogEntry:
        """The line as an entry: version first, for what another one means is not known."""
        version = self._member("version")
        if isinstance(version, bool) or version != LOG_VERSION:
            raise self._other("version", f"{LOG_VERSION}, the only one that is known")
        kind = _KINDS.get(self._text("kind"))
        if kind is None:
            raise self._other("kind", "'exempt' or 'override'")
        day, head = self._day("day"), self._text("head")
        if not _HEAD.fullmatch(head):
            raise self._other("head", "the full name of a commit")
        reason = self._text("reason")
        who = self._text("who") if self._member("who") is not None else None
        about = (day, self._text("host"), self._number(), head, kind, reason, who)
        if kind == "override":
            return LogEntry(*about, self._codes(), self._day("until"), self._text("follow_up"))
        if reason not in _EXEMPT:
            raise self._other("reason", f"one of {', '.join(sorted(_EXEMPT))}")
        for name, nothing in (("codes", []), ("until", None), ("follow_up", None)):
            if self._member(name) != nothing:
                raise self._other(name, "left open: it belongs to an override")
        return LogEntry(*about)

    def _member(self, name: str) -> Node:
        if name not in self._members:
            message = f"{name!r} is missing"
            raise _Fault(message)
        return self._members[name]

    def _text(self, name: str) -> str:
        value = self._member(name)
        if not isinstance(value, str) or not value:
            raise self._other(name, "a text")
        return value

    def _number(self) -> int | None:
        value = self._member("number")
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= _LARGEST_NUMBER:
            raise self._other("number", "a number that a host gives, or null")
        return value

    def _day(self, name: str) -> date:
        value = self._text(name)
        fault = self._other(name, "a day (YYYY-MM-DD)")
        if not _DAY.fullmatch(value):
            raise fault
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise fault from error

    def _codes(self) -> tuple[str, ...]:
        value = self._member("codes")
        if not isinstance(value, list) or not value:
            raise self._other("codes", "a list of codes")
        codes = tuple(code for code in value if isinstance(code, str) and code)
        if len(codes) < len(value):
            raise self._other("codes", "a list of codes")
        return codes

    def _other(self, name: str, wanted: str) -> _Fault:
        value = self._members[name]
        shown = repr(value) if isinstance(value, str) else json.dumps(value)
        short = shown if len(shown) <= _LONGEST_SHOWN else f"{shown[:_LONGEST_SHOWN]}\u2026"
        return _Fault(f"{name!r} is {short}, and should be {wanted}")
