"""Ways of writing items, one file each, found by presence.

A dialect is a module with `PRECEDENCE` (the lowest asks first; no two alike), `claims(source, outline,
reader)` and `read(source, outline, reader)`. It may have `names(path)`, which says of a path that the file is
to be read whatever it holds. Every document is read by exactly one dialect: the first that claims it.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Protocol

from gov import discovery

if TYPE_CHECKING:
    from gov.items import Item, Reader
    from gov.text import Outline, Source

__all__ = ["Dialect", "dialects"]


class Names(Protocol):
    """Says whether a path alone tells that a dialect should read the file."""

    def __call__(self, path: str) -> bool:
        """Whether the path is named so."""


def _names_nothing(path: str) -> bool:  # noqa: ARG001 - the answer for a dialect that goes by content
    return False


class Claims(Protocol):
    """Says whether a dialect reads a document."""

    def __call__(self, source: Source, outline: Outline, reader: Reader) -> bool:
        """Whether the document is written so."""


class Read(Protocol):
    """Reads the items of a document."""

    def __call__(self, source: Source, outline: Outline, reader: Reader) -> tuple[Item, ...]:
        """The items that the document declares, in reading order."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """One way of writing items."""

    name: str
    precedence: int
    claims: Claims
    read: Read
    names: Names


@cache
def dialects() -> tuple[Dialect, ...]:
    """Every dialect, in the order in which they are asked; two of one precedence are refused."""
    found = [
        Dialect(
            module.__name__.rpartition(".")[2],
            module.PRECEDENCE,
            module.claims,
            module.read,
            getattr(module, "names", _names_nothing),
        )
        for module in discovery.modules(sys.modules[__name__])
    ]
    return discovery.by_precedence(found, "dialects")
