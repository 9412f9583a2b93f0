"""The line that keeps an old number readable: `**Formerly**: ADR-0012`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Edit
from gov.text import Heading, Place

if TYPE_CHECKING:
    from gov.items import Field
    from gov.project import Document
    from gov.renumbering.words import Renumbering

__all__ = ["alias"]


def alias(wanted: Renumbering) -> Edit:
    """The old number added to those that an item had; a line below its status, its first field or heading."""
    item, label = wanted.item, wanted.project.configuration.fields["formerly"][0]
    document = wanted.project.by_path[item.path]
    field = item.field("formerly")
    former = ", ".join([*(name for name in item.formerly if name != wanted.new), wanted.old])
    if field is not None and not field.more and field.value:
        return Edit(field.place, former)
    for known in (item.field("status"), *item.fields):
        line = _below(known, label, former, document) if known is not None else None
        if line is not None:
            return line
    headings = (b for b in document.outline.blocks if isinstance(b, Heading) and b.start == item.body.start)
    heading = next(headings, None)
    data = document.source.data
    if heading is None:
        at = data.find(b"\n") + 1
        return Edit(Place(item.path, at, at), f"{label.lower()}: {former}\n")
    at = heading.start + len(data[heading.start : heading.end].rstrip())
    return Edit(Place(item.path, at, at), f"\n\n**{label}**: {former}")


def _below(field: Field, label: str, value: str, document: Document) -> Edit | None:
    """A line below a field, written as that is; None where it is empty or no line of its own."""
    if field.more or field.end >= 0 or not field.value or field.path != document.path:
        return None
    source = document.source
    line = source.position(field.place.start).line
    text = source.line_text(line)
    name, _, rest = text.partition(field.label)
    written = field.value
    if name.lstrip("-*+ \t") or not rest.rstrip().endswith(written) or "|" in text:
        return None
    between, break_ = rest.rstrip()[: -len(written)], rest[len(rest.rstrip()) :]
    if not between.strip("*: \uff1a"):
        shown = label if field.line.strongs or field.label[:1].isupper() else label.lower()
        at = source.offset_of_line(line) + len(text.encode())
        return Edit(Place(document.path, at, at), f"\n{name}{shown}{between}{value}{break_}")
    return None
