"""What a rendered document is made of: HTML, with the addresses that depend on the page left open.

The same text stands on its document's page and on the pages of its items. Only addresses differ between
them, so a document is rendered once and joined for each page.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["Heading", "Mention", "Piece", "Rendered", "ToItem", "ToRule", "ToTarget", "joined"]


@dataclass(frozen=True, slots=True)
class ToItem:
    """The address of an item's page, or of one of its criteria there (`part` from 1)."""

    id: str
    part: int = 0


@dataclass(frozen=True, slots=True)
class ToTarget:
    """An address as the author wrote it, relative to the document."""

    target: str


@dataclass(frozen=True, slots=True)
class ToRule:
    """The address of a rule's page, or of a family's place among all rules."""

    code: str


Piece: TypeAlias = str | ToItem | ToRule | ToTarget


class Heading(NamedTuple):
    """A heading: level, anchor, text without marks, the item it declares, and the words that follow it."""

    level: int
    anchor: str
    text: str
    item: str
    words: str


@dataclass(frozen=True, slots=True)
class Mention:
    """An identifier in running text: which item is named, and under which heading's anchor."""

    item: str
    anchor: str


@dataclass(frozen=True)
class Rendered:
    """One document as pieces.

    `cuts` pairs the byte at which each top-level block starts with the index of its first piece. `notes`
    holds the footnotes in the order in which they are shown, `note_places` the bytes at which each label is
    referred to.
    """

    pieces: tuple[Piece, ...]
    cuts: tuple[tuple[int, int], ...]
    headings: tuple[Heading, ...]
    mentions: tuple[Mention, ...]
    anchors: frozenset[str]
    notes: tuple[tuple[str, tuple[Piece, ...]], ...]
    note_places: tuple[tuple[str, int], ...]

    def whole(self) -> tuple[Piece, ...]:
        """The document with its footnotes."""
        return (*self.pieces, *_note_list([pieces for _, pieces in self.notes]))

    def part(self, start: int, end: int) -> tuple[Piece, ...]:
        """The top-level blocks that start between two bytes, with the footnotes that they refer to."""
        first, after = bisect_left(self.cuts, (start, 0)), bisect_left(self.cuts, (end, 0))
        if first == after:
            return ()
        last = self.cuts[after][1] if after < len(self.cuts) else len(self.pieces)
        used = {label for label, place in self.note_places if start <= place < end}
        notes = [pieces for label, pieces in self.notes if label in used]
        return (*self.pieces[self.cuts[first][1] : last], *_note_list(notes))


def joined(
    pieces: Sequence[Piece], own: Callable[[ToItem | ToRule], str], target: Callable[[str], str]
) -> str:
    """The HTML of pieces; `own` and `target` give the addresses, already escaped, for the page."""
    return "".join(
        piece
        if isinstance(piece, str)
        else target(piece.target)
        if isinstance(piece, ToTarget)
        else own(piece)
        for piece in pieces
    )


def _note_list(notes: Sequence[tuple[Piece, ...]]) -> tuple[Piece, ...]:
    if not notes:
        return ()
    body = [piece for pieces in notes for piece in pieces]
    return ('<div class="footnote">\n<hr>\n<ol>\n', *body, "</ol>\n</div>\n")
