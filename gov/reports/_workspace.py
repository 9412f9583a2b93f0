"""Where a project lies in the checkout that a pipeline works on."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["prefix"]

# GitHub, Gitea and Forgejo; GitLab.
_VARIABLES = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")


def prefix(root: Path) -> str:
    """The way from the workspace to the project, so that a host finds the files that are named."""
    named = next(filter(None, map(os.environ.get, _VARIABLES)), None)
    workspace = Path(named or Path.cwd()).resolve()
    resolved = root.resolve()
    if resolved == workspace or not resolved.is_relative_to(workspace):
        return ""
    return resolved.relative_to(workspace).as_posix() + "/"
