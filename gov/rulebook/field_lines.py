"""How a line is added to an item, written as its own fields are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rulebook.finding import Edit
from gov.text import Place

if TYPE_CHECKING:
    from gov.items import Field
    from gov.project import Document

__all__ = ["ending_of", "line_below"]


def ending_of(number: int, document: Document) -> str:
    """How a line of a document ends, told by its number from 1."""
    source = document.source
    return "\r\n" if source.data[: source.offset_of_line(number + 1)].endswith(b"\r\n") else "\n"


def line_below(field: Field, label: str, value: str, document: Document) -> Edit | None:
    """A field of its own below another one, written as that is; None where that is no plain line of its own.

    A plain line holds one field with a value, whole, and nothing before its name but a bullet and signs.
    """
    if field.more or field.end >= 0 or not field.value or field.path != document.path:
        return None
    source = document.source
    number = source.position(field.place.start).line
    raw = source.line_text(number)
    before, _, rest = raw.partition(field.label)
    if before.lstrip("-*+ \t_\"'") or not rest.rstrip().endswith(field.value) or "|" in raw:
        return None
    between, break_ = rest.rstrip()[: -len(field.value)], rest[len(rest.rstrip()) :]
    if between.strip("*_: \t\"'\uff1a"):
        return None
    at = source.offset_of_line(number) + len(raw.encode())
    line = f"{ending_of(number, document)}{before}{label}{between}{value}{break_}"
    return Edit(Place(document.path, at, at), line)
