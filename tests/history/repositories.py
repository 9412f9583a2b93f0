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


def commit(folder: Path, message: str, **files: str | None) -> str:
    """Write or delete files (`tasks_md=...`) and commit them; gives the commit's short name."""
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        if text is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
    git(folder, "add", "--all", "--force")
    git(folder, "commit", "-q", "--allow-empty", "-m", message)
    return git(folder, "rev-parse", "--short=8", "HEAD").decode().strip()


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
