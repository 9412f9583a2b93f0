"""How many criteria have a tick."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gov.metrics.measure import Definition, Share

if TYPE_CHECKING:
    from gov.project import Project

__all__ = ["DEFINITION", "CriteriaTicked", "criteria_ticked"]

DEFINITION = Definition(
    name="criteria_ticked",
    title="Criteria ticked",
    unit="share of acceptance criteria",
    numerator="criteria with a tick",
    denominator="all criteria that are not struck out",
    made_of="the box before each acceptance criterion",
    raised_by="meeting criteria, and ticking them",
)


@dataclass(frozen=True, slots=True)
class CriteriaTicked:
    """The criteria with a tick and those without, by their identifiers."""

    ticked: tuple[str, ...]
    open: tuple[str, ...]

    @property
    def share(self) -> Share:
        """How many of how many."""
        return Share(len(self.ticked), len(self.ticked) + len(self.open))


def criteria_ticked(project: Project) -> CriteriaTicked:
    """Tell the ticked criteria of every item from the others; an identifier declared twice counts once."""
    ticked: list[str] = []
    unticked: list[str] = []
    for item in project.graph.items.values():
        for criterion in item.standing_criteria:
            (ticked if criterion.checked is True else unticked).append(criterion.id)
    return CriteriaTicked(tuple(ticked), tuple(unticked))
