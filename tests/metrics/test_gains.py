"""What would improve a number most."""

from __future__ import annotations

from datetime import date

import pytest

import gov.rules
from gov.config import Configuration
from gov.metrics.gains import Gain, gains
from gov.metrics.known import Known
from gov.metrics.naming import measured
from gov.project import MemoryTree, load_project
from gov.rulebook import Facts, check, load_rulebook

DAY = date(2026, 6, 1)
DOCUMENT = """
# All

### CONST-P1: Tracing

Every change MUST name a task.

### PLAN-001: Alone

**Status**: Active

### PLAN-002: Led

**Status**: Active
**References**: CONST-P1

### TASK-001 Below the lonely one

**Status**: Not Started
**References**: PLAN-001

**Acceptance Criteria**:
- [ ] One
- [ ] Two

### TASK-002 Below it too

**Status**: In Progress
**References**: PLAN-001
**Dependencies**: TASK-001

**Acceptance Criteria**:
- [x] One
- [ ] Two

### TASK-003 Led as well

**Status**: Completed
**References**: PLAN-002
"""


@pytest.fixture(scope="module")
def known() -> Known:
    project = load_project(MemoryTree({"all.md": DOCUMENT.encode()}), Configuration())
    return Known(check(Facts(project, DAY), load_rulebook(gov.rules)), DAY)


def found(known: Known, name: str) -> list[Gain]:
    return list(gains(measured(known)[name], known))


def test_an_item_that_leads_nowhere_takes_along_what_leads_to_it(known: Known) -> None:
    assert found(known, "traceability_coverage") == [
        Gain("Let it lead up to a principle", ("PLAN-001",), 3, 100)
    ]


def test_what_others_wait_for_is_finished_first_then_what_is_nearest_to_its_end(known: Known) -> None:
    assert found(known, "task_completion") == [
        Gain("Finish what 1 waits for", ("TASK-001",), 1, 67),
        Gain("Finish, with one criterion open", ("TASK-002",), 1, 67),
    ]


def test_the_item_with_most_open_criteria_is_the_largest_step(known: Known) -> None:
    assert found(known, "criteria_ticked") == [
        Gain("Meet and tick 2 of its criteria", ("TASK-001",), 2, 75),
        Gain("Meet and tick 1 of its criteria", ("TASK-002",), 1, 50),
    ]


def test_a_number_that_is_better_when_it_is_smaller_falls(known: Known) -> None:
    first = found(known, "findings")[0]

    assert first.value == (measured(known)["findings"].part or 0) - first.more
    assert found(known, "orphans") == []


def test_what_nobody_knows_has_no_step(known: Known) -> None:
    assert found(known, "criteria_shown") == []
    assert found(known, "rules_run") == []
