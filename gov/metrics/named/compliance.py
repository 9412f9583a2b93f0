"""How far each principle is kept, and all together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.metrics.attribution import with_findings
from gov.metrics.metric import Metric
from gov.metrics.principle_compliance import DEFINITION, compliance
from gov.metrics.upward import traced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.metrics.known import Known

ORDER = 10


def measure(known: Known) -> Iterator[Metric]:
    """The total, then each principle."""
    project, verdict = known.project, known.verdict
    found = compliance(project, verdict.findings)
    counted = [item.id for item in traced(project.graph)]
    failing = {*with_findings(project, verdict.findings), *found.unanchored}
    lacking = "" if verdict.rules_run else "no rule was run, so nothing is known"
    if lacking:
        yield Metric.not_known(DEFINITION, lacking)
    else:
        yield Metric.share(
            DEFINITION, (one for one in counted if one not in failing), (o for o in counted if o in failing)
        )
    for principle in found.principles:
        if lacking or not principle.share.whole:
            reason = lacking or "nothing leads up to it"
            yield Metric.not_known(DEFINITION, reason).of(principle.id, principle.title)
        else:
            metric = Metric.share(DEFINITION, principle.kept, principle.failing)
            yield metric.of(principle.id, principle.title)
