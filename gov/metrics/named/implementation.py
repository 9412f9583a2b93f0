"""Coverage downwards: what something implements; and the orphans that nothing does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.metrics.measure import Definition
from gov.metrics.metric import Metric
from gov.rulebook.implementing import implementing_kinds, is_accepted, is_implemented

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.metrics.known import Known

ORDER = 30

COVERAGE = Definition(
    name="implementation_coverage",
    title="Implementation coverage",
    unit="share of principles, plan items, specifications and what else is to be implemented",
    numerator="those that an item which may implement them names, or one of their own kind",
    denominator="all of them that are neither only proposed nor given up",
    made_of="the references between items, and implemented-by of each kind",
    raised_by="naming the item in what implements it, or adding what does",
)
ORPHANS = Definition(
    name="orphans",
    title="Orphans",
    unit="items",
    numerator="accepted items that nothing implements, also where ENF-005.orphan is excused or hidden",
    denominator="all accepted items of a kind that others implement, principles aside",
    made_of="the references between items, and the Status field of each",
    raised_by="accepting what nobody works on; naming the item in what implements it lowers it",
)
_PRINCIPLE = "principle"
_NOT_ASKED = frozenset(("proposed", "retired"))


def measure(known: Known) -> Iterator[Metric]:
    """The total, each kind that is implemented by others, and the orphans."""
    project = known.project
    items = [
        item for item in project.graph.items.values()
        if implementing_kinds(item.kind, project) and item.phase not in _NOT_ASKED
    ]  # fmt: skip
    reached = {item.id for item in items if is_implemented(item, project)}

    def of(kind: str) -> Metric:
        ids = [item.id for item in items if kind in {"", item.kind}]
        return Metric.share(
            COVERAGE, (one for one in ids if one in reached), (o for o in ids if o not in reached)
        )

    yield of("")
    for kind in dict.fromkeys(kind for kind in project.configuration.kinds if kind in project.by_kind):
        if any(item.kind == kind for item in items):
            yield of(kind).of(kind, project.noun(kind))
    accepted = [
        item.id for item in items
        if item.kind != _PRINCIPLE and is_accepted(item)
        and any(name in project.by_kind for name in implementing_kinds(item.kind, project))
    ]  # fmt: skip
    lost = [one for one in accepted if one not in reached]
    yield Metric.count(ORPHANS, lost, (one for one in accepted if one in reached))
