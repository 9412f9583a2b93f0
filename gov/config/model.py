"""The settings of a project as frozen values, with the defaults that a folder without configuration gets.

Plain dataclasses: the schema library is imported only where a configuration file has to be read (see
`reading`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from gov.config.defaults import DEFAULT_ALIASES, DEFAULT_KINDS, GENERATED, Kind, Phase, SectionName

if TYPE_CHECKING:
    from gov.config.measuring import Alert, UserMetric

__all__ = [
    "ChangeSettings",
    "CheckSettings",
    "Configuration",
    "EvidenceSettings",
    "Forbid",
    "FreshnessSettings",
    "Kind",
    "Phase",
    "ProjectSettings",
    "Require",
    "SectionName",
    "Select",
    "SeverityName",
    "UserRule",
]  # fmt: skip

SeverityName = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class ProjectSettings:
    """Which project this is and which documents govern it.

    `kinds` are the kinds the project keeps: one without a single item is an error. `documents` and `exclude`
    are patterns as in `.gitignore`, relative to the configuration file; without `documents` they are found by
    content.
    """

    name: str = ""
    kinds: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """Which diagnostics run, how severe each is, and from which severity on the check fails.

    Codes may be whole (`ENF-005.dangling`) or a family (`ENF-005`). `baseline` is the file that holds the
    findings a project has set aside, relative to the configuration file; empty for none.
    """

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: dict[str, tuple[str, ...]] = field(default_factory=dict)
    severity: dict[str, SeverityName] = field(default_factory=dict)
    fail_on: SeverityName = "error"
    baseline: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceSettings:
    """Which files hold what other tools found: patterns as in `.gitignore`, relative to the settings' file.

    `markers` are the files whose comments may name items; `minimum_coverage` is in percent, 0 for none.
    """

    junit: tuple[str, ...] = ()
    coverage: tuple[str, ...] = ()
    minimum_coverage: int = 0
    openapi: str = ""
    sarif: tuple[str, ...] = ()
    markers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeSettings:
    """What a change request has to say, and who need not.

    `kinds` are the kinds of items one of which it names. `exempt_paths`, `generated` and `architecture` are
    patterns as in `.gitignore`, relative to the repository's top folder: files that need no task where a
    change says `No-Task:` and why, files whose lines do not count, and files whose change needs a decision.
    `bots` are authors, bots by their host's word, that need no task. `override_label` is the label without
    which no override holds, `overridable` are the codes and families that one may set aside, and for
    `override_days` at most. `read_branch` takes identifiers from the name of the branch as well.
    `most_lines` is how many changed lines a reviewer can be asked to read. `template` is what a description
    begins as. `log` is the file of what was exempt and overridden, relative to the settings' file.
    """

    kinds: tuple[str, ...] = ("task",)
    exempt_paths: tuple[str, ...] = ()
    bots: tuple[str, ...] = ()
    override_label: str = "governance-override"
    overridable: tuple[str, ...] = ("ENF-004",)
    override_days: int = 7
    read_branch: bool = False
    most_lines: int = 300
    generated: tuple[str, ...] = GENERATED
    architecture: tuple[str, ...] = ()
    approvals: int = 1
    template: str = ""
    log: str = ""


@dataclass(frozen=True, slots=True)
class FreshnessSettings:
    """After how many days without a change something counts as forgotten."""

    stalled_after: int = 30
    proposed_for: int = 90


@dataclass(frozen=True, slots=True)
class Select:
    """Which items a team's own rule is about: all given conditions hold together."""

    kind: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Require:
    """What a selected item must have: fields, sections, or at least `minimum` references of some kinds.

    `direction` is `up` for what the item refers to and `down` for what refers to it.
    """

    kinds: tuple[str, ...] = ()
    direction: Literal["up", "down"] = "up"
    minimum: int = 1
    target_status: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Forbid:
    """What a selected item must not have: references of some kinds (or to some statuses), or fields."""

    kinds: tuple[str, ...] = ()
    direction: Literal["up", "down"] = "up"
    target_status: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UserRule:
    """A team's own rule, written in TOML: which items, what they need or must not have, and what to say."""

    code: str
    message: str
    select: Select = field(default_factory=Select)
    require: Require | None = None
    forbid: Forbid | None = None
    severity: SeverityName = "error"
    help: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Configuration:
    """All settings of one project, read once.

    `metrics` are numbers of a team's own, `alerts` say when a number is an alarm.
    `reciprocal` pairs the names of two fields: what one item names in the first, names it in the second.
    """

    project: ProjectSettings = field(default_factory=ProjectSettings)
    check: CheckSettings = field(default_factory=CheckSettings)
    kinds: dict[str, Kind] = field(default_factory=lambda: dict(DEFAULT_KINDS))
    fields: dict[str, tuple[str, ...]] = field(default_factory=lambda: dict(DEFAULT_ALIASES))
    rules: tuple[UserRule, ...] = ()
    path: str = ""
    evidence: EvidenceSettings = field(default_factory=EvidenceSettings)
    freshness: FreshnessSettings = field(default_factory=FreshnessSettings)
    reciprocal: dict[str, str] = field(default_factory=dict)
    change: ChangeSettings = field(default_factory=ChangeSettings)
    metrics: tuple[UserMetric, ...] = ()
    alerts: tuple[Alert, ...] = ()

    @property
    def is_advisory(self) -> bool:
        """Whether the project has not said which kinds it keeps: absence of a kind is then only a warning."""
        return not self.project.kinds
