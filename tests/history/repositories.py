"""Git repositories made for a test, with git itself and nobody's settings."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

QUIET = {
    **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_AUTHOR_NAME": "Ada",
    "GIT_AUTHOR_EMAIL": "ada@example.org",
    "GIT_COMMITTER_NAME": "Ada",
    "GIT_COMMITTER_EMAIL": "ada@example.org",
}
TASK = "### TASK-001 Sign in\n\n**Status**: Not Started\n"


def git(folder: Path, *arguments: str) -> bytes:
    """Run git in a folder and give its output."""
    return subprocess.run(["git", *arguments], cwd=folder, env=QUIET, check=True, capture_output=True).stdout


def repository(folder: Path, files: dict[str, str], *options: str) -> Path:
    """A repository whose commit holds some files, ignored or not."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "-q", *options)
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    git(folder, "add", "--force", "--", *files)
    git(folder, "commit", "-q", "-m", "Begin")
    return folder
