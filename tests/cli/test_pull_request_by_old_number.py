"""A pull request, or a commit, that names a task by the number that it had."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.running import gov, healthy
from tests.history.repositories import git

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.running import Outcome


@pytest.mark.gov("TASK-039.3")
def test_the_number_that_a_task_had_names_it_in_a_change_request(tmp_path: Path) -> None:
    healthy(tmp_path)
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "-q", "-m", "Begin")
    gov(tmp_path, "renumber", "TASK-001", "TASK-009")
    git(tmp_path, "commit", "-q", "--all", "-m", "Give the task another number\n\nTask: TASK-009")
    git(tmp_path, "branch", "-q", "base")
    (tmp_path / "a.txt").write_text("a\n")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "-q", "-m", "Write logs\n\nTask: TASK-001")
    judged = gov(tmp_path, "pr", "--range", "base..HEAD")
    checked = gov(tmp_path, "check", "--base", "base", "--history", "--format", "concise")

    assert judged.code == 0, judged.out
    assert "unknown-task" not in judged.out
    assert "commit-unknown-task" not in checked.out


def judged(folder: Path, before: str, after: str) -> Outcome:
    """What the gate says of a change of the tasks that names the one of before."""
    healthy(folder, tasks_md=before)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "--all")
    git(folder, "commit", "-q", "-m", "Begin")
    git(folder, "branch", "-q", "base")
    (folder / "tasks.md").write_text(after)
    (folder / "a.txt").write_text("a\n")
    git(folder, "add", "--all")
    git(folder, "commit", "-q", "-m", "Write logs\n\nTask: TASK-001")
    (folder / ".git" / "body.md").write_text("Task: TASK-001\n")
    return gov(folder, "pr", "--range", "base..HEAD", "--title", "Write logs", "--body-file", ".git/body.md")


@pytest.mark.gov("TASK-037.2")
def test_no_change_makes_an_open_task_stand_for_one_that_was_done(tmp_path: Path) -> None:
    """It deletes the finished task and writes its number as a former one of another that is open."""
    done = "### TASK-001 Write logs\n\n**Status**: Completed\n**References**: PLAN-001\n"
    still = "### TASK-002 Read logs\n\n**Status**: In Progress\n**References**: PLAN-001\n"

    told = judged(tmp_path, f"{done}\n{still}", f"{still}**Formerly**: TASK-001\n")

    assert told.code == 1, told.out
    assert "ENF-004.unknown-task" in told.out


@pytest.mark.gov("TASK-037.2")
def test_a_task_that_was_done_stays_so_under_another_number(tmp_path: Path) -> None:
    task = "### TASK-00{} Write logs\n\n**Status**: {}\n**References**: PLAN-001\n"
    renumbered = task.format(3, "In Progress") + "**Formerly**: TASK-001\n"

    told = judged(tmp_path, task.format(1, "Completed"), renumbered)

    assert told.code == 1, told.out
    assert "ENF-004.status-forbids" in told.out
