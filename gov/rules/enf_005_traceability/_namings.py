"""What items name in fields of any name, and how a name is added there byte for byte."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from gov.items import is_null, read_references
from gov.items.fields import FieldNames, fields_of_lines
from gov.rulebook import Edit
from gov.rulebook.field_lines import ending_of, line_below
from gov.text import Entry, Paragraph, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.items import Field, Item, Reference
    from gov.project import Document, Project
    from gov.text import Line

__all__ = ["added", "folded", "namings"]

_BULLET = re.compile(r"[ \t]{0,20}[-*+][ \t]{1,4}")
# Any bold name with a colon begins a field, whatever the project calls it.
_ANY_NAME = FieldNames({})
_UNFIT = ("\\", "|", "-->")


class _Stretch(NamedTuple):
    """Some text of a value: `line.text[start:end]`; whether it is an entry of a list."""

    line: Line
    start: int
    end: int
    is_entry: bool


def folded(name: str) -> str:
    """A field's name as it is compared: upper and lower case, dashes and blanks alike."""
    return " ".join(name.replace("-", " ").replace("_", " ").casefold().split())


def namings(item: Item, name: str, project: Project) -> list[Reference]:
    """The items that an item names in fields and sections of one name, each of them once, in order."""
    found: dict[str, Reference] = {}
    for stretch in _value(item, name, project.by_path[item.path]):
        for reference in _references(stretch, item, project):
            found.setdefault(reference.target, reference)
    return list(found.values())


def _references(stretch: _Stretch, item: Item, project: Project) -> list[Reference]:
    line, start, end, _ = stretch
    vocabulary = project.reader.vocabulary
    return read_references(item.id, "references", item.path, line, start, end, vocabulary)


def added(item: Item, name: str, label: str, identifiers: list[str], project: Project) -> Edit | None:
    """The edit that adds identifiers to what an item names in a field, the field itself where it has none.

    None where it is not plain how its author would write them there.
    """
    document = project.by_path[item.path]
    stretches = list(_value(item, name, document))
    if stretches:
        naming = [stretch for stretch in stretches if _references(stretch, item, project)]
        return _appended(naming[-1], identifiers, document) if naming else None
    for field in item.fields:
        if _is_named(field, name):
            return _filled(field, identifiers, document)
    if any(folded(section.name) == name for section in item.sections):
        return None
    listed = ", ".join(identifiers)
    ordered = sorted(item.fields, key=lambda field: field.key not in {"references", "status"})
    return next((edit for f in ordered if (edit := line_below(f, label, listed, document))), None)


def _is_named(field: Field, name: str) -> bool:
    return folded(field.label) == name or field.key == name


def _value(item: Item, name: str, document: Document) -> Iterator[_Stretch]:
    """The lines of the values that stand under a name."""
    for field in item.fields:
        if _is_named(field, name) and not field.is_empty and not is_null(field.value):
            yield _Stretch(field.line, field.start, field.end, is_entry=False)
            yield from (_Stretch(line, 0, -1, is_entry=False) for line in field.more)
    for section in item.sections:
        if folded(section.name) == name:
            yield from _list_below(section.place.end, item, document)


def _list_below(start: int, item: Item, document: Document) -> Iterator[_Stretch]:
    """The list, or the paragraph, that follows a heading or a field with nothing behind its colon."""
    blocks = document.outline.blocks
    first = bisect_left(blocks, start, key=lambda block: block.start)
    for block in blocks[first:]:
        if not isinstance(block, Entry) and (not isinstance(block, Paragraph) or block is not blocks[first]):
            return
        if block.start >= item.body.end or not block.lines:
            return
        if block.lines[0].strongs and fields_of_lines(block.lines[:1], _ANY_NAME, item.path):
            return
        for number, line in enumerate(block.lines):
            yield _Stretch(line, 0, -1, is_entry=isinstance(block, Entry) and not number)


def _appended(last: _Stretch, identifiers: list[str], document: Document) -> Edit | None:
    """Behind the last name of a list, on its line or as further entries."""
    source = document.source
    number = source.position(last.line.start).line
    raw = source.line_text(number)
    text = last.line.text[last.start :].strip()
    if last.end >= 0 or not text or not raw.rstrip().endswith(text) or raw.rstrip().endswith(_UNFIT):
        return None
    at = source.offset_of_line(number) + len(raw.rstrip().encode())
    if not last.is_entry:
        separator = " " if text.endswith(",") else ", "
        return Edit(Place(document.path, at, at), separator + ", ".join(identifiers))
    bullet = _BULLET.match(raw)
    if bullet is None or raw[bullet.end() :].rstrip() != text:
        return None
    at = source.offset_of_line(number) + len(raw.encode())
    ending = ending_of(number, document)
    return Edit(Place(document.path, at, at), "".join(f"{ending}{bullet.group()}{i}" for i in identifiers))


def _filled(field: Field, identifiers: list[str], document: Document) -> Edit | None:
    """In a field that says nothing, or that there is none."""
    source = document.source
    number = source.position(field.line.start).line
    raw = source.line_text(number)
    listed = ", ".join(identifiers)
    if field.end >= 0 or field.more or raw.rstrip().endswith(_UNFIT) or "|" in raw:
        return None
    if not field.is_empty:
        return Edit(field.place, listed) if raw.rstrip().endswith(field.value) else None
    if not raw.rstrip().rstrip("*_").endswith((":", "\uff1a")):
        return None
    at = source.offset_of_line(number) + len(raw.rstrip().encode())
    return Edit(Place(document.path, at, at), f" {listed}")
