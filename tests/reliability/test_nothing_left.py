"""A check looks and touches nothing: not the folder, not git, not the places for temporary files."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from tests.history.repositories import QUIET, git, repository
from tests.reliability import projects

if TYPE_CHECKING:
    from pathlib import Path


def state(folder: Path) -> dict[str, tuple[bytes, int, int]]:
    """Every file and folder with its bytes, its mode and its time of change."""
    found = {}
    for path in sorted((folder, *folder.rglob("*"))):
        status = path.lstat()
        data = path.read_bytes() if path.is_file() else b""
        found[str(path.relative_to(folder))] = (data, status.st_mode, status.st_mtime_ns)
    return found


def start(project: Path, scratch: Path, *words: str) -> subprocess.Popen[bytes]:
    """A command whose temporary files and home would be in `scratch`."""
    places = {"TMPDIR": str(scratch), "HOME": str(scratch), "XDG_CACHE_HOME": str(scratch)}
    return subprocess.Popen(
        [sys.executable, "-m", "gov", *words],
        cwd=project, env={**QUIET, **places}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def governed(tmp_path: Path, count: int) -> tuple[Path, Path]:
    """A repository with ignored documents and a split index, which git itself touches when reading."""
    files = {name: data.decode() for name, data in projects.circle(count).items()}
    project = repository(tmp_path / "project", {**files, ".gitignore": "tasks/\n"})
    git(project, "update-index", "--split-index")
    (tmp_path / "scratch").mkdir()
    return project, tmp_path / "scratch"


def test_no_command_that_looks_leaves_anything_behind(tmp_path: Path) -> None:
    project, scratch = governed(tmp_path, 20)
    before = state(project)
    for words in (
        ["check"],
        ["check", "--format", "json"],
        ["check", "--format", "github"],
        ["list"],
        ["graph"],
        ["rules"],
        ["graph", "--format", "graphml"],
        ["show", "TASK-004"],
        ["trace", "TASK-004"],
        ["impact", "CONST-P1"],
        ["explain", "ENF-005.dangling"],
        ["check", "gone.md"],
        ["show", "TASK-999"],
    ):
        process = start(project, scratch, *words)
        _, errors = process.communicate(timeout=60)
        assert b"Traceback" not in errors
    assert state(project) == before
    assert list(scratch.iterdir()) == []


def test_a_check_that_is_stopped_leaves_nothing_behind(tmp_path: Path) -> None:
    project, scratch = governed(tmp_path, 3000)
    before = state(project)
    ended = set()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGKILL):
        for wait in (0.05, 0.2, 0.35):
            process = start(project, scratch, "check")
            time.sleep(wait)
            process.send_signal(number)
            process.communicate(timeout=60)
            ended.add(process.returncode)
    assert {-signal.SIGTERM, -signal.SIGKILL} <= ended
    assert state(project) == before
    assert list(scratch.iterdir()) == []
