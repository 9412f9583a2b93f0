"""What a card is given, and what it gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gov_dashboards.parts import Cell, Chip, Tile

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gov.metrics import Definition, GateLog
    from gov.project import Project
    from gov.rulebook import Finding
    from gov_dashboards.charts import Chart

# A cell with ten thousand links is read by nobody; the lists of items are complete.
NAMED = 40


@dataclass(frozen=True, slots=True)
class Subject:
    """What the dashboard is about: a project, its findings, and where its items have their pages.

    `address` gives the link to an item's page relative to the dashboard, or nothing. `source` says which
    documents the numbers are from, and of which commit. `rules_run` and `rules_not_run` count the rules that
    had a say and those that had none: without the first, no findings is no good news. `gate_log` counts what
    the gate let in without a task, None where no log is there.
    """

    project: Project
    findings: Sequence[Finding]
    address: Callable[[str], str]
    source: str
    rules_run: int = 0
    rules_not_run: int = 0
    gate_log: GateLog | None = None

    def chip(self, identifier: str) -> Chip:
        """Name an item by its identifier and title, with the link to its page."""
        item = self.project.graph.items.get(identifier)
        return Chip(identifier, item.title if item else "", self.address(identifier))

    def cell(self, identifiers: Sequence[str]) -> Cell:
        """Name items in a table's cell, in the order given; of very many, the first and how many more."""
        chips = tuple(self.chip(identifier) for identifier in identifiers[:NAMED])
        more = len(identifiers) - len(chips)
        return Cell("none" if not chips else f"and {more} more" if more else "", chips=chips)


@dataclass(frozen=True, slots=True)
class Card:
    """One part of the dashboard: its number as a tile, its chart, and how it is counted.

    `chart` is None where there is nothing to count; `empty` then says what belongs there. `tile` is None
    where the project does not keep what is counted. `also` defines further numbers that the card shows.
    """

    id: str
    title: str
    lead: str
    tile: Tile | None
    chart: Chart | None
    definition: Definition
    empty: str = ""
    also: tuple[Definition, ...] = ()
