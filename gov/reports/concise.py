"""For editors and short logs: one line a finding, as compilers write it, then one line that sums up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.reports._words import outcome, rules, set_aside
from gov.text import printable

if TYPE_CHECKING:
    from gov.reports import Context
    from gov.rulebook import Finding, Verdict

__all__ = ["render"]


def render(verdict: Verdict, context: Context) -> str:
    """Write a verdict in as few lines as there are findings, and one."""
    result = outcome(verdict, context)
    parts = [f"{result.word}: {result.why}", rules(verdict), *set_aside(verdict, context)]
    return "\n".join([*map(_line, verdict.findings), "; ".join(parts)]) + "\n"


def _line(finding: Finding) -> str:
    place = finding.location
    return (
        f"{printable(place.path)}:{place.line}:{place.column}: "
        f"{finding.severity}[{finding.code}] {printable(finding.message)}"
    )
