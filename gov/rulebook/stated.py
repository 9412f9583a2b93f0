"""What documents and items say of their own reviews and changes, each with whom it speaks of."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from gov.items import document_fields, is_null

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gov.history import Commit, Past
    from gov.items import Field, Item
    from gov.project import Document, Project
    from gov.text import Block

__all__ = ["Stated", "day_touched", "is_known_to_be_last", "last_change", "statements"]


class Stated(NamedTuple):
    """The fields of some keys that speak of one thing: an item, or where that is None a whole document."""

    document: Document
    item: Item | None
    fields: tuple[Field, ...]

    @property
    def name(self) -> str:
        """What it is called in a sentence."""
        return self.item.id if self.item is not None else self.document.path

    @property
    def about(self) -> str:
        """What a finding about it concerns."""
        return self.item.id if self.item is not None else f"path:{self.document.path}"


def statements(project: Project, key: str, *more: str) -> Iterator[Stated]:
    """Whatever states a field `key`, with its fields of that key and of some more, in order of path.

    A document that is one item, and what stands at the foot of the last of several items, speak of the whole
    document; a field of the last item is its own where other items have it too.
    """
    names = tuple(name.lower() for name in (key, *project.configuration.fields.get(key, ())))
    keys = (key, *more)
    for document in project.documents:
        found = [
            stated
            for stated in _of_document(document, project, keys)
            if any(field.key == key for field in stated.fields)
        ]
        if found:
            text = document.source.data.decode("utf-8", "replace").lower()
            if any(name in text for name in names):
                yield from found


def _of_document(document: Document, project: Project, keys: tuple[str, ...]) -> Iterator[Stated]:
    items = document.items
    blocks = document.outline.blocks
    names = project.reader.names
    if len(items) < 2:  # noqa: PLR2004 - one item is the document
        found = _saying(document_fields(document.source, blocks, names, keys))
        yield Stated(document, items[0] if items and _speaks_of(items[0], keys[0], found) else None, found)
        return
    own = {
        item.id: _saying(f for f in item.fields if f.key in keys)
        for item in items
        if not item.filled.isdisjoint(keys)
    }
    last = items[-1]
    others = {field.key for identifier, found in own.items() if identifier != last.id for field in found}
    whole = document_fields(document.source, tuple(_outside(document)), names, keys)
    foot = tuple(f for f in whole if f.line.start >= last.body.start)
    shared = tuple(f for f in _saying(foot) if f.key in others)
    for item in items[:-1]:
        if item.id in own:
            yield Stated(document, item, own[item.id])
    if shared:
        yield Stated(document, last, shared)
    yield Stated(document, None, tuple(f for f in _saying(whole) if f not in shared))


def _speaks_of(item: Item, key: str, fields: tuple[Field, ...]) -> bool:
    """Whether fields of a document with one item speak of the item: it is the title, or they stand in it."""
    return item.level == 1 or any(
        field.key == key and item.body.start <= field.line.start < item.body.end for field in fields
    )


def _outside(document: Document) -> Iterator[Block]:
    """The blocks that belong to no item but the last."""
    blocks = document.outline.blocks
    at = 0
    for item in document.items[:-1]:
        start = item.body.start
        # Between two items there is nearly never anything.
        if at < start:
            yield from _between(blocks, at, start)
        at = item.body.end
    yield from _between(blocks, at, len(document.source.data))


def _between(blocks: tuple[Block, ...], start: int, end: int) -> tuple[Block, ...]:
    first, last = (bisect_left(blocks, at, key=lambda block: block.start) for at in (start, end))
    return blocks[first:last]


def _saying(fields: Iterator[Field] | tuple[Field, ...]) -> tuple[Field, ...]:
    return tuple(field for field in fields if not is_null(field.value))


def last_change(stated: Stated, past: Past) -> Commit | None:
    """The last commit known to have changed what a statement speaks of.

    Of an item among others only what can be told: its title, status and criteria; its place does not count.
    """
    if stated.item is None or len(stated.document.items) == 1:
        return past.touched.get(stated.document.path)
    events = past.events.get(stated.item.id, ())
    return next((event.commit for event in reversed(events) if event.what != "moved"), None)


def is_known_to_be_last(commit: Commit, past: Past) -> bool:
    """Whether a commit changed what it seems to have changed: the first ones of a shallow clone need not."""
    return past.is_complete or bool(commit.parents and commit.id != past.commits[-1].id)


def day_touched(stated: Stated, past: Past | None) -> date | None:
    """The day of the last known change; None where the history does not tell."""
    commit = last_change(stated, past) if past is not None else None
    known = commit is not None and past is not None and is_known_to_be_last(commit, past)
    return commit.when.date() if commit is not None and known else None
