"""Which identifier a mistyped one was meant to be."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gov.items import Item

__all__ = ["Neighbours"]

_SHORTEST = 4
_LONGEST = 64


class Neighbours:
    """The items of one kind, to be asked which is one slip of the finger away from an identifier.

    What a slip could have made of the identifier is looked up, rather than every item compared: a thousand
    mistakes in a thousand items would be a million comparisons.
    """

    def __init__(self, items: Iterable[Item]) -> None:
        """Take the first item of each identifier."""
        self._by_id: dict[str, Item] = {}
        for item in items:
            self._by_id.setdefault(item.id, item)

    def nearest(self, identifier: str) -> Item | None:
        """The one item that a slip leads to; None where none is, or several are equally near.

        A character left out is nearer than one too many, and that nearer than one mistaken or two swapped:
        so much of the longer of the two is shared.
        """
        if not _SHORTEST <= len(identifier) <= _LONGEST:
            return None
        for slips in (self._left_out, self._too_many, self._mistaken):
            found = {slip for slip in slips(identifier) if slip in self._by_id} - {identifier}
            if found:
                return self._by_id[found.pop()] if len(found) == 1 else None
        return None

    def _left_out(self, text: str) -> Iterator[str]:
        places = range(_number_at(text), len(text) + 1)
        return (text[:at] + letter + text[at:] for at in places for letter in self._letters)

    def _too_many(self, text: str) -> Iterator[str]:
        return (text[:at] + text[at + 1 :] for at in range(len(text)))

    def _mistaken(self, text: str) -> Iterator[str]:
        for at in range(_number_at(text), len(text)):
            for letter in self._letters:
                yield text[:at] + letter + text[at + 1 :]
        for at in range(len(text) - 1):
            yield text[:at] + text[at + 1] + text[at] + text[at + 2 :]

    @cached_property
    def _letters(self) -> str:
        """What stands in the numbers: digits, and what divides them."""
        found = {letter for identifier in self._by_id for letter in identifier[_number_at(identifier) :]}
        return "".join(sorted(found.union("0123456789")))


def _number_at(identifier: str) -> int:
    """Where the number begins; what stands before it is the same for every item of a kind."""
    return next((at for at, letter in enumerate(identifier) if letter in "0123456789"), len(identifier))
