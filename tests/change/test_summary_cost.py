"""What the summary of a large change costs: whole processes, timed where nothing else runs beside them."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from benchmarks.changed import write_repository
from tests.costs import within

if TYPE_CHECKING:
    from pathlib import Path

_LARGEST_COMMENT = 65_536


@pytest.mark.hard
@pytest.mark.untimed
@pytest.mark.gov("TASK-038.2")
def test_the_summary_of_a_change_of_fifty_files_takes_under_two_seconds(tmp_path: Path) -> None:
    """In a project of 300 items, three times this one, and under the limit of a comment on GitHub."""
    folder = tmp_path / "project"
    write_repository(300, 50, folder)
    words = (
        "pr",
        "--base",
        "main",
        "--body-file",
        ".git/body.md",
        "--title",
        "Count",
        "--format",
        "markdown",
    )

    def cost() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(
            [sys.executable, "-m", "gov", *words], cwd=folder, env={**os.environ, "CI": ""},
            capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert "It serves" in done.stdout, done.stderr
        assert len(done.stdout) < _LARGEST_COMMENT
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    assert (spent := within(2, cost)), spent
