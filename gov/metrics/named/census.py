"""How much there is: documents, and items of each kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.metrics.measure import Definition
from gov.metrics.metric import Metric

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.metrics.known import Known

ORDER = 5

DOCUMENTS = Definition(
    name="documents",
    title="Documents",
    unit="documents",
    numerator="governed documents",
    denominator="nothing",
    made_of="the files that the settings name, or that hold an item",
    raised_by="writing documents",
)
ITEMS = Definition(
    name="items",
    title="Items",
    unit="items",
    numerator="items that the documents declare, each identifier once",
    denominator="all items, where some are told by kind",
    made_of="the headings that declare items",
    raised_by="declaring items",
)


def measure(known: Known) -> Iterator[Metric]:
    """Documents, items, and the items of each kind that the project keeps or has."""
    project = known.project
    yield Metric.count(DOCUMENTS, (document.path for document in project.documents), None)
    items = project.graph.items
    yield Metric.count(ITEMS, items, None)
    for kind in project.configuration.kinds:
        if kind in project.by_kind or kind in project.configuration.project.kinds:
            inside = [item.id for item in items.values() if item.kind == kind]
            outside = [item.id for item in items.values() if item.kind != kind]
            yield Metric.count(ITEMS, inside, outside).of(kind, project.noun(kind))
