"""The description of a change request, read once as Markdown."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from gov.change.html import MOST_TAGS
from gov.change.unseen import Unseen, unseen_in
from gov.text import MAXIMUM_BYTES, Code, Entry, Heading, Paragraph, Source, read_outline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gov.change.html import Veil
    from gov.text import Block, Line, Outline

__all__ = ["MOST_EVENTS", "Description", "Stretches", "lines_of", "lines_of_template", "read_description"]

# `Task: <TASK-001>` is a tag to Markdown, and no host shows it; whoever writes it there means the words.
_ANGLED = re.compile(
    r"^(?P<label>[ \t]{0,8}(?:[*+-][ \t]{1,4})?(?:\*\*)?(?:Tasks?|Refs?|Implements|Closes|Fixes|Resolves)"
    r"(?:\*\*)?[ \t]{0,4}[:=][^<\n]{0,200})<(?P<name>[A-Za-z]{1,20}(?:-[A-Za-z]{0,4}[0-9]{1,9}){1,3})>",
    re.IGNORECASE | re.MULTILINE,
)

MOST_EVENTS = 120_000
"""What a description may be made of: more than GitHub's longest can be, and a quarter of a document's."""


class Stretches:
    """Ranges of a text, found by what they hold."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        """Sort them once; they may lie in each other."""
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._furthest: list[int] = []
        for _, end in ordered:
            self._furthest.append(max(end, self._furthest[-1] if self._furthest else 0))

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self._starts)

    def hold(self, at: int) -> bool:
        """Whether one of them holds an index."""
        if not self._starts:
            return False
        index = bisect_right(self._starts, at) - 1
        return index >= 0 and self._furthest[index] > at


class Description(NamedTuple):
    """A description and its blocks; `comments` are the stretches that nobody sees.

    `blocks` are those of its Markdown and the text in its HTML; an alert is no quote there. `veils` are the
    stretches that tags strike out, quote or hide, each sort by its name, `footnotes` those that nothing
    refers to: hosts do not show them. `spoken` are the lines of paragraphs and lists that are the author's
    own and that a reader sees.
    """

    source: Source
    outline: Outline
    blocks: tuple[Block, ...]
    comments: Stretches
    veils: tuple[tuple[Veil, Stretches], ...]
    footnotes: Stretches
    spoken: tuple[Line, ...]
    has_too_many_tags: bool = False

    def blocks_with_boxes(self) -> Iterator[tuple[Block, bool | None]]:
        """Each block with the innermost box that it stands in: ticked, not ticked, or none."""
        around: list[Entry] = []
        for block in self.blocks:
            while around and around[-1].end <= block.start:
                around.pop()
            if isinstance(block, Entry) and block.checked is not None:
                around.append(block)
            yield block, around[-1].checked if around else None

    @property
    def beyond(self) -> str:
        """How it is longer than any that is read, as a clause; empty where it is not."""
        if self.source.too_large:
            return f"it is larger than {MAXIMUM_BYTES >> 20} MB"
        if self.has_too_many_tags:
            return f"it has more than {MOST_TAGS:,} tags"
        return f"it has more than {MOST_EVENTS:,} pieces" if self.outline.too_many_events else ""

    def line_of(self, offset: int) -> int:
        """The number of the line, from 1, that holds a byte."""
        return self.source.position(offset).line

    @property
    def headings(self) -> tuple[str, ...]:
        """The words of its headings."""
        return tuple(block.line.text.strip() for block in self.outline.headings if not block.quoted)

    @property
    def open_boxes(self) -> tuple[str, ...]:
        """The words beside the boxes that nobody ticked."""
        return tuple(
            " ".join(line.text for line in block.lines)
            for block in self.outline.blocks
            if isinstance(block, Entry) and block.checked is False and not block.quoted
        )


def read_description(body: str) -> Description:
    """Read a description as Markdown, as the documents are read."""
    body = _ANGLED.sub(r"\g<label> \g<name> ", body)
    source = Source.read("description", body.encode("utf-8", "replace"), has_front_matter=False)
    outline = read_outline(source, MOST_EVENTS)
    nothing = Stretches(())
    if source.too_large or outline.too_many_events:
        return Description(source, outline, (), nothing, (), nothing, ())
    unseen = unseen_in(source)
    if unseen.is_full:
        return Description(source, outline, (), nothing, (), nothing, (), has_too_many_tags=True)
    comments = Stretches((comment.start, comment.end) for comment in outline.comments)
    footnotes = Stretches(unseen.footnotes)
    veils = _veils(unseen)
    own = _without_alerts(outline.blocks, unseen)
    hidden = [stretches for stretches in (comments, footnotes, *(found for _, found in veils)) if stretches]
    spoken = (
        line
        for block in own
        if isinstance(block, Paragraph | Entry) and not block.quoted
        for line in block.lines
        if not any(stretches.hold(line.start) for stretches in hidden)
    )
    blocks = tuple(sorted((*own, *unseen.html), key=lambda block: block.start)) if unseen.html else own
    return Description(source, outline, blocks, comments, veils, footnotes, tuple(spoken))


def _veils(unseen: Unseen) -> tuple[tuple[Veil, Stretches], ...]:
    """The stretches of each sort."""
    sorts: dict[Veil, list[tuple[int, int]]] = {}
    for veil, start, end in unseen.veiled:
        sorts.setdefault(veil, []).append((start, end))
    return tuple((veil, Stretches(spans)) for veil, spans in sorts.items())


def _without_alerts(blocks: tuple[Block, ...], unseen: Unseen) -> tuple[Block, ...]:
    """The blocks, where those of an alert are no quotes; a quote within an alert is one."""
    if not unseen.alerts:
        return blocks
    alerts, quotes = Stretches(unseen.alerts), Stretches(unseen.quotes)
    return tuple(
        block
        if isinstance(block, Code) or not alerts.hold(block.start) or quotes.hold(block.start)
        else block._replace(quoted=False)
        for block in blocks
    )


def lines_of_template(template: str) -> frozenset[str]:
    """The lines of a template for descriptions, as a reader sees them."""
    if not template:
        return frozenset()
    blocks = read_description(template).blocks
    return frozenset(line.text.strip() for block in blocks for line in lines_of(block))


def lines_of(block: Block) -> Iterator[Line]:
    """The lines of a block that hold text."""
    if isinstance(block, Heading):
        yield block.line
    elif isinstance(block, Paragraph | Entry):
        yield from block.lines
    elif not isinstance(block, Code):
        for row in block.rows:
            yield from row
