"""A heading while it is read, and what it becomes."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

from gov_mkdocs.rendering.anchors import Anchors, is_anchor
from gov_mkdocs.rendering.pieces import Heading

__all__ = ["OpenHeading"]


@dataclass(slots=True)
class OpenHeading:
    """A heading whose end has not come: level, place of its tag, words, and the item that it declares."""

    level: int
    index: int
    words: list[str] = field(default_factory=list)
    item: str = ""

    def close(self, anchors: Anchors) -> tuple[tuple[str, str], Heading]:
        """Give the opening and the closing of the element, and the heading.

        A heading that declares an item has the identifier as its anchor, and beside it the one that GitHub
        gives.
        """
        text = " ".join("".join(self.words).split())
        second = ""
        if self.item and is_anchor(self.item):
            anchor = anchors.claim(self.item)
            second = f'<span id="{escape(anchors.of(text))}"></span>'
        else:
            anchor = anchors.of(text)
        link = f'<a class="headerlink" href="#{escape(anchor)}" aria-label="Link to {escape(text)}">¶</a>'
        opened = f'<h{self.level} id="{escape(anchor)}">{second}'
        closed = f"{link}</h{self.level}>\n"
        return (opened, closed), Heading(self.level, anchor, text, self.item, "")
