"""The kinds of items, their statuses and the names of their fields, as they are without configuration.

The words are those of the documents this tool grew up with; a team with other words adds them in `gov.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

__all__ = [
    "CRITERION_TO_WRITE", "DEFAULT_ALIASES", "DEFAULT_KINDS", "EFFORTS", "GENERATED", "Kind", "Phase",
    "SectionName",
]  # fmt: skip

Phase = Literal["proposed", "open", "running", "blocked", "done", "retired"]

# What a new task holds until somebody writes its criterion, and by which the check knows it again.
CRITERION_TO_WRITE = "State an outcome that somebody else can check"

# Files that programs write, whose lines nobody reviews.
GENERATED = ("*.lock", "*.lock.json", "package-lock.json", "requirements*.lock")

EFFORTS: dict[str, str] = {
    "s": "S", "small": "S", "m": "M", "medium": "M", "l": "L", "large": "L", "xl": "XL", "extra large": "XL",
    "extra-large": "XL",
}  # fmt: skip


class SectionName(NamedTuple):
    """A section an item or document must have, under any of its names; the first is the one messages use."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of governed item.

    `prefix` and `width` make its identifiers (`TASK-` and 3: TASK-001); `levels` is how many numbers an
    identifier has (`REQ-01-003` has two). `statuses` maps each status to the phase of life it stands for.
    `references` are the kinds its **References** may name (empty: any), `upstream` those of which it needs at
    least one. `implemented_by` are the kinds one of which should refer to it. `alone` says that a document
    declares one item, in its first heading.
    """

    prefix: str
    width: int = 3
    noun: str = ""
    levels: int = 1
    statuses: dict[str, Phase] = field(default_factory=dict)
    required_fields: tuple[str, ...] = ()
    required_sections: tuple[SectionName, ...] = ()
    references: tuple[str, ...] = ()
    upstream: tuple[str, ...] = ()
    implemented_by: tuple[str, ...] = ()


_TASK: dict[str, Phase] = {
    "Not Started": "open",
    "In Progress": "running",
    "Blocked": "blocked",
    "Completed": "done",
}
_PLAN: dict[str, Phase] = {
    "Draft": "proposed", "Proposed": "proposed", "Planned": "open", "Not Started": "open",
    "Accepted": "open", "Approved": "open", "Active": "running", "In Progress": "running",
    "Ongoing": "running", "Blocked": "blocked", "On Hold": "blocked", "Completed": "done",
    "Implemented": "done", "Rejected": "retired", "Deprecated": "retired", "Superseded": "retired",
    "Withdrawn": "retired",
}  # fmt: skip
_SPEC: dict[str, Phase] = {
    "Draft": "proposed", "Proposed": "proposed", "Review": "proposed", "In Review": "proposed",
    "Approved": "open", "Accepted": "open", "Active": "running", "In Progress": "running",
    "Implemented": "done", "Completed": "done", "Rejected": "retired", "Deprecated": "retired",
    "Superseded": "retired", "Withdrawn": "retired",
}  # fmt: skip
_DECISION: dict[str, Phase] = {
    "Draft": "proposed", "Proposed": "proposed", "Accepted": "done", "Rejected": "retired",
    "Deprecated": "retired", "Superseded": "retired",
}  # fmt: skip

DEFAULT_KINDS: dict[str, Kind] = {
    # The required sections of a principle are those of the constitution as a whole.
    "principle": Kind(
        "CONST-P", width=1, noun="principle", implemented_by=("plan", "spec", "task", "decision"),
        required_sections=(
            SectionName(("Governance", "Amendment", "Amendments", "Amending", "Enforcement", "Compliance",
                         "Review", "Gouvernance", "Amendements", "Gobernanza", "Governança", "ガバナンス",
                         "改正")),
        ),
    ),
    "plan": Kind(
        "PLAN-", noun="plan item", statuses=_PLAN, required_fields=("status",),
        references=("principle", "plan", "spec", "decision"), upstream=("principle",),
        implemented_by=("spec", "task"),
    ),
    "spec": Kind(
        "SPEC-", noun="specification", statuses=_SPEC, references=("principle", "plan", "spec", "decision"),
        upstream=("plan", "principle"), implemented_by=("task",),
    ),
    "task": Kind(
        "TASK-", noun="task", statuses=_TASK, required_fields=("status", "references", "assignee", "effort"),
        references=("principle", "plan", "spec", "decision", "task"), upstream=("plan", "spec"),
    ),
    "decision": Kind(
        "ADR-", width=4, noun="decision", statuses=_DECISION,
        required_sections=(
            SectionName(
                ("Context", "Context and Problem Statement", "Problem", "Problem Statement", "Background",
                 "Issue", "Motivation", "Situation", "Contexte", "Kontext", "Contexto", "Contesto", "背景",
                 "コンテキスト")
            ),
            SectionName(
                ("Decision", "Decision Outcome", "Decisions", "Outcome", "Solution", "Resolution",
                 "Our Decision",
                 "Décision", "Entscheidung", "Decisión", "Decisão", "Decisione", "決定")
            ),
            SectionName(
                ("Consequences", "Positive Consequences", "Negative Consequences",
                 "Pros and Cons of the Options", "Considered Options", "Options Considered", "Options",
                 "Alternatives", "Alternatives Considered", "Considered Alternatives",
                 "Consequences and Risks",
                 "Consequence", "Implications", "Impact", "Trade-offs", "Conséquences", "Konsequenzen",
                 "Consecuencias", "Consequências", "Conseguenze",
                 "結果", "影響")
            ),
        ),
        upstream=("principle",),
    ),
    "rule": Kind("ENF-", noun="enforcement rule"),
}  # fmt: skip

DEFAULT_ALIASES: dict[str, tuple[str, ...]] = {
    "status": ("Status", "State"),
    "references": ("References", "Reference", "Refs", "Traces to", "Traceability", "Implements"),
    "assignee": ("Assignee", "Assigned to", "Owner", "Responsible"),
    "effort": ("Estimated Effort", "Effort", "Estimate"),
    "dependencies": ("Dependencies", "Dependency", "Depends on"),
    "criteria": ("Acceptance Criteria", "Acceptance Criterion", "Acceptance", "Definition of Done"),
    "notes": ("Implementation Notes", "Notes", "Note"),
    "reason": ("Blocked Reason", "Reason", "Blocker", "Blockers", "Blocked by", "Blocked on", "Waiting for"),
    "supersedes": ("Supersedes", "Replaces", "Supercedes"),
    "superseded-by": ("Superseded by", "Replaced by", "Superceded by"),
    "formerly": ("Formerly", "Formerly known as", "Former identifier", "Renumbered from"),
    "version": ("Version", "Constitution Version"),
    "date": ("Date", "Decision Date", "Decided", "Decided on"),
    "ratified": ("Ratified", "Ratification Date", "Ratified on", "Adopted", "Effective", "Effective Date"),
    "amended": ("Last Amended", "Last Amendment", "Amended", "Last Updated", "Last Modified", "Updated"),
    "deciders": ("Deciders", "Decision-makers", "Decision makers"),
    "review": ("Next Review", "Next Review Date", "Review by", "Review due"),
    "reviewed": ("Last Review", "Last Reviewed", "Reviewed on", "Review Date"),
}
