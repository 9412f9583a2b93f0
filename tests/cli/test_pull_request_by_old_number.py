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
