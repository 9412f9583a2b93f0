"""The part of the walk that is inside lines: words, marks, links, images, code."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from gov.text.anchors import tag_anchors
from gov_mkdocs.rendering.anchors import Anchors
from gov_mkdocs.rendering.headings import places
from gov_mkdocs.rendering.pieces import Heading, Mention, Piece, ToItem, ToTarget
from gov_mkdocs.rendering.targets import is_allowed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gov.items import Item
    from gov.text.markdown import Range
    from gov_mkdocs.rendering.headings import ClosedHeading, OpenHeading
    from gov_mkdocs.rendering.marks import Mark
    from gov_mkdocs.rendering.words import Words

__all__ = ["Entry", "Inline", "Settings"]

# An element that is there to be linked to, and shows nothing.
_ANCHOR = re.compile(r"<[aA]\s+(?:id|name)\s{0,4}=\s{0,4}[^\s<>]{1,300}\s{0,4}>")
_TAGS = {"Emphasis": "em", "Strong": "strong", "Strikethrough": "del"}


@dataclass(frozen=True, slots=True)
class Settings:
    """How documents are rendered: the words they may hold, and what a status looks like.

    `badge` gives the HTML of an item's status, shown with the words that its author wrote.
    """

    words: Words
    badge: Callable[[Item, str], str]
    raw_html: bool = False
    mermaid: bool = False


@dataclass(slots=True)
class Entry:
    """A list entry that is open: place of its tag, of the checkbox that waits for a name, its words."""

    tag: int
    label: int = -1
    checked: bool = False
    words: list[str] = field(default_factory=list)
    nested: bool = False
    anchor: str = ""
    others: tuple[str, ...] = ()


class Inline:
    """The state of one pass as far as lines go."""

    def __init__(
        self, base: int, marks: Sequence[Mark], settings: Settings, anchors: Sequence[str] = ()
    ) -> None:
        self.base = base
        self.marks = marks
        self.next_mark = 0
        self.settings = settings
        self.out: list[Piece] = []
        self.anchors = Anchors(anchors)
        self.heading: OpenHeading | None = None
        self.headings: list[Heading] = []
        self.latest: ClosedHeading | None = None
        self.in_anchor = False
        self.section: list[str] = []
        self.mentions: list[Mention] = []
        self.text: list[str] = []
        self.text_start = self.text_end = -1
        self.links: list[bool] = []
        self.images: list[tuple[str, str, list[str]]] = []
        self.entries: list[Entry] = []

    def flush(self) -> None:
        """Write the text gathered since the last other event."""
        text = "".join(self.text)
        start, end = self.text_start, self.text_end
        self.text.clear()
        self.text_start = -1
        self.say(text)
        if self.images:
            return
        marks = self.marks_between(start, end)
        if marks and end - start == len(text.encode("utf-8", "replace")):
            self.write_marked(text, start, marks)
            return
        for mark in marks:
            self.note_mark(mark)
        self.write(text)

    def write(self, text: str) -> None:
        """Write plain text, its identifiers and addresses as links where links may stand."""
        if self.heading is not None or self.links:
            self.out.append(escape(text, quote=False))
            return
        self.extend(self.settings.words.pieces(text))

    def extend(self, pieces: Sequence[Piece]) -> None:
        """Write pieces, and remember which items they mention."""
        for piece in pieces:
            if isinstance(piece, ToItem):
                self.mentions.append(Mention(piece.id, self.latest.anchor if self.latest else ""))
        self.out.extend(pieces)

    def write_marked(self, text: str, start: int, marks: Sequence[Mark]) -> None:
        """Write text in which an identifier is declared, a status stands or a criterion begins."""
        data = text.encode("utf-8", "replace")
        at = 0
        for mark in marks:
            self.note_mark(mark)
            first, last = mark.start - start, mark.end - start
            if mark.kind == "criterion" or first < at or last > len(data) or self.links:
                continue
            if (mark.kind == "declared") != (self.heading is not None):
                continue
            self.write(data[at:first].decode("utf-8", "replace"))
            written = data[first:last].decode("utf-8", "replace")
            if mark.kind == "status":
                self.out.append(self.settings.badge(mark.item, written))
            else:
                shown = escape(written, quote=False)
                self.out.extend(('<a class="gov-declared" href="', ToItem(mark.item.id), f'">{shown}</a>'))
            at = last
        self.write(data[at:].decode("utf-8", "replace"))

    def marks_between(self, start: int, end: int) -> Sequence[Mark]:
        """The marks that begin between two bytes; events and marks come in the order of their bytes."""
        first = self.next_mark
        while first < len(self.marks) and self.marks[first].start < start:
            first += 1
        last = first
        while last < len(self.marks) and self.marks[last].start < end:
            last += 1
        self.next_mark = last
        return self.marks[first:last]

    def note_mark(self, mark: Mark) -> None:
        """Tell the heading which item it declares, and the list entry which criterion it is."""
        if mark.kind == "declared" and self.heading is not None and not self.heading.item:
            self.heading.item = mark.item.id
            known = self.settings.words.items
            self.heading.former = tuple(name for name in mark.item.formerly if name not in known)
        elif mark.kind == "criterion" and self.entries and not self.entries[-1].anchor:
            name = f"{mark.item.id}.{mark.part}"
            self.entries[-1].anchor = self.anchors.claim(name)
            self.entries[-1].others = tuple(self.anchors.others(name.lower()))

    def say(self, text: str) -> None:
        """Take words for whatever needs them as plain text: an image, a heading, a checkbox, the search."""
        if self.images:
            self.images[-1][2].append(text)
        if self.heading is not None:
            self.heading.words.append(text)
            return
        self.section.append(text)
        if self.entries and not self.entries[-1].nested:
            self.entries[-1].words.append(text)

    def take_code(self, text: str, span: Range) -> None:
        """Write a code span; one that is a whole identifier leads to its item."""
        self.say(text)
        if self.images:
            return
        for mark in self.marks_between(span["start"] + self.base, span["end"] + self.base):
            self.note_mark(mark)
        link = None if self.heading is not None or self.links else self.settings.words.code(text)
        if link is not None:
            self.extend(link)
        else:
            self.out.append(f"<code>{escape(text, quote=False)}</code>")

    def take_html(self, text: str) -> None:
        """Write HTML within a line: as text, unless the site lets it through; comments are for no reader.

        What links can lead to stays in any case.
        """
        if self.images:
            return
        if self.settings.raw_html:
            self.out.append(text)
        elif self.in_anchor and text.lower() == "</a>":
            self.in_anchor = False
        elif not text.startswith("<!--"):
            self.out.append(places(self.anchors.others(*tag_anchors(text))))
            self.in_anchor = _ANCHOR.fullmatch(text) is not None
            if not self.in_anchor:
                self.out.append(escape(text, quote=False))

    def take_marker(self, *, checked: bool) -> None:
        """Leave room for a checkbox: its name is what follows it."""
        entry = self.entries[-1]
        entry.checked = checked
        entry.label = len(self.out)
        self.out.append("")

    def open_inline(self, name: str) -> bool:
        """Open emphasis of some sort; False where it is none."""
        if name not in _TAGS:
            return False
        if not self.images:
            self.out.append(f"<{_TAGS[name]}>")
        return True

    def close_inline(self, name: str) -> bool:
        """Close emphasis, a link or an image; False where it is none."""
        if name in _TAGS:
            if not self.images:
                self.out.append(f"</{_TAGS[name]}>")
        elif name == "Link":
            if self.links.pop() and not self.images:
                self.out.append("</a>")
        elif name == "Image":
            self.close_image()
        else:
            return False
        return True

    def open_link(self, kind: object, target: str, title: str) -> None:
        """Open a link; where it must not lead there, its text stays."""
        target = f"mailto:{target}" if kind == "Email" else target
        allowed = is_allowed(target)
        self.links.append(allowed)
        if allowed and not self.images:
            rest = f' title="{escape(title)}"' if title else ""
            self.out.extend(('<a href="', ToTarget(target), f'"{rest}>'))

    def close_image(self) -> None:
        """Write an image, once its text is known."""
        target, title, words = self.images.pop()
        alternative = "".join(words)
        if self.images:
            self.images[-1][2].append(alternative)
        elif is_allowed(target):
            rest = f' title="{escape(title)}"' if title else ""
            text = f'" alt="{escape(alternative)}"{rest} loading="lazy">'
            self.out.extend(('<img src="', ToTarget(target), text))
        else:
            self.out.append(escape(alternative, quote=False))
