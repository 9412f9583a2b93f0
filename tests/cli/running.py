"""Run the real command on small projects."""

import contextlib
import io
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import pytest

from gov.cli import run

HEALTHY = {
    "gov.toml": """
        [project]
        kinds = ["principle", "plan", "task"]
    """,
    "constitution.md": """
        # Constitution

        ### CONST-P1: Change Traceability

        Every change MUST name the task it serves.

        ## Governance

        A principle is changed by decision.

        **Version**: 1.0.0
        **Ratified**: 2026-01-05
        **Last Amended**: 2026-01-05
    """,
    "plan.md": """
        # Plan

        ### PLAN-001: Structured Logging

        **Status**: Active
        **References**: CONST-P1 (Change Traceability)

        Logs are JSON.
    """,
    "tasks.md": """
        # Tasks

        ### TASK-001 Write JSON Logs

        **Status**: In Progress
        **References**: PLAN-001 (Structured Logging)
        **Assignee**: Mira
        **Estimated Effort**: S

        **Acceptance Criteria**:
        - [x] Each line of the log is one JSON object
        - [ ] Each line holds the request's identifier

        ### TASK-002 Ship Logs

        **Status**: Not Started
        **References**: PLAN-001 (Structured Logging)
        **Assignee**: Vacant
        **Estimated Effort**: M
        **Dependencies**: TASK-001

        **Acceptance Criteria**:
        - [ ] A line of the log is found in the store within one minute
    """,
}


# A pipeline that runs these tests is no pipeline of the projects in them.
_OF_HOSTS = ("GITHUB_", "GITEA_", "FORGEJO_", "CI_", "GITLAB_")


@dataclass(frozen=True)
class Outcome:
    """What a command came to."""

    code: int
    out: str
    err: str


def write(folder: Path, files: dict[str, str]) -> Path:
    """Write files, their common indentation removed, and give the folder."""
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dedent(text).lstrip("\n"), encoding="utf-8", newline="")
    return folder


def healthy(folder: Path, **changed: str) -> Path:
    """Write a healthy project, some of its files changed: `tasks_md="..."`."""
    return write(folder, HEALTHY | {name.replace("_", "."): text for name, text in changed.items()})


def environment(**variables: str) -> dict[str, str]:
    """The environment of a user without wishes, and some of their own."""
    unwanted = {
        "NO_COLOR",
        "FORCE_COLOR",
        "GITHUB_WORKSPACE",
        "SOURCE_DATE_EPOCH",
        "PYTHONIOENCODING",
        "LC_ALL",
    }
    kept = {k: v for k, v in os.environ.items() if k not in unwanted and not k.startswith(_OF_HOSTS)}
    return kept | {"LANG": "C.UTF-8", **variables}


# What the interpreter reads when it starts.
_OF_PYTHON = ("PYTHON", "LANG", "LC_", "TZ")


def gov(cwd: Path, *arguments: str, **variables: str) -> Outcome:
    """Run `gov` in a folder.

    It runs within the process of the tests, which saves starting Python and tells which lines ran. What the
    interpreter itself is to be told takes one of its own, as whatever is asked of `started`.
    """
    if any(name.startswith(_OF_PYTHON) for name in variables):
        return started(cwd, *arguments, **variables)
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    with pytest.MonkeyPatch.context() as patch, contextlib.chdir(cwd), Path(os.devnull).open() as nothing:
        for name in set(os.environ) - set(wanted := environment(**variables)):
            patch.delenv(name)
        for name, value in wanted.items():
            patch.setenv(name, value)
        patch.setattr(sys, "argv", ["gov", *arguments])
        patch.setattr(sys, "stdin", nothing)
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        try:
            code = run()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
    return Outcome(code, *(stream.buffer.getvalue().decode() for stream in (out, err)))


def started(cwd: Path, *arguments: str, **variables: str) -> Outcome:
    """Run `gov` in a folder, as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "gov", *arguments], cwd=cwd, env=environment(**variables), capture_output=True,
        check=False, stdin=subprocess.DEVNULL, timeout=300,
    )  # fmt: skip
    return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())
