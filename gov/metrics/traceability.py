"""How many items lead up to a principle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gov.metrics.measure import Definition, Share
from gov.metrics.upward import TRACED_KINDS, traced

if TYPE_CHECKING:
    from gov.project import Project

__all__ = ["DEFINITION", "KindCoverage", "TraceabilityCoverage", "traceability_coverage"]

DEFINITION = Definition(
    name="traceability_coverage",
    title="Traceability coverage",
    unit="share of plan items, specifications, tasks and decisions",
    numerator="those from which references lead up to a principle, directly or through other items",
    denominator="all of them",
    made_of="the references whose item some document declares; a dangling one leads nowhere",
    raised_by="adding the missing reference to each item that is named as leading nowhere",
)


@dataclass(frozen=True, slots=True)
class KindCoverage:
    """One kind: the share that leads up to a principle, and the items that do not."""

    kind: str
    noun: str
    share: Share
    untraced: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TraceabilityCoverage:
    """The total, and each kind that the project has items of, from plan items down to tasks."""

    definition: Definition
    total: Share
    kinds: tuple[KindCoverage, ...]


def traceability_coverage(project: Project) -> TraceabilityCoverage:
    """Count, for each kind and in total, the items that lead up to a principle."""
    graph = project.graph
    counted = traced(graph)
    kinds = []
    for kind in TRACED_KINDS:
        of_kind = [item.id for item in counted if item.kind == kind]
        untraced = tuple(identifier for identifier in of_kind if not graph.reaches(identifier, "principle"))
        if of_kind:
            share = Share(len(of_kind) - len(untraced), len(of_kind))
            kinds.append(KindCoverage(kind, project.noun(kind), share, untraced))
    return TraceabilityCoverage(
        definition=DEFINITION,
        total=Share(sum(one.share.part for one in kinds), len(counted)),
        kinds=tuple(kinds),
    )
