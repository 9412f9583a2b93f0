"""Every number once, by name: gate, badge, report, site and command read the same function.

Each metric is a frozen value that carries its own definition: what is counted, out of what, and what would
raise it. `gov.metrics.naming` gives all of them by name.
"""

from gov.metrics.attribution import item_of
from gov.metrics.gate_log import GateLog, LogCount, ReasonCount, gate_log
from gov.metrics.measure import Definition, Share
from gov.metrics.principle_compliance import Compliance, PrincipleCompliance, compliance
from gov.metrics.shown_criteria import CriteriaShown, criteria_shown, shown
from gov.metrics.task_status import StatusCount, TasksByStatus, tasks_by_status
from gov.metrics.traceability import KindCoverage, TraceabilityCoverage, traceability_coverage

__all__ = [
    "Compliance",
    "CriteriaShown",
    "Definition",
    "GateLog",
    "KindCoverage",
    "LogCount",
    "PrincipleCompliance",
    "ReasonCount",
    "Share",
    "StatusCount",
    "TasksByStatus",
    "TraceabilityCoverage",
    "compliance",
    "criteria_shown",
    "gate_log",
    "item_of",
    "shown",
    "tasks_by_status",
    "traceability_coverage",
]
