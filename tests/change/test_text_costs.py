"""What a hostile description may cost: the longest that GitLab takes, in a second.

Times are processor times of the command and the git it starts.
"""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.change.test_texts import HOSTILE, files_of, project
from tests.cli.running import environment
from tests.costs import Spent, within
from tests.history.repositories import git

if TYPE_CHECKING:
    from pathlib import Path

SECONDS = 1.0
# What GitLab takes as a description, and sixteen times what GitHub does.
SIZE = 1 << 20
LONG = [path for path in HOSTILE if "-size-" in path.name]
# As much as is read of each, and hardly less than is not: no two lines alike.
FULL = {
    "items": "\n".join(f"TASK-{number:06d} and words to the end of it" * 2 for number in range(1000, 5900)),
    "listed": "\n".join(f"- [ ] TASK-{number % 4000:06d}" for number in range(29_000)),
    "headings": "\n".join(f"# TASK-{1000 + number % 4000:06d}" for number in range(39_000)),
    "lines": "\n".join(f"line {number}" for number in range(59_000)),
    "near": "\n".join(f"task {number:06d}" for number in range(9_000)),
    "struck": "".join(f"~~TASK-{number % 4000:06d}~~ <del>no</del>\n" for number in range(14_500)),
}


def cost(folder: Path, body: Path) -> float:
    """The processor time of the gate for a description without a task, which it refuses."""
    words = (
        "pr",
        "--base",
        "HEAD~1",
        "--title",
        "Sign users in",
        "--body-file",
        str(body),
        "--format",
        "json",
    )
    with (folder / "out").open("wb") as out, (folder / "errors").open("wb") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "gov", *words], cwd=folder, stdout=out, stderr=errors, env=environment()
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 1, (folder / "errors").read_text(errors="replace")[-2000:]
    return usage.ru_utime + usage.ru_stime


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with one change."""
    folder = tmp_path / "project"
    folder.mkdir()
    for path, data in project().items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(data)
    git(folder, "init", "-q")
    git(folder, "add", "--all")
    git(folder, "commit", "-q", "-m", "Begin")
    (folder / "form.py").write_text("FORM = 1\n")
    git(folder, "add", "--all")
    git(folder, "commit", "-q", "-m", "Change")
    return folder


def refused(folder: Path, data: bytes) -> Spent:
    """Whether a description without a task is refused in time."""
    body = folder.parent / "body.md"
    body.write_bytes(data)
    return within(SECONDS, lambda: cost(folder, body))


@pytest.mark.hard
@pytest.mark.untimed
@pytest.mark.parametrize("document", LONG, ids=lambda path: path.stem)
@pytest.mark.gov("TASK-036.3")
def test_a_long_description_of_anything_is_judged_within_a_second(document: Path, folder: Path) -> None:
    piece = files_of(document)[0]["CHANGE"].partition(b"\n\n")[2]

    assert (spent := refused(folder, (piece * (SIZE // len(piece) + 1))[:SIZE])), spent


@pytest.mark.hard
@pytest.mark.untimed
@pytest.mark.parametrize("name", FULL)
def test_what_is_read_to_the_end_is_judged_within_a_second(name: str, folder: Path) -> None:
    assert (spent := refused(folder, FULL[name].encode())), spent
