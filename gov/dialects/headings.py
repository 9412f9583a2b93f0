"""Items declared by headings: `### TASK-001 Title`, at any level, several to a document. The default dialect.

The item goes on until a heading of its own level or above, or until the next declaration. A heading that
names more than one identifier, or a criterion, mentions items and declares none. Headings inside quotes and
lists declare nothing.

What is struck out (`~~so~~`) is not said: an identifier in a reference field names nothing, a field is none,
and a criterion is neither open nor ticked, though it keeps its number. A heading that is struck out declares
all the same: whoever gives up an item says so in its status, and what names it must not hang.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.items import declaration, front_matter_fields
from gov.text import Heading

if TYPE_CHECKING:
    from gov.items import Declaration, Item, Reader
    from gov.text import Outline, Source

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
    for index, block in enumerate(blocks):
        if type(block) is not Heading:
            continue
        declared = declaration(block, source, reader)
        ends = declared is not None or (
            current is not None and not block.depth and block.level <= current.level
        )
        if ends and current is not None:
            items.append(reader.item(current, blocks[first:index], block.start))
            current = None
        if declared is not None:
            current, first = declared, index + 1
    if current is not None:
        # Front matter speaks of the document: of an item only where the document is that one item.
        extra = front_matter_fields(source, reader.names) if not items and current.level == 1 else ()
        items.append(reader.item(current, blocks[first:], len(source.data), extra))
    return tuple(items)
