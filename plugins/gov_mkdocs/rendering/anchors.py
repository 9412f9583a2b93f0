"""The anchors of a page: those of `gov.text.anchors`, by which the check judges links, and identifiers.

Every anchor that the check takes for a working one is made here, so that a link that it lets pass leads
somewhere on the page as well.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Anchors", "is_anchor"]

_SPACE = re.compile(r"\s")
_HYPHENS = re.compile(r"-{2,1000}")


def is_anchor(identifier: str) -> bool:
    """Whether an identifier can be an anchor as it is: no space, no control character."""
    return bool(identifier) and identifier.isprintable() and not _SPACE.search(identifier)


class Anchors:
    """The anchors taken on one page so far; those of its headings, in order, are from the start."""

    def __init__(self, headings: Sequence[str]) -> None:
        self.headings = headings
        self.taken = dict.fromkeys(headings, 0)
        self.next = 0

    def of_heading(self) -> str:
        """The anchor of the next heading; one without a letter gets a name that no link can know."""
        own = self.headings[self.next] if self.next < len(self.headings) else ""
        self.next += 1
        return own or self.claim("section")

    def claim(self, wanted: str) -> str:
        """Take an anchor, or the next free one with a number behind."""
        anchor = wanted
        while anchor in self.taken:
            self.taken[wanted] += 1
            anchor = f"{wanted}-{self.taken[wanted]}"
        self.taken[anchor] = 0
        return anchor

    def others(self, *wanted: str) -> Iterator[str]:
        """Those of some more anchors for one place that are still free, now taken."""
        for anchor in wanted:
            if anchor and anchor not in self.taken:
                self.taken[anchor] = 0
                yield anchor

    def as_elsewhere(self, anchor: str) -> str:
        """An anchor as other site builders write it, several hyphens as one; empty where that is no other."""
        return _HYPHENS.sub("-", anchor) if "--" in anchor else ""
