"""JSON with places: the values near the root are read step by step, what lies below them at full speed."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING

from gov.evidence.nodes import Node, Trail, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["read_json"]

_BLANKS = re.compile(r"[ \t\n\r]*+")


def read_json(text: str, wanted: Callable[[Trail], bool]) -> tuple[Node, dict[Trail, tuple[int, int]]]:
    """Read a text; gives the value, and the places of the members of each value whose trail is wanted.

    Raises `UnreadableError` where it is no JSON, is nested too deeply, or has a key twice.
    """
    walk = _Walk(text, wanted)
    start = walk.skip(0)
    root, end = walk.value(start, ())
    end = walk.skip(end)
    if end < len(text):
        raise UnreadableError("is not JSON: something stands after its end", end)
    return root, walk.places


class _DuplicateError(Exception):
    """A key that stands twice in one object."""


def _unique(pairs: list[tuple[str, Node]]) -> dict[str, Node]:
    made = dict(pairs)
    if len(made) < len(pairs):
        counts = Counter(name for name, _ in pairs)
        raise _DuplicateError(next(name for name, count in counts.items() if count > 1))
    return made


class _Walk:
    """One reading of one text."""

    def __init__(self, text: str, wanted: Callable[[Trail], bool]) -> None:
        self.text = text
        self.wanted = wanted
        self.places: dict[Trail, tuple[int, int]] = {}
        self._decoder = json.JSONDecoder(object_pairs_hook=_unique)

    def skip(self, at: int) -> int:
        """The index of what comes after blanks."""
        found = _BLANKS.match(self.text, at)
        return found.end() if found else at

    def value(self, at: int, trail: Trail) -> tuple[Node, int]:
        """The value at an index, and the index after it."""
        opening = self.text[at : at + 1]
        if opening == "{" and self.wanted(trail):
            return self._object(at + 1, trail)
        if opening == "[" and self.wanted(trail):
            return self._array(at + 1, trail)
        return self._plain(at)

    def _plain(self, at: int) -> tuple[Node, int]:
        try:
            return self._decoder.raw_decode(self.text, at)
        except json.JSONDecodeError as error:
            message = f"is not JSON: {error.msg[:1].lower()}{error.msg[1:]}"
            raise UnreadableError(message, error.pos) from error
        except _DuplicateError as error:
            raise UnreadableError(f"has the key {str(error)!r} twice in one object", at) from error
        except RecursionError as error:
            raise UnreadableError("is nested too deeply", at) from error
        except ValueError as error:
            raise UnreadableError("holds a number that is too long", at) from error

    def _object(self, at: int, trail: Trail) -> tuple[Node, int]:
        found: dict[str, Node] = {}
        at = self.skip(at)
        if self.text[at : at + 1] == "}":
            return found, at + 1
        while True:
            if self.text[at : at + 1] != '"':
                raise UnreadableError("is not JSON: a name in double quotes should stand here", at)
            name, end = self._plain(at)
            if not isinstance(name, str) or name in found:
                raise UnreadableError(f"has the key {name!r} twice in one object", at)
            self.places[*trail, name] = (at + 1, end - 1)
            after = self.skip(end)
            if self.text[after : after + 1] != ":":
                raise UnreadableError("is not JSON: a colon should stand here", after)
            found[name], end = self.value(self.skip(after + 1), (*trail, name))
            at = self.skip(end)
            if self.text[at : at + 1] == "}":
                return found, at + 1
            at = self._after_comma(at)

    def _array(self, at: int, trail: Trail) -> tuple[Node, int]:
        found: list[Node] = []
        at = self.skip(at)
        if self.text[at : at + 1] == "]":
            return found, at + 1
        while True:
            here = (*trail, len(found))
            entry, end = self.value(at, here)
            self.places[here] = (at, end)
            found.append(entry)
            at = self.skip(end)
            if self.text[at : at + 1] == "]":
                return found, at + 1
            at = self._after_comma(at)

    def _after_comma(self, at: int) -> int:
        if self.text[at : at + 1] != ",":
            raise UnreadableError("is not JSON: a comma or the end should stand here", at)
        return self.skip(at + 1)
