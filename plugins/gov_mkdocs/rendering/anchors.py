"""Anchors of headings: the ones that GitHub gives, unique on a page."""

from __future__ import annotations

import re

__all__ = ["Anchors", "is_anchor"]

_DROPPED = re.compile(r"[^\w\- ]")
_SPACE = re.compile(r"\s")


def is_anchor(identifier: str) -> bool:
    """Whether an identifier can be an anchor as it is: no space, no control character."""
    return bool(identifier) and identifier.isprintable() and not _SPACE.search(identifier)


class Anchors:
    """The anchors taken on one page so far."""

    def __init__(self) -> None:
        self.taken: dict[str, int] = {}

    def of(self, text: str) -> str:
        """The anchor of a heading's text; a second one of the same text gets a number."""
        slug = _DROPPED.sub("", text.strip().lower()).replace(" ", "-") or "section"
        return self.claim(slug)

    def claim(self, wanted: str) -> str:
        """Take an anchor, or the next free one with a number behind."""
        anchor = wanted
        while anchor in self.taken:
            self.taken[wanted] += 1
            anchor = f"{wanted}-{self.taken[wanted]}"
        self.taken[anchor] = 0
        return anchor
