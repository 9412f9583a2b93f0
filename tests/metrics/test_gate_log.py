"""What the gate let in, counted by hand on a small log."""

from datetime import date

import pytest

from gov.change.log import LogEntry
from gov.config import Configuration
from gov.metrics import Share, gate_log
from gov.metrics.gate_log import DEFINITIONS
from gov.project import MemoryTree, Project, load_project

TODAY = date(2026, 6, 10)
TASKS = """\
### TASK-001 Done
**Status**: Completed

### TASK-002 Open
**Status**: Not Started

### TASK-003 Withdrawn
**Status**: Cancelled

### TASK-015 Done under another number
**Status**: Completed
**Formerly**: TASK-005
"""


def project() -> Project:
    return load_project(MemoryTree({"tasks.md": TASKS.encode()}), Configuration())


def exempt(number: int | None, reason: str = "bot", head: str = "a" * 40, day: int = 1) -> LogEntry:
    return LogEntry(date(2026, 6, day), "github", number, head, "exempt", reason, "dependabot[bot]")


def override(
    number: int, until: int, follow_up: str = "TASK-002", reason: str = "it burns", day: int = 1
) -> LogEntry:
    return LogEntry(
        date(2026, 6, day), "github", number, f"{day:040x}", "override", reason, "mira", ("ENF-004",),
        date(2026, 6, until), follow_up,
    )  # fmt: skip


def test_nothing_logged_is_nothing_counted() -> None:
    measured = gate_log(project(), (), TODAY)

    assert measured.whole == 0
    assert measured.reasons == ()
    assert measured.owed.share == Share(0, 0)


def test_kinds_and_reasons_are_counted() -> None:
    logged = [exempt(1), exempt(2), exempt(3, "revert"), override(4, 12), override(5, 12, reason="hurry")]

    measured = gate_log(project(), logged, TODAY)

    assert (measured.exempt.share, measured.overridden.share) == (Share(3, 5), Share(2, 5))
    assert [(one.kind, one.reason, len(one.entries)) for one in measured.reasons] == [
        ("exempt", "bot", 2),
        ("exempt", "revert", 1),
        ("override", "hurry", 1),
        ("override", "it burns", 1),
    ]


@pytest.mark.gov("TASK-037.3")
def test_overrides_run_on_their_last_day_and_have_ended_on_the_next() -> None:
    measured = gate_log(project(), [override(1, 9), override(2, 10), override(3, 11)], TODAY)

    assert [entry.number for entry in measured.running.entries] == [2, 3]
    assert [entry.number for entry in measured.ended.entries] == [1]


@pytest.mark.parametrize(
    ("until", "follow_up", "followed_up", "owed"),
    [
        (11, "TASK-001", 1, 0),
        (11, "TASK-002", 0, 0),
        (9, "TASK-001", 1, 0),
        (9, "TASK-002", 0, 1),
        (9, "TASK-003", 0, 1),
        (9, "TASK-099", 0, 1),
        (9, "TASK-005", 1, 0),
    ],
)
def test_what_ran_out_is_owed_until_its_task_is_done(
    until: int, follow_up: str, followed_up: int, owed: int
) -> None:
    measured = gate_log(project(), [override(1, until, follow_up)], TODAY)

    assert (measured.followed_up.share, measured.owed.share) == (Share(followed_up, 1), Share(owed, 1))


def test_a_change_that_was_judged_often_counts_once_as_it_was_last() -> None:
    logged = [override(1, 14, day=5), override(1, 9, day=4), exempt(2), exempt(2, head="b" * 40)]

    measured = gate_log(project(), logged, TODAY)

    assert measured.whole == 2
    assert [entry.until for entry in measured.running.entries] == [date(2026, 6, 14)]


def test_changes_without_a_number_are_known_by_their_commit() -> None:
    measured = gate_log(project(), [exempt(None), exempt(None), exempt(None, head="b" * 40)], TODAY)

    assert measured.exempt.share == Share(2, 2)


def test_each_number_is_one_named_metric() -> None:
    measured = gate_log(project(), [exempt(1)], TODAY)

    counts = (
        measured.exempt, measured.overridden, measured.running, measured.ended, measured.followed_up,
        measured.owed,
    )  # fmt: skip
    assert tuple(count.definition for count in counts) == DEFINITIONS
    assert len({definition.name for definition in DEFINITIONS}) == len(DEFINITIONS) == 6
