"""What a document says of itself: keys of its front matter, `Version: 1.0.0` in lines, tables and sections.

Laxer than the fields of an item: a name need not be bold, since only those the project knows are looked for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gov.items.fields import fields_of_table
from gov.items.item import Field
from gov.text import Entry, Heading, Line, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from gov.items.fields import FieldNames
    from gov.text import Block, Source
    from gov.text.front_matter import FrontMatterEntry

__all__ = ["document_fields", "front_matter_fields", "plain_fields"]

_SEPARATOR = re.compile(r"\s{0,8}[|\u00b7\u2022;]\s{0,8}")
_NAMED = re.compile(r"\s*([^\W\d_][^\W\d_]*(?:[ -][^\W\d_]+){0,3})\s{0,4}[:\uff1a]\s*")
_BRACES = ("{}", "<>", '""', "''")


def front_matter_fields(source: Source, names: FieldNames) -> tuple[Field, ...]:
    """The keys of a document's front matter as fields, unknown names included."""
    front = source.front_matter
    if front is None:
        return ()
    offsets = _byte_offsets(source, sorted({i for e in front.entries for i in (e.start, e.end)}))
    return tuple(_of_entry(entry, offsets, source, names) for entry in front.entries)


def plain_fields(line: Line, names: FieldNames, path: str) -> Iterator[Field]:
    """The fields of a line of `Name: value` parts, `|` or `;` between them, whose names the project knows."""
    text = line.text
    if ":" not in text and "\uff1a" not in text:
        return
    start = 0
    for separator in (*_SEPARATOR.finditer(text), None):
        end = separator.start() if separator else len(text)
        named = _NAMED.match(text, start, end)
        key = names.key(named.group(1)) if named else ""
        if named and key:
            yield Field(key, named.group(1), line, named.end(), (), path, end)
        start = separator.end() if separator else end


def document_fields(
    source: Source, blocks: Iterable[Block], names: FieldNames, keys: Collection[str]
) -> tuple[Field, ...]:
    """The fields with some keys in a document's front matter and in some of its blocks, in this order."""
    found = [field for field in front_matter_fields(source, names) if field.key in keys]
    path = source.path
    under = ""
    for block in blocks:
        if isinstance(block, Heading):
            label = block.line.text.strip().rstrip(":\uff1a")
            key = names.key(label)
            under = label if key in keys else ""
        elif isinstance(block, Paragraph | Entry):
            here = [f for line in block.lines for f in plain_fields(line, names, path) if f.key in keys]
            if under and not here and block.lines:
                here = [Field(names.key(under), under, block.lines[0], 0, (), path)]
            under = ""
            found.extend(here)
        elif isinstance(block, Table):
            under = ""
            found.extend(field for field in fields_of_table(block, names, path) if field.key in keys)
    return tuple(found)


def _byte_offsets(source: Source, indexes: Sequence[int]) -> dict[int, int]:
    """The byte offsets of ascending indexes into the text of the front matter, in one pass."""
    offset = source.offset_of_front_matter(0)
    text = source.text(offset, source.base)
    found: dict[int, int] = {}
    before = 0
    for index in indexes:
        offset += len(text[before:index].encode("utf-8"))
        found[index] = offset
        before = index
    return found


def _of_entry(
    entry: FrontMatterEntry, offsets: Mapping[int, int], source: Source, names: FieldNames
) -> Field:
    start, end = offsets[entry.start], offsets[entry.end]
    text = source.text(start, end)
    if len(text) > 1 and text[0] + text[-1] in _BRACES:
        text = text[1:-1]
        start += 1
    line = Line(text, start, start + len(text.encode("utf-8")), (), ())
    return Field(names.key(entry.key), entry.key, line, 0, (), source.path)
