"""The line that keeps an old number readable: `**Formerly**: ADR-0012`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook import Edit
from gov.rulebook.field_lines import line_below
from gov.text import Heading, Place

if TYPE_CHECKING:
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
    for known in filter(None, (item.field("status"), *item.fields)):
        shown = label if known.line.strongs or known.label[:1].isupper() else label.lower()
        line = line_below(known, shown, former, document)
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
