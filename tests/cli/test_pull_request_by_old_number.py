"""A pull request, or a commit, that names a task by the number that it had."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.running import gov, healthy
from tests.history.repositories import git

if TYPE_CHECKING:
    from pathlib import Path


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


@pytest.mark.gov("TASK-037.2")
def test_no_change_makes_an_open_task_stand_for_one_that_was_done(tmp_path: Path) -> None:
    """It deletes the finished task and writes its number as a former one of another that is open."""
    tasks = (
        "### TASK-001 Write logs\n\n**Status**: Completed\n**References**: PLAN-001\n",
        "### TASK-002 Read logs\n\n**Status**: In Progress\n**References**: PLAN-001\n",
    )
    healthy(tmp_path, tasks_md="\n".join(tasks))
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "-q", "-m", "Begin")
    git(tmp_path, "branch", "-q", "base")
    (tmp_path / "tasks.md").write_text(tasks[1] + "**Formerly**: TASK-001\n")
    (tmp_path / "a.txt").write_text("a\n")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "-q", "-m", "Write logs\n\nTask: TASK-001")
    (tmp_path / ".git" / "body.md").write_text("Task: TASK-001\n")
    words = ("--title", "Write logs", "--body-file", ".git/body.md")

    judged = gov(tmp_path, "pr", "--range", "base..HEAD", *words)

    assert judged.code == 1, judged.out
    assert "ENF-004.unknown-task" in judged.out


@pytest.mark.gov("TASK-037.2")
def test_a_task_that_was_done_stays_so_under_another_number(tmp_path: Path) -> None:
    task = "### TASK-00{} Write logs\n\n**Status**: {}\n**References**: PLAN-001\n"
    healthy(tmp_path, tasks_md=task.format(1, "Completed"))
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "-q", "-m", "Begin")
    git(tmp_path, "branch", "-q", "base")
    (tmp_path / "tasks.md").write_text(task.format(3, "In Progress") + "**Formerly**: TASK-001\n")
    (tmp_path / "a.txt").write_text("a\n")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "-q", "-m", "Write logs\n\nTask: TASK-001")
    (tmp_path / ".git" / "body.md").write_text("Task: TASK-001\n")
    words = ("--title", "Write logs", "--body-file", ".git/body.md")

    judged = gov(tmp_path, "pr", "--range", "base..HEAD", *words)

    assert judged.code == 1, judged.out
    assert "ENF-004.status-forbids" in judged.out
