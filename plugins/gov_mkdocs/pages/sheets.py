"""A list too long for one page: 500 entries a sheet, each with the way to the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gov_mkdocs.addresses import relative

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gov_mkdocs.site import Site

__all__ = ["Place", "Sheet", "sheets"]

ON_A_SHEET = 500
# Nobody reads more, and each sheet is half a megabyte.
MOST_SHEETS = 40


@dataclass(frozen=True, slots=True)
class Place:
    """A sheet as the others name it: which entries it holds, and the way to it; none to the sheet itself."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of a list: the entries from `start` to before `end` of `total`, counted from 0."""

    file: str
    start: int
    end: int
    total: int

    @property
    def words(self) -> str:
        """Which entries it holds, as people count."""
        return f"{self.start + 1:,} to {self.end:,}"

    def share(self, start: int, end: int) -> tuple[int, int]:
        """What of a group that reaches from `start` to before `end` in the list stands on this sheet."""
        return max(start, self.start), min(end, self.end)

    def places(self, site: Site, all_sheets: Sequence[Sheet]) -> list[Place]:
        """All sheets as this one names them; nothing where it is the only one."""
        here = site.addresses.of_page(self.file)
        return [
            Place(one.words, "" if one is self else relative(site.addresses.of_page(one.file), here))
            for one in all_sheets
            if len(all_sheets) > 1
        ]


def sheets(file: str, total: int) -> tuple[Sheet, ...]:
    """The sheets of a list: the first is `file`, the others lie in the folder of its name."""
    folder = file.removesuffix(".md").removesuffix("/index")
    count = min(MOST_SHEETS, max(1, -(-total // ON_A_SHEET)))
    return tuple(
        Sheet(
            f"{folder}/{number + 1}.md" if number else file,
            number * ON_A_SHEET,
            min(total, (number + 1) * ON_A_SHEET),
            total,
        )
        for number in range(count)
    )
