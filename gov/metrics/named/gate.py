"""What the gate let in without a task, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.metrics.gate_log import DEFINITIONS, EXEMPT, OVERRIDDEN, gate_log
from gov.metrics.metric import Metric

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.change.log import LogEntry
    from gov.metrics.known import Known

ORDER = 90
_SHORT = 10


def measure(known: Known) -> Iterator[Metric]:
    """The numbers of the log; without one nobody knows what was let in."""
    if known.logged is None:
        for definition in DEFINITIONS:
            yield Metric.not_known(definition, known.no_log, "count")
        return
    log = gate_log(known.project, known.logged, known.today)
    everything = (*log.exempt.entries, *log.overridden.entries)
    for count in (log.exempt, log.overridden, log.running, log.ended, log.followed_up, log.owed):
        whole = everything if count.definition in {EXEMPT, OVERRIDDEN} else log.overridden.entries
        inside = frozenset(count.entries)
        others = (_name(entry) for entry in whole if entry not in inside)
        yield Metric.count(count.definition, map(_name, count.entries), others)


def _name(entry: LogEntry) -> str:
    return f"{entry.host} {entry.head[:_SHORT] if entry.number is None else f'#{entry.number}'}"
