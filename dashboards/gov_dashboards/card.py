"""What a card is given, and what it gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gov_dashboards.parts import Chip, Tile

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gov.metrics import Definition
    from gov.project import Project
    from gov.rulebook import Finding

    from gov_dashboards.charts import Chart


@dataclass(frozen=True, slots=True)
class Subject:
    """What the dashboard is about: a project, its findings, and where its items have their pages.

    `address` gives the link to an item's page relative to the dashboard, or nothing. `source` says which documents
    the numbers are from, and of which commit.
    """

    project: Project
    findings: Sequence[Finding]
    address: Callable[[str], str]
    source: str

    def chip(self, id: str) -> Chip:  # noqa: A002 - the word of every identifier here
        """Name an item by its identifier and title, with the link to its page."""
        item = self.project.find(id)
        return Chip(id, item.title if item else "", self.address(id))

    def chips(self, ids: Sequence[str]) -> tuple[Chip, ...]:
        """Name several items, in the order given."""
        return tuple(self.chip(id) for id in ids)


@dataclass(frozen=True, slots=True)
class Card:
    """One part of the dashboard: its number as a tile, its chart, and how it is counted.

    `chart` is None where there is nothing to count; `empty` then says what belongs there.
    """

    id: str
    title: str
    lead: str
    tile: Tile
    chart: Chart | None
    definition: Definition
    empty: str = ""
