"""Criteria: how many are ticked, and how many of those a passing test shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.evidence import shown
from gov.metrics import shown_criteria, ticked_criteria
from gov.metrics.metric import Metric

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.metrics.known import Known

ORDER = 50
_NO_TESTS = "no test results are configured ([evidence] junit)"


def measure(known: Known) -> Iterator[Metric]:
    """Ticked of all, and shown of ticked."""
    found = ticked_criteria.criteria_ticked(known.project)
    yield Metric.share(ticked_criteria.DEFINITION, found.ticked, found.open)
    if known.evidence.tests is None:
        yield Metric.not_known(shown_criteria.DEFINITION, _NO_TESTS)
        return
    states = {
        criterion.id: state
        for item in known.project.graph.items.values()
        if (by_tests := shown(known.evidence, item)) is not None
        for criterion, state in zip(item.criteria, by_tests.criteria, strict=True)
    }
    yield Metric.share(
        shown_criteria.DEFINITION,
        (one for one in found.ticked if states.get(one) == "passing"),
        (one for one in found.ticked if states.get(one) != "passing"),
    )
