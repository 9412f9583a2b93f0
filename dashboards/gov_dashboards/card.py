"""What a card is given, and what it gives."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gov_dashboards.parts import Action, Cell, Chip, Results, Table, Tile

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gov.metrics import Definition, GateLog
    from gov.metrics.course import Course
    from gov.metrics.known import Known
    from gov.metrics.metric import Metric
    from gov.metrics.trends import Reading
    from gov.project import Project
    from gov.rulebook import Finding
    from gov_dashboards.charts import Chart
    from gov_dashboards.explaining import Explained


def _nowhere(_: str) -> str:
    return ""


# A cell with ten thousand links is read by nobody; the lists of items are complete.
NAMED = 40


@dataclass(frozen=True, slots=True)
class Subject:
    """What the dashboard is about: a project, its findings, and where its items have their pages.

    `address` gives the link to an item's page relative to the dashboard, or nothing. `source` says which
    documents the numbers are from, and of which commit. `rules_run` and `rules_not_run` count the rules that
    had a say and those that had none: without the first, no findings is no good news. `gate_log` counts what
    the gate let in without a task, None where no log is there. `metrics` are all numbers by name, counted
    from what is `known`; `course` is how they moved, and `no_past` says why nobody can tell. `results` are
    the test results that some numbers rest on. `page` gives the link to a page about all items (`orphans`),
    or nothing.
    """

    project: Project
    findings: Sequence[Finding]
    address: Callable[[str], str]
    source: str
    rules_run: int = 0
    rules_not_run: int = 0
    gate_log: GateLog | None = None
    known: Known | None = None
    metrics: Mapping[str, Metric] = field(default_factory=dict)
    course: Course | None = None
    no_past: str = "History not available: it was not read."
    results: Results = field(default_factory=Results)
    page: Callable[[str], str] = _nowhere

    def chip(self, identifier: str) -> Chip:
        """Name an item by its identifier and title, a criterion or a document by its own, with the link."""
        item = self.project.graph.items.get(identifier)
        return Chip(identifier, item.title if item else "", self.address(identifier))

    def cell(self, identifiers: Sequence[str]) -> Cell:
        """Name items in a table's cell, in the order given; of very many, the first and how many more."""
        chips = tuple(self.chip(identifier) for identifier in identifiers[:NAMED])
        more = len(identifiers) - len(chips)
        return Cell("none" if not chips else f"and {more} more" if more else "", chips=chips)

    def all_of(self, name: str) -> tuple[Metric, ...]:
        """A number and its parts: `findings`, then `findings.error`."""
        return tuple(one for one in self.metrics.values() if one.definition.name == name)

    def readings(self, name: str) -> tuple[Reading, ...]:
        """The moments of the past at which a number was known, oldest first."""
        if self.course is None:
            return ()
        for found in (self.course.told, self.course.judged):
            known = tuple(one for one in found if name in one.points and one.points[name].value is not None)
            if known:
                return known
        return ()

    def with_past(self, tile: Tile, name: str) -> Tile:
        """A number's tile with the line of its past and how far it moved; where it is unknown, with why."""
        metric, past = self.metrics.get(name), self.readings(name)
        if metric is not None and metric.value is None:
            return replace(tile, value="Unknown", made_of=metric.unknown, part=None, whole=None)
        if metric is None or metric.value is None or not past:
            return tile
        values = [one.points[name].value or 0 for one in past]
        # Where nothing changed since the last commit, its number is today's.
        if values[-1] != metric.value or (self.course is not None and self.course.uncommitted):
            values.append(metric.value)
        if len(values) == 1:
            return tile
        moved, sign = metric.value - values[0], "points" if metric.form == "share" else ""
        words = f"{moved:+d} {sign}".strip() if moved else "unchanged"
        trend = f"{words} since {past[0].commit.when.date()}"
        return replace(tile, points=tuple(map(float, values)), trend=trend)


@dataclass(frozen=True, slots=True)
class Card:
    """One part of the dashboard: its number as a tile, its chart, and how it is counted.

    `chart` is None where there is nothing to count; `empty` then says what belongs there. `tile` is None
    where the project does not keep what is counted. `also` defines further numbers that the card shows.
    `unknown` says why nobody knows what would be counted. `explained` tells what the numbers are made of;
    `links` lead to pages that tell more. `table` stands alone where a drawing would say nothing.
    """

    id: str
    title: str
    lead: str
    tile: Tile | None
    chart: Chart | None
    definition: Definition
    empty: str = ""
    also: tuple[Definition, ...] = ()
    unknown: str = ""
    explained: tuple[Explained, ...] = ()
    links: tuple[Action, ...] = ()
    table: Table | None = None
    empty_title: str = "Nothing to count yet"
