"""Coverage upwards: what leads up to a principle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.metrics.metric import Metric
from gov.metrics.traceability import DEFINITION, traceability_coverage
from gov.metrics.upward import traced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.metrics.known import Known

ORDER = 20


def measure(known: Known) -> Iterator[Metric]:
    """The total, then each kind that the project has items of."""
    items = traced(known.project.graph)
    kinds = traceability_coverage(known.project).kinds
    lost = {identifier for kind in kinds for identifier in kind.untraced}

    def of(kind: str) -> Metric:
        ids = [item.id for item in items if kind in {"", item.kind}]
        return Metric.share(
            DEFINITION, (one for one in ids if one not in lost), (o for o in ids if o in lost)
        )

    yield of("")
    for kind in kinds:
        yield of(kind.kind).of(kind.kind, kind.noun)
