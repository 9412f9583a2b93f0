"""How far what stands on each principle is free of findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gov.metrics.attribution import with_findings
from gov.metrics.measure import Definition, Share
from gov.metrics.upward import below, traced

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from gov.items import Item
    from gov.project import Project
    from gov.rulebook import Finding

__all__ = ["DEFINITION", "Compliance", "PrincipleCompliance", "compliance"]

DEFINITION = Definition(
    name="compliance",
    title="Constitution compliance",
    unit="share of plan items, specifications, tasks and decisions",
    numerator="those that lead up to the principle and have no open error or warning",
    denominator="all those that lead up to the principle, directly or through other items; in total, "
    "all of them, so that an item that leads up to no principle counts against the total",
    made_of="the references between items, and the findings of every rule that was run",
    raised_by="curing the findings named beside each principle, and citing a principle where none is cited",
)


@dataclass(frozen=True, slots=True)
class PrincipleCompliance:
    """One principle: how much of what leads up to it is in order, what is not, and what is."""

    id: str
    title: str
    share: Share
    failing: tuple[str, ...]
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Compliance:
    """The total and each principle; `unanchored` are the items that lead up to none."""

    definition: Definition
    total: Share
    principles: tuple[PrincipleCompliance, ...]
    unanchored: tuple[str, ...]


def compliance(project: Project, findings: Iterable[Finding]) -> Compliance:
    """Count, for each principle and in total, the items in order among those that lead up to it."""
    graph = project.graph
    open_at = with_findings(project, findings)
    counted = traced(graph)
    principles = [item for item in graph.items.values() if item.kind == "principle"]
    resting = {item.id: below(graph, item.id) for item in principles}
    anchored = frozenset[str]().union(*resting.values())
    in_order = sum(item.id in anchored and item.id not in open_at for item in counted)
    return Compliance(
        definition=DEFINITION,
        total=Share(in_order, len(counted)),
        principles=tuple(
            _principle(item, [one for one in counted if one.id in resting[item.id]], open_at)
            for item in principles
        ),
        unanchored=tuple(item.id for item in counted if item.id not in anchored),
    )


def _principle(principle: Item, resting: Collection[Item], open_at: Collection[str]) -> PrincipleCompliance:
    failing = tuple(item.id for item in resting if item.id in open_at)
    kept = tuple(item.id for item in resting if item.id not in open_at)
    return PrincipleCompliance(principle.id, principle.title, Share(len(kept), len(resting)), failing, kept)
