"""Where in a document's bytes the check has read something: declared identifiers, statuses, criteria."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gov.items import Item

__all__ = ["Mark", "marks_of"]

LONGEST_STATUS = 40


@dataclass(frozen=True, slots=True)
class Mark:
    """One stretch with a meaning; `part` is the number of a criterion."""

    start: int
    end: int
    kind: Literal["declared", "status", "criterion"]
    item: Item
    part: int = 0


def marks_of(items: Sequence[Item]) -> tuple[Mark, ...]:
    """Every mark of a document's items, in order."""
    marks: list[Mark] = []
    for item in items:
        marks.append(Mark(item.place.start, item.place.end, "declared", item))
        status = item.field("status")
        if status is not None and not status.is_empty:
            place = status.place
            end = min(place.end, place.start + _length_of_word(item))
            marks.append(Mark(place.start, end, "status", item))
        marks.extend(
            Mark(one.place.start, one.place.end, "criterion", item, one.number) for one in item.criteria
        )
    return tuple(sorted(marks, key=lambda mark: (mark.start, mark.end)))


def _length_of_word(item: Item) -> int:
    """How many bytes of a value are the status itself: of `Accepted (2024-01-01)`, the first word."""
    written, name = (item.status.written, item.status.name) if item.status else ("", "")
    if name and written.casefold().startswith(name.casefold()):
        return len(written[: len(name)].encode("utf-8"))
    return LONGEST_STATUS if len(written) > LONGEST_STATUS else len(written.encode("utf-8"))
