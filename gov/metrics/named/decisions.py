"""Decisions: how many stand where, and how long they took."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from gov.metrics.decision_times import decision_times
from gov.metrics.measure import Definition
from gov.metrics.metric import Metric
from gov.metrics.task_status import NO_STATUS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.metrics.known import Known

ORDER = 60

BY_STATUS = Definition(
    name="decisions_by_status",
    title="Decisions by status",
    unit="decisions",
    numerator="decisions with the status",
    denominator="all decisions that the documents declare",
    made_of="the Status of each decision",
    raised_by="deciding, and writing it down",
)
LEAD_TIME = Definition(
    name="decision_lead_time",
    title="Lead time of decisions",
    unit="days, the median",
    numerator="days from proposed to accepted",
    denominator="accepted decisions of which both days are known",
    made_of="the commits that changed the Status; where git saw none, fields such as Proposed and Accepted",
    raised_by="leaving proposals undecided; deciding sooner lowers it",
)
_KIND = "decision"


def measure(known: Known) -> Iterator[Metric]:
    """The count of each status, then the time that accepted ones took."""
    project = known.project
    decisions = [item for item in project.graph.items.values() if item.kind == _KIND]
    by_status: defaultdict[str, list[str]] = defaultdict(list)
    for item in decisions:
        by_status[item.status.name if item.status else NO_STATUS].append(item.id)
    for status in dict.fromkeys((*project.configuration.kinds[_KIND].statuses, *sorted(by_status))):
        inside = by_status.get(status, [])
        held = frozenset(inside)
        others = [item.id for item in decisions if item.id not in held]
        yield Metric.count(BY_STATUS, inside, others).of(status, status)
    yield _lead_time(known)


def _lead_time(known: Known) -> Metric:
    times = [time for time in decision_times(known.project, known.past) if time.is_accepted]
    lengths = [(time.id, time.lead_time) for time in times]
    told = [(name, length) for name, length in lengths if length is not None]
    if times and not told:
        why = f"of no accepted decision are both days known; {known.no_past}" if known.past is None else (
            "of no accepted decision are both days known: its first commit has it as accepted already"
        )  # fmt: skip
        return Metric.not_known(LEAD_TIME, why, "days")
    return Metric.days(LEAD_TIME, told, (name for name, length in lengths if length is None))
