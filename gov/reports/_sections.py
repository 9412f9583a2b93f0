"""Parts of a report that are cut where a host takes no more: by rank, and never in silence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gov.reports._words import plural

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["Section", "fitted", "folded"]


@dataclass(frozen=True, slots=True)
class Section:
    """A part that can be cut after any of its entries.

    `noun` is what one of them is called, and `nouns` several, where that takes more than an s; `rank` says
    which section is filled first, and `share` how much of all the room it may take.
    """

    rank: int
    noun: str
    opening: str
    entries: tuple[str, ...]
    closing: str = ""
    nouns: str = ""
    share: float = 1.0


def folded(title: str) -> str:
    """The beginning of a part that a reader opens."""
    return f"\n<details><summary>{title}</summary>\n\n"


def fitted(sections: Sequence[Section], room: int, size: Callable[[str], int] = len) -> str:
    """The sections as they stand, cut where there is no more room, by rank and not by place."""
    written, whole = [""] * len(sections), room
    for number in sorted(range(len(sections)), key=lambda number: (sections[number].rank, number)):
        section = sections[number]
        if not section.entries:
            continue
        left = min(room, int(whole * section.share)) - size(section.opening) - size(section.closing)
        kept: list[str] = []
        for entry in section.entries:
            if size(entry) > left:
                break
            kept.append(entry)
            left -= size(entry)
        written[number] = _written(section, kept)
        room -= size(written[number])
    return "".join(written)


def _written(section: Section, kept: list[str]) -> str:
    """A section with the entries that have room, and a word on those that have none."""
    missing = len(section.entries) - len(kept)
    body = section.opening + "".join(kept) if kept else ""
    if missing:
        more = "more " if kept else ""
        counted = plural(missing, f"{more}{section.noun}", f"{more}{section.nouns or section.noun + 's'}")
        body += f"\n*{counted} left out here: there is no room for all.*\n"
    return body + (section.closing if kept else "")
