"""How many items lead up to a principle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gov.metrics.measure import Definition, Share
from gov.metrics.upward import TRACED_KINDS, reaching, traced

if TYPE_CHECKING:
    from gov.project import Project

__all__ = ["KindCoverage", "TraceabilityCoverage", "traceability_coverage"]

DEFINITION = Definition(
    name="traceability_coverage",
    title="Traceability coverage",
    unit="share of plan items, specifications, tasks and decisions",
    numerator="those from which references lead up to a principle, directly or through other items",
    denominator="all of them",
    made_of="the references that were resolved to exactly one item; a dangling or ambiguous one leads nowhere",
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
    counted = traced(project.items)
    anchored = frozenset[str]().union(*reaching(project.items).values())
    kinds = []
    for kind in TRACED_KINDS:
        of_kind = [item.id for item in counted if item.kind == kind]
        untraced = tuple(id_ for id_ in of_kind if id_ not in anchored)
        if of_kind:
            noun = project.configuration.kinds[kind].noun or kind
            share = Share(len(of_kind) - len(untraced), len(of_kind))
            kinds.append(KindCoverage(kind, noun, share, untraced))
    return TraceabilityCoverage(
        definition=DEFINITION,
        total=Share(sum(one.share.part for one in kinds), len(counted)),
        kinds=tuple(kinds),
    )
