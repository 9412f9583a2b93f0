"""What a hostile description may cost: four times the longest that GitHub takes, in a second.

Times are processor times of the command and the git it starts, held against those of a short description.
"""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.change.test_texts import HOSTILE, files_of, project
from tests.cli.running import environment
from tests.history.repositories import git

if TYPE_CHECKING:
    from pathlib import Path

SECONDS = 1.0
# What a short description costs on a machine that does nothing else: on one that is slower, all is.
CONTROL = 0.35
# Four times what GitHub takes as a description.
SIZE = 1 << 18
LONG = [path for path in HOSTILE if "-size-" in path.name]


def cost(folder: Path, body: Path) -> tuple[int, float, str]:
    """The exit code of the gate for a description, its processor time, and what went wrong."""
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
    return (
        process.returncode,
        usage.ru_utime + usage.ru_stime,
        (folder / "errors").read_text(errors="replace"),
    )


@pytest.mark.hard
@pytest.mark.parametrize("document", LONG, ids=lambda path: path.stem)
@pytest.mark.gov("TASK-036.3")
def test_a_long_description_of_anything_is_judged_within_a_second(document: Path, tmp_path: Path) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    for path, data in project().items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(data)
    git(folder, "init", "-q")
    git(folder, "add", "--all")
    git(folder, "commit", "-q", "-m", "Begin")
    git(folder, "commit", "-q", "--allow-empty", "-m", "Change")
    piece = files_of(document)[0]["CHANGE"].partition(b"\n\n")[2]
    body = tmp_path / "body.md"
    body.write_bytes((piece * (SIZE // len(piece) + 1))[:SIZE])

    (tmp_path / "short.md").write_text("The form.\n")
    control = min(cost(folder, tmp_path / "short.md")[1] for _ in range(2))
    code, seconds, errors = min((cost(folder, body) for _ in range(2)), key=lambda found: found[1])

    assert code == 1, errors[-2000:]
    assert seconds < SECONDS * control / CONTROL
