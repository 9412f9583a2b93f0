"""A heading while it is read, and what it becomes."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from gov.text.anchors import own_anchors
from gov_mkdocs.rendering.anchors import Anchors, is_anchor

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["ClosedHeading", "OpenHeading", "places"]


@dataclass(slots=True)
class ClosedHeading:
    """A heading that is read, while the words below it are: `opened` and `closed` are its element's ends."""

    level: int
    anchor: str
    text: str
    item: str
    opened: str
    closed: str


@dataclass(slots=True)
class OpenHeading:
    """A heading whose end has not come: level, place of its tag, words, and the item that it declares.

    `former` are the identifiers that the item had, for links that still name them.
    """

    level: int
    index: int
    words: list[str] = field(default_factory=list)
    item: str = ""
    former: tuple[str, ...] = ()

    def close(self, anchors: Anchors) -> ClosedHeading:
        """End the heading.

        One that declares an item has the identifier as its anchor, and beside it the one that GitHub gives.
        """
        text = " ".join("".join(self.words).split())
        usual = anchors.of_heading()
        anchor = shown = usual
        more: tuple[str, ...] = ()
        if self.item and is_anchor(self.item):
            anchor = anchors.claim(self.item)
            shown = escape(anchor)
            more = (self.item.lower(), *(one for name in self.former for one in (name, name.lower())))
        if "{" in text:
            more = (*more, *own_anchors(text))
        if "--" in usual:
            more = (*more, anchors.as_elsewhere(usual))
        beside = [usual] if anchor is not usual else []
        if more:
            beside.extend(anchors.others(*more))
        link = f'<a class="headerlink" href="#{shown}" aria-label="Link to {escape(text)}">¶</a>'
        opened = f'<h{self.level} id="{shown}">{places(beside) if beside else ""}'
        return ClosedHeading(self.level, anchor, text, self.item, opened, f"{link}</h{self.level}>\n")


def places(anchors: Iterable[str]) -> str:
    """Elements that hold nothing but an anchor each."""
    return "".join(f'<span id="{escape(anchor)}"></span>' for anchor in anchors)
