"""A small project whose every number was counted by hand, with three commits of its past."""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING

from tests.cli.running import write
from tests.history.repositories import QUIET, git

if TYPE_CHECKING:
    from pathlib import Path

# 2026-06-01, the day on which everything is counted.
DAY = "1780272000"

SETTINGS = """
    [project]
    kinds = ["principle", "plan", "task", "decision"]

    [evidence]
    junit = ["reports/junit.xml"]

    [change]
    log = "gate.jsonl"

    [[metrics]]
    name = "open-without-owner"
    title = "Open tasks without an owner"
    of = "task"
    where = { assignee = "none" }
    out-of = { phase = ["open", "running", "blocked"] }

    [[metrics]]
    name = "first-principle"
    title = "What serves the first principle"
    of = ["task", "plan"]
    where = { principle = "CONST-P1" }
"""
CONSTITUTION = """
    # Constitution

    ### CONST-P1: Tracing

    Every change MUST name a task.

    ### CONST-P2: Silence

    Nobody MUST speak.

    ## Governance

    A principle is changed by decision.

    **Version**: 1.0.0
    **Ratified**: 2026-01-05
    **Last Amended**: 2026-01-05
    **Next Review**: 2026-05-01
"""
PLAN = """
    # Plan

    ### PLAN-001: Logs

    **Status**: Active
    **References**: CONST-P1 (Tracing)
    **Next Review**: 2026-12-01

    Logs are JSON.

    ### PLAN-002: Alarms

    **Status**: Active
    **References**: CONST-P1 (Tracing)

    Alarms ring.

    ### PLAN-003: Pigeons

    **Status**: Proposed
    **References**: CONST-P2 (Silence)

    Pigeons carry mail.
"""
TASKS = """
    # Tasks

    ### TASK-001 Write logs

    **Status**: {first}
    **References**: PLAN-001 (Logs)
    **Assignee**: Mira
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [x] Each line of the log is one JSON object
    - [x] Each line holds an identifier

    ### TASK-002 Ship logs

    **Status**: In Progress
    **References**: PLAN-001 (Logs)
    **Assignee**: Vacant
    **Estimated Effort**: M

    **Acceptance Criteria**:
    - [x] A line is found in the store
    - [ ] A line is found within one minute

    ### TASK-003 Feed pigeons

    **Status**: Blocked
    **Blocked Reason**: No pigeon is here
    **References**: PLAN-099
    **Assignee**: Mira
    **Estimated Effort**: S

    **Acceptance Criteria**:
    - [ ] A pigeon is fed
"""
DECISION = """
    # ADR-0001: Write JSON

    **Status**: {status}
    **Date**: 2026-03-01
    **References**: CONST-P1

    ## Context

    Logs are read by machines.

    ## Decision

    JSON.

    ## Consequences

    Readers need a tool.
"""
JUNIT = """
    <testsuite name="all" tests="2">
      <testcase classname="a" name="test_TASK-001.1">
        <properties><property name="gov" value="TASK-001.1"/></properties>
      </testcase>
      <testcase classname="a" name="test_b"><properties><property name="gov" value="TASK-002.1"/></properties>
        <failure message="no"/>
      </testcase>
    </testsuite>
"""
LOG = (
    {"kind": "exempt", "reason": "bot", "number": 7},
    {
        "kind": "override", "reason": "it burns", "number": 8, "codes": ["ENF-004"], "until": "2026-05-12",
        "follow_up": "TASK-002",
    },
)  # fmt: skip


def counted_by_hand(folder: Path) -> Path:
    """Write the project, with a commit on 1 March, 11 March and 31 March 2026."""
    write(folder, {
        "gov.toml": SETTINGS, "constitution.md": CONSTITUTION, "plan.md": PLAN, "reports/junit.xml": JUNIT,
        "tasks.md": TASKS.format(first="In Progress"), "adr/0001-json.md": DECISION.format(status="Proposed"),
        "gate.jsonl": "",
    })  # fmt: skip
    (folder / "gate.jsonl").write_text("".join(f"{json.dumps(_logged(**entry))}\n" for entry in LOG))
    git(folder, "init", "-q", "-b", "main")
    commit_on(folder, "2026-03-01", "Begin")
    write(folder, {"adr/0001-json.md": DECISION.format(status="Accepted")})
    commit_on(folder, "2026-03-11", "Decide")
    write(folder, {"tasks.md": TASKS.format(first="Completed")})
    commit_on(folder, "2026-03-31", "Finish\n\nTask: TASK-001")
    return folder


def commit_on(folder: Path, day: str, message: str) -> None:
    """Commit everything at noon of a day."""
    moment = f"{day}T12:00:00Z"
    git(folder, "add", "--all")
    subprocess.run(
        ["git", "commit", "-q", "--allow-empty", "-m", message], cwd=folder, check=True,
        env={**os.environ, **QUIET, "GIT_COMMITTER_DATE": moment, "GIT_AUTHOR_DATE": moment},
    )  # fmt: skip


def _logged(**said: object) -> dict[str, object]:
    entry = {
        "version": 1, "day": "2026-05-05", "host": "github", "number": 1, "head": "a" * 40, "who": "Ada",
        "codes": [], "until": None, "follow_up": None,
    }  # fmt: skip
    return entry | said
