"""Everything a rule may look at, as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gov.evidence import Evidence

if TYPE_CHECKING:
    from datetime import date

    from gov.history import Past
    from gov.project import Project
    from gov.rulebook.baseline import Baseline, Entry
    from gov.rulebook.finding import Finding
    from gov.rulebook.rule import Need
    from gov.rulebook.suppression import Suppression

__all__ = ["Facts"]


@dataclass(frozen=True)
class Facts:
    """The project as it is, the project it is compared with where there is one, and the day.

    `past` is its history, `evidence` what other tools found, `baseline` the findings that were set aside:
    each of them where it was asked for or configured.

    `findings` and what stands below it are known to the rules about the exceptions themselves, which run
    last: what was found, which suppressions silenced something, which codes the configuration switched off,
    which of the others ran or did not, and which entries of the baseline match no finding any more.
    """

    project: Project
    today: date
    base: Project | None = None
    past: Past | None = None
    evidence: Evidence = field(default_factory=Evidence)
    baseline: Baseline | None = None
    suppressions: tuple[Suppression, ...] = ()
    findings: tuple[Finding, ...] | None = None
    used: frozenset[Suppression] = frozenset()
    disabled: tuple[str, ...] = ()
    ran: frozenset[str] = frozenset()
    not_run: frozenset[str] = frozenset()
    stale: tuple[Entry, ...] = ()

    def lacks(self, need: Need) -> str:
        """Why a need is not met, empty where it is."""
        evidence = self.evidence
        known: dict[Need, object] = {
            "base": self.base,
            "history": self.past,
            "commits": self.past.since if self.past else None,
            "change": None,
            "baseline": self.baseline,
            "tests": evidence.tests,
            "coverage": evidence.coverage,
            "openapi": evidence.operations,
            "openapi-base": evidence.base_operations,
            "scan": evidence.scans,
            "markers": evidence.markers,
            "findings": self,
        }
        return _LACKING[need] if known[need] is None else ""


_LACKING: dict[Need, str] = {
    "base": "no base revision was given to compare with (--base)",
    "history": "the history was not read (--history)",
    "commits": "the history was not read, or no base was given to tell new commits (--history --base)",
    "change": "needs a change request, which this version does not read",
    "baseline": "no baseline is configured ([check] baseline)",
    "tests": "no test results are configured ([evidence] junit)",
    "coverage": "no coverage report is configured ([evidence] coverage)",
    "openapi": "no API description is configured ([evidence] openapi)",
    "openapi-base": "no API description of a base is there to compare with ([evidence] openapi, and --base)",
    "scan": "no scanner's log is configured ([evidence] sarif)",
    "markers": "no code is configured whose comments may name items ([evidence] markers)",
}
