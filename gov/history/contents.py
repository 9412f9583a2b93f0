"""What of each item can change, read from the contents that a document had at one commit after another.

A commit changes a few lines of a document, so most of what it holds was read before. Where headings alone
part the items (no fence, no HTML, no definition of a link could reach over one), a document is read item by
item, and an item with the same bytes is not read again. Everything else is read whole.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from gov.dialects import dialects
from gov.project import DocumentReader

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gov.config import Configuration
    from gov.items import Item

__all__ = ["Contents", "CriterionState", "State", "states_of"]

# What reaches over a heading, or is read at the top of a document alone.
_REACHING = (b"```", b"~~~", b"<", b"]:", b"\r", b"\0", b"\xef\xbb\xbf")
_MOST_KNOWN = 100_000


class CriterionState(NamedTuple):
    """What of a criterion can change; `number` is the one by which tests and code name it."""

    text: str
    is_ticked: bool
    number: int


class State(NamedTuple):
    """What of an item can change: title, document, status, criteria, former identifiers."""

    kind: str
    title: str
    path: str
    status: str
    criteria: tuple[CriterionState, ...]
    formerly: tuple[str, ...] = ()


class _Part(NamedTuple):
    """What one part declares, and whether its first heading does: else it may belong to the item before."""

    states: dict[str, State]
    declares: bool


def states_of(path: str, items: Iterable[Item]) -> dict[str, State]:
    """The state of each item of a document, of the first where two have one identifier."""
    states: dict[str, State] = {}
    for item in items:
        criteria = tuple(
            CriterionState(c.text, c.checked is True, c.number) for c in item.criteria if not c.is_struck
        )
        status = item.status.name if item.status else ""
        states.setdefault(item.id, State(item.kind, item.title, path, status, criteria, item.formerly))
    return states


class Contents:
    """Reads documents of many commits, each item's bytes once."""

    def __init__(self, configuration: Configuration) -> None:
        """Prepare to read in the words of one configuration."""
        self._reader = DocumentReader(configuration)
        prefixes = "|".join(re.escape(kind.prefix) for kind in configuration.kinds.values())
        self._heading = re.compile(rf"^#{{1,6}}[ \t]{{1,8}}(?:{prefixes})[0-9]".encode(), re.MULTILINE)
        self._known: dict[tuple[str, bytes], _Part] = {}

    def states(self, path: str, data: bytes) -> dict[str, State]:
        """The state of each item that a file declares."""
        parts = self._parts(path, data)
        if parts is None:
            return self._read(path, data)
        states: dict[str, State] = {}
        for number, part in enumerate(parts):
            found = self._of_part(path, part)
            if number and not found.declares:
                return self._read(path, data)
            for identifier, state in found.states.items():
                states.setdefault(identifier, state)
        return states

    def _parts(self, path: str, data: bytes) -> list[bytes] | None:
        """The file cut at the headings that begin with an identifier; None where it has to be read whole."""
        if data.startswith(b"---") or any(mark in data for mark in _REACHING):
            return None
        if any(dialect.names(path) for dialect in dialects()):
            return None
        starts = [0, *(match.start() for match in self._heading.finditer(data)), len(data)]
        return [data[start:end] for start, end in pairwise(starts)]

    def _of_part(self, path: str, part: bytes) -> _Part:
        key = (path, part)
        if key not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            document = self._reader.document(path, part)
            items = document.items if document else ()
            declares = bool(items) and items[0].body.start == 0
            self._known[key] = _Part(states_of(path, items), declares)
        return self._known[key]

    def _read(self, path: str, data: bytes) -> dict[str, State]:
        document = self._reader.document(path, data)
        return states_of(path, document.items) if document else {}
