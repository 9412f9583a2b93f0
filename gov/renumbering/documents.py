"""Where governed documents name an item: its declaration, references of every form, prose, exceptions."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from typing import TYPE_CHECKING, NamedTuple

from gov.items import read_references
from gov.rulebook import Edit
from gov.text import Entry, Heading, Paragraph, Place, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gov.items import Reference
    from gov.project import Document
    from gov.renumbering.words import Renumbering
    from gov.text import Block, Comment, Line

__all__ = ["Found", "edits_of_documents"]

_CONNECTOR = re.compile(
    r"\s{0,4}(?:\.{2,3}|[\u2013\u2014-]|(?:through|thru|to|until)\b)\s{0,4}", re.IGNORECASE
)
_DIRECTIVE = re.compile(r"\s{0,8}gov:", re.IGNORECASE)
_LABEL = re.compile(r"\s{0,4}\(")


class Found(NamedTuple):
    """What is rewritten, what is left as it may mean another item, and what nobody can rewrite safely."""

    edits: list[Edit]
    left: list[Place]
    refused: list[Place]


def edits_of_documents(wanted: Renumbering) -> Found:
    """Every place of the governed documents that names the item."""
    found = Found([], [], [])
    for document in wanted.project.documents:
        _Reading(document, wanted, found).read()
    return found


class _Reading:
    """One document; a stretch of it is rewritten once, however often it is found."""

    def __init__(self, document: Document, wanted: Renumbering, found: Found) -> None:
        self.document, self.wanted, self.found = document, wanted, found
        self.taken: list[tuple[int, int]] = []

    def read(self) -> None:
        item = self.wanted.item
        self.take_declarations()
        for declared in self.document.items:
            for reference in declared.references:
                if reference.target == item.id and reference.range_text:
                    self.split(reference)
                elif reference.target == item.id:
                    self.rewrite(reference.place, label=reference.label)
        for line in _lines(self.document.outline.blocks):
            self.take_line(line)
        for comment in self.document.outline.comments:
            if _DIRECTIVE.match(comment.text):
                self.take_comment(comment)

    def take_declarations(self) -> None:
        """Rewrite the item's own, and keep the others, and what it was called before, as they are."""
        item, path = self.wanted.item, self.document.path
        for declared in self.document.items:
            if declared is item:
                self.rewrite(item.place, always=True)
            elif declared.id == item.id:
                self.take(declared.place.start, declared.place.end)
        for field in item.fields_named("formerly") if path == item.path else ():
            for line in (field.line, *field.more):
                self.take(line.start, line.end)

    def take_line(self, line: Line) -> None:
        """The identifiers that a line holds, whether they are read as references or not."""
        wanted, path = self.wanted, self.document.path
        vocabulary = wanted.project.reader.vocabulary
        tokens = [token for token in vocabulary.tokens(line.text) if token.id == wanted.old]
        if tokens or "/" in line.text or _RANGES.search(line.text):
            self.take_lists(line)
        for token in tokens:
            self.rewrite(Place(path, *line.span(token.start, token.end)))

    def take_lists(self, line: Line) -> None:
        """What a line names in a range, which is left in prose, or in short: `ADR-0011/0012`."""
        wanted, vocabulary = self.wanted, self.wanted.project.reader.vocabulary
        prefix = vocabulary.prefix(wanted.item.kind)
        for reference in read_references(
            wanted.old, "references", self.document.path, line, 0, -1, vocabulary
        ):
            place = reference.place
            if reference.target != wanted.old or self.is_taken(place):
                continue
            if not reference.range_text and (
                reference.written.startswith(prefix)
                or line.text[reference.start - 1 : reference.start] == "/"
            ):
                self.rewrite(place, label=reference.label)
            else:
                # In prose a number behind a comma may count something, and a range may be a figure of speech.
                self.take(place.start, place.end)
                self.found.left.append(place)

    def take_comment(self, comment: Comment) -> None:
        """The identifiers in the reason of an exception."""
        start = comment.start + len("<!--")
        for token in self.wanted.project.reader.vocabulary.tokens(comment.text):
            if token.id == self.wanted.old:
                first = start + len(comment.text[: token.start].encode())
                self.rewrite(Place(self.document.path, first, first + len(token.written.encode())))

    def is_taken(self, place: Place) -> bool:
        at = bisect_left(self.taken, (place.end, 0))
        return at > 0 and self.taken[at - 1][1] > place.start

    def take(self, start: int, end: int) -> None:
        """Look at a stretch no more; those taken lie apart, in their order."""
        insort(self.taken, (start, end))

    def rewrite(self, place: Place, label: str = "", *, always: bool = False) -> None:
        """Write the new number at a place, unless it may mean another item, or was seen before."""
        if self.is_taken(place):
            return
        written = self.document.source.data[place.start : place.end].decode("utf-8", "replace")
        text = self.wanted.rewritten(written)
        if text is None:
            return
        self.take(place.start, place.end)
        if always or self.is_meant(place, label):
            self.found.edits.append(Edit(place, text))
        else:
            self.found.left.append(place)

    def is_meant(self, place: Place, label: str) -> bool:
        """Whether a place that names the identifier means this item, where several have it."""
        wanted, item = self.wanted, self.wanted.item
        if not wanted.is_shared:
            return True
        if place.path == item.path and item.body.start <= place.start < item.body.end:
            return True
        titles = [other.title.casefold() for other in wanted.project.by_id[item.id]]
        return label.casefold() == item.title.casefold() and titles.count(item.title.casefold()) == 1

    def split(self, reference: Reference) -> None:
        """Take the number out of a range and name the new one behind it; refused where that is not plain."""
        place, written = reference.place, reference.range_text
        if self.is_taken(place):
            return
        self.take(place.start, place.end)
        if self.wanted.is_shared:
            self.found.left.append(place)
            return
        data = self.document.source.data
        after = data[place.end : place.end + 8].decode("utf-8", "replace")
        text = None if reference.is_reversed or _LABEL.match(after) else _split(written, self.wanted)
        if text is None or data[place.start : place.end] != written.encode():
            self.found.refused.append(place)
        else:
            self.found.edits.append(Edit(place, text))


_RANGES = re.compile(r"[0-9]\s{0,4}(?:\.{2,3}|[\u2013\u2014-]|through\b|thru\b|to\b|until\b)", re.IGNORECASE)


def _split(written: str, wanted: Renumbering) -> str | None:
    """A range without the old number, then the new one: `TASK-001 to TASK-003, TASK-005, TASK-019`."""
    vocabulary, kind = wanted.project.reader.vocabulary, wanted.item.kind
    first = vocabulary.token_at(written)
    connector = _CONNECTOR.match(written, first.end) if first else None
    if first is None or connector is None:
        return None
    tail = vocabulary.token_at(written, connector.end())
    digits = re.sub(r"[^0-9]", "", written[connector.end() :])
    last = tail.number if tail else int(digits or 0)
    number = wanted.item.number

    def stretch(low: int, high: int) -> list[str]:
        ends = [vocabulary.canonical(kind, low), vocabulary.canonical(kind, high)]
        if low > high:
            return []
        return [ends[0]] if low == high else ends if high == low + 1 else [connector.group().join(ends)]

    return ", ".join([*stretch(first.number, number - 1), *stretch(number + 1, last), wanted.new])


def _lines(blocks: Iterable[Block]) -> Iterator[Line]:
    for block in blocks:
        if isinstance(block, Heading):
            yield block.line
        elif isinstance(block, Paragraph | Entry):
            yield from block.lines
        elif isinstance(block, Table):
            for row in block.rows:
                yield from row
