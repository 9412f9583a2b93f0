"""What numbers are counted from: a project, the verdict on it, and what else is known of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from gov.evidence import Evidence

if TYPE_CHECKING:
    from datetime import date

    from gov.change.log import LogEntry
    from gov.history import Past
    from gov.project import Project
    from gov.rulebook import Finding, Verdict

__all__ = ["Known"]


@dataclass(frozen=True)
class Known:
    """A judged project, the day, and its past, its evidence and the log of its gate, each where it is there.

    `no_past` and `no_log` say why the past or the log is not there.
    """

    verdict: Verdict
    today: date
    past: Past | None = None
    evidence: Evidence = field(default_factory=Evidence)
    logged: tuple[LogEntry, ...] | None = None
    no_past: str = "the history was not read"
    no_log: str = "no log is configured ([change] log)"

    @property
    def project(self) -> Project:
        """The project that was judged."""
        return self.verdict.project

    @cached_property
    def found(self) -> tuple[Finding, ...]:
        """Everything that was found, what is set aside included: an excuse makes nothing fresh."""
        verdict = self.verdict
        return (*verdict.findings, *(entry.finding for entry in verdict.suppressed), *verdict.baselined)

    def found_by(self, code: str) -> frozenset[str]:
        """What one rule is about wherever it found something: identifiers of items, paths of documents."""
        return frozenset(
            finding.item or finding.location.path for finding in self.found if finding.code == code
        )

    def not_run(self, code: str) -> str:
        """Why a rule said nothing, empty where it ran."""
        if code in self.verdict.rules_run:
            return ""
        reasons = dict(self.verdict.rules_not_run)
        if code in reasons:
            return f"{code} was not run: {reasons[code]}"
        failed = any(failure.code == code for failure in self.verdict.failures)
        return f"{code} failed" if failed else f"{code} is switched off"
