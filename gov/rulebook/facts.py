"""Everything a rule may look at, as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gov.evidence import Evidence
from gov.rulebook.serving import served

if TYPE_CHECKING:
    from datetime import date

    from gov.change import Change
    from gov.history import Commit, Past
    from gov.history.branches import Against
    from gov.project import Project
    from gov.rulebook.baseline import Baseline, Entry
    from gov.rulebook.finding import Finding
    from gov.rulebook.policy import Policy
    from gov.rulebook.rule import Need
    from gov.rulebook.suppression import Suppression

__all__ = ["Facts"]


@dataclass(frozen=True)
class Facts:
    """The project as it is, the project it is compared with where there is one, and the day.

    `past` is its history, `evidence` what other tools found, `baseline` the findings that were set aside:
    each of them where it was asked for or configured. `change` is the change request that is judged, if one
    is: then `project` is what its merge comes to in the words of the base, and `base` what it would go into.
    `policy` is what the change does to the rules that judge it. `proven` are the exceptions that count where
    not all do. `against` is the branch that the project will be merged into.

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
    change: Change | None = None
    policy: Policy | None = None
    proven: frozenset[Suppression] | None = None
    against: Against | None = None

    @property
    def commits(self) -> tuple[Commit, ...] | None:
        """The commits that the base does not have, newest first; None where nobody knows."""
        if self.change is not None:
            return self.change.request.commits
        return self.past.since if self.past is not None else None

    def lacks(self, need: Need) -> str:
        """Why a need is not met, empty where it is."""
        evidence = self.evidence
        known: dict[Need, object] = {
            "base": self.base,
            "history": self.past,
            "commits": self.commits,
            "change": self.change,
            "files": self.change.request.files if self.change else None,
            "approvals": self.change.request.approvals if self.change else None,
            "policy": self.policy,
            "baseline": self.baseline,
            "tests": evidence.tests,
            "coverage": evidence.coverage,
            "openapi": evidence.operations,
            # Where the branch began no base is compared with: a break is not one that it had already.
            "openapi-base": evidence.base_operations if self.base is not None else None,
            "scan": evidence.scans,
            "markers": evidence.markers,
            "findings": self,
            "branches": self.against.fork if self.against else None,
        }
        if need == "claims":
            return self._unclear
        if need == "branches" and self.against is not None:
            return self.against.problem
        return _LACKING[need] if known[need] is None else ""

    @property
    def _unclear(self) -> str:
        """Why nobody can tell what a change request names, empty where that is known."""
        change = self.change
        if change is None:
            return _LACKING["change"]
        unread = change.claims.unread
        if not unread or change.is_empty or change.exemption is not None or served(self):
            return ""
        return f"{unread}, so nobody can tell whether it names a task"


_LACKING: dict[Need, str] = {
    "base": "no base revision was given to compare with (--base)",
    "history": "the history was not read (--history)",
    "commits": "the history was not read, or no base was given to tell new commits (--history --base)",
    "change": "no change request is judged ('gov pr' judges one)",
    "claims": "no change request is judged ('gov pr' judges one)",
    "files": "no change request is judged whose files are known ('gov pr' judges one)",
    "approvals": "the approvals of the change request are unknown ('gov pr --approved-by' tells them)",
    "policy": "no change request is judged, or what it does to the policy is unknown",
    "baseline": "no baseline is configured ([check] baseline)",
    "tests": "no test results are configured ([evidence] junit)",
    "coverage": "no coverage report is configured ([evidence] coverage)",
    "openapi": "no API description is configured ([evidence] openapi)",
    "openapi-base": "no API description of a base is there to compare with ([evidence] openapi, and --base)",
    "scan": "no scanner's log is configured ([evidence] sarif)",
    "branches": "no branch was given that this one will be merged into (--against)",
    "markers": "no code is configured whose comments may name items ([evidence] markers)",
}
