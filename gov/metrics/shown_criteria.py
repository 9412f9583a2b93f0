"""How much of what is ticked a passing test shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gov.evidence import shown
from gov.metrics.measure import Definition, Share

if TYPE_CHECKING:
    from gov.evidence import Evidence, Shown
    from gov.project import Project

__all__ = ["DEFINITION", "CriteriaShown", "criteria_shown", "shown"]

DEFINITION = Definition(
    name="criteria_shown",
    title="Criteria shown by tests",
    unit="criteria",
    numerator="ticked criteria that a passing test names and no failing one",
    denominator="all criteria that are ticked",
    made_of="the tick of each criterion, and the JUnit reports of the last run of the tests",
    raised_by="marking the tests that would fail without what a criterion promises",
)


@dataclass(frozen=True, slots=True)
class CriteriaShown:
    """The share of ticked criteria that tests show, and how many stand where."""

    definition: Definition
    shown: Share
    states: tuple[tuple[Shown, int], ...]


def criteria_shown(project: Project, evidence: Evidence) -> CriteriaShown | None:
    """Count the ticked criteria by what tests say of them; None where no test results were read."""
    if evidence.tests is None:
        return None
    counts: dict[Shown, int] = {"passing": 0, "failing": 0, "skipped": 0, "none": 0}
    for item in project.graph.items.values():
        found = shown(evidence, item)
        for criterion, state in zip(item.criteria, found.criteria if found else (), strict=False):
            counts[state] += criterion.checked is True
    share = Share(counts["passing"], sum(counts.values()))
    return CriteriaShown(DEFINITION, share, tuple(counts.items()))
