"""The examples in the help of every command run, on a copy of this project's own documents."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import click
import pytest

from gov.cli._command import command
from tests.history.repositories import git

if TYPE_CHECKING:
    from pathlib import Path

# `init` is for a folder that is no project yet, and this one's command line has no folder of that name.
FRESH = {"gov init"}
MISSING = {"gov init services/billing"}
# What a run of tests would have left.
REPORT = '<testsuite name="tests"><testcase classname="tests" name="test_start"/></testsuite>'


# What asks git for a revision.
OF_GIT = {"diff", "history", "report", "pr", "commit-msg", "--base", "--history", "--against"}


def commit_all(folder: Path) -> None:
    """Make a repository of a folder, with the names of revisions that the examples use."""
    git(folder, "init", "-q", "-b", "side")
    git(folder, "add", "--all")
    git(folder, "commit", "-q", "-m", "Begin")
    for name in ("refs/tags/v1.2", "refs/tags/v1.3", "refs/remotes/origin/main"):
        git(folder, "update-ref", name, "HEAD")


def examples() -> list[str]:
    """Every line below a command's *Examples* that calls the command."""
    found = []
    with click.Context(command) as context:
        for name in command.list_commands(context):
            made = command.get_command(context, name)
            assert made is not None
            _, _, after = (made.help or "").partition("Examples:")
            found += [line.strip() for line in after.splitlines() if line.strip().startswith("gov ")]
    return found


def test_every_command_has_an_example() -> None:
    """Help without one explains nothing."""
    with click.Context(command) as context:
        names = command.list_commands(context)

    assert {example.split()[1] for example in examples()} == set(names)


def marked(example: str) -> pytest.ParameterSet:
    """An example; the plain check shows besides that our own documents have no error."""
    marks = [pytest.mark.gov("TASK-016.1", "TASK-027.2")] if example == "gov check" else []
    return pytest.param(example, marks=marks)


def open_task(root: Path) -> str:
    """A task of this repository that a change may name: one in progress, else one not begun."""
    text = (root / "docs/governance/tasks.md").read_text(encoding="utf-8")
    status = r"\*\*Status\*\*: (In Progress|Not Started)"
    found: list[tuple[str, str]] = re.findall(rf"^### (TASK-[0-9]{{3}}): .*\n\n{status}", text, re.MULTILINE)
    return min(found, key=lambda one: (one[1], one[0]))[0]


@pytest.mark.parametrize("example", list(map(marked, examples())))
@pytest.mark.gov("TASK-023.1")
def test_an_example_runs(example: str, tmp_path: Path, root: Path) -> None:
    """What follows a pipe or a redirection belongs to the shell and is left out."""
    if example not in FRESH:
        shutil.copytree(root / "docs" / "governance", tmp_path / "docs" / "governance")
        shutil.copy(root / "gov.toml", tmp_path)
        (tmp_path / "reports").mkdir()
        (tmp_path / "reports" / "junit.xml").write_text(REPORT, encoding="utf-8")
    if example in MISSING:
        (tmp_path / "services" / "billing").mkdir(parents=True)
    words = shlex.split(example.partition(" | ")[0].partition(" > ")[0])
    if OF_GIT & set(words):
        commit_all(tmp_path)
    if words[1] == "commit-msg":
        (tmp_path / ".git" / "COMMIT_EDITMSG").write_text(
            f"Say it\n\nTask: {open_task(root)}\n", encoding="utf-8"
        )
    if words[1] == "pr":
        # A branch of one commit, which names a task that is open.
        task = open_task(root)
        (tmp_path / "body.md").write_text(f"Task: {task}\n", encoding="utf-8")
        git(tmp_path, "add", "--all")
        git(tmp_path, "commit", "-q", "-m", f"Say it\n\nTask: {task}")

    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr
