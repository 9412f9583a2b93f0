"""Items declared by headings: `### TASK-001 Title`, at any level, several to a document. The default dialect.

The item goes on until a heading of its own level or above, or until the next declaration. A heading that
names more than one identifier, or a criterion, mentions items and declares none. Headings inside quotes and
lists declare nothing, nor do those within HTML or with a number before the identifier; but where the fields
of an item stand below one, the item above ends there, for its readers see it end.

What is struck out (`~~so~~`) is not said: an identifier in a reference field names nothing, a field is none,
and a criterion is neither open nor ticked, though it keeps its number. A heading that is struck out declares
all the same: whoever gives up an item says so in its status, and what names it must not hang.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from gov.items import declaration, front_matter_fields, is_lost, lost_titles, where_lost
from gov.text import Heading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gov.items import Declaration, Field, Item, LostTitle, Reader
    from gov.text import Block, Outline, Source

__all__ = ["PRECEDENCE", "claims", "read"]

PRECEDENCE = 900


def claims(source: Source, outline: Outline, reader: Reader) -> bool:  # noqa: ARG001 - every dialect is asked alike
    """Whether this dialect reads a document: it takes what no other claimed."""
    return True


def read(source: Source, outline: Outline, reader: Reader) -> tuple[Item, ...]:
    """The items that a document declares, in reading order."""
    items: list[Item] = []
    current: Declaration | None = None
    first = 0
    blocks = outline.blocks
    lost = lost_titles(source, outline, reader) if outline.marked or outline.html else ()
    for index, block in enumerate(blocks):
        if type(block) is not Heading:
            continue
        declared = declaration(block, source, reader)
        ends = declared is not None or (
            current is not None
            and not block.depth
            and (block.level <= current.level or is_lost(block, blocks, index, reader, source.path))
        )
        if ends and current is not None:
            items.append(_item(current, blocks[first:index], block.start, lost, reader))
            current = None
        if declared is not None:
            current, first = declared, index + 1
    if current is not None:
        # Front matter speaks of the document: of an item only where the document is that one item.
        extra = front_matter_fields(source, reader.names) if not items and current.level == 1 else ()
        items.append(_item(current, blocks[first:], len(source.data), lost, reader, extra))
    return tuple(items)


def _item(  # noqa: PLR0913, PLR0917 - what an item is read from, and where it may end before
    declared: Declaration, blocks: Sequence[Block], end: int, lost: Sequence[LostTitle], reader: Reader,
    extra: Sequence[Field] = (),
) -> Item:  # fmt: skip
    """An item, which ends where another begins for readers, though its title declares nothing."""
    if lost:
        first = bisect_left(lost, declared.start, key=lambda title: title.start)
        last = bisect_left(lost, end, key=lambda title: title.start)
        title = where_lost(lost[first:last], blocks, reader, declared.place.path)
        if title is not None:
            blocks = blocks[: bisect_left(blocks, title.start, key=lambda block: block.start)]
            end = title.start
    return reader.item(declared, blocks, end, extra)
