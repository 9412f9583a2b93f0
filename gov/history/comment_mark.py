"""What begins a comment in the message of a commit, as the settings of git say.

Git reads the settings here as plain files, in its temporary place: none of them takes effect but this one.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from gov.history.git import GitError, opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.history.git import Git
    from gov.project.repository import Repository

__all__ = ["comment_mark"]

_USUAL = "#"
# Those that git chooses from for `auto`, in its order.
_CHOICES = "#;@!$%^&|:"
_SCISSORS = " ------------------------ >8 ------------------------"
_SETTINGS = r"^core\.comment(char|string)$"
# Git explains itself in more lines than one.
_FEWEST_OF_GIT = 2


def comment_mark(message: str, repository: Repository | None) -> str:
    """What begins a comment: `core.commentChar` or `core.commentString`, the last one that is set.

    For `auto` it is what git must have chosen for this message. Where git is not there, or cannot read the
    settings, it is the usual one.
    """
    if repository is None:
        return _USUAL
    try:
        with opened(repository) as git:
            set_to = [value for file in _files(repository) for value in _values(git, file)]
    except GitError:
        return _USUAL
    mark = set_to[-1] if set_to else _USUAL
    return _chosen(message) if mark.casefold() == "auto" else mark


def _files(repository: Repository) -> Iterator[Path]:
    """The files with settings of the user, of the repository and of this work tree, the strongest last."""
    home = os.environ.get("HOME", "")
    folder = os.environ.get("XDG_CONFIG_HOME", "") or (f"{home}/.config" if home else "")
    of_user = [f"{folder}/git/config", f"{home}/.gitconfig"]
    if "GIT_CONFIG_GLOBAL" in os.environ:
        of_user = [os.environ["GIT_CONFIG_GLOBAL"]]
    yield from (file for file in map(Path, of_user) if file.is_absolute())
    yield repository.shared / "config"
    yield repository.own / "config.worktree"


def _values(git: Git, file: Path) -> list[str]:
    """What one file sets it to, in its order; git ends in 1 where it sets nothing."""
    if not file.is_file():
        return []
    named = os.fsdecode(file)
    said = git.ask("config", "--file", named, "--null", "--get-regexp", _SETTINGS, may=(0, 1))
    entries = said.decode("utf-8", "replace").split("\0")
    return [value for _, _, value in (entry.partition("\n") for entry in entries) if value]


def _chosen(message: str) -> str:
    """What git chose: what begins the lines it added at the end, else the first that begins no line."""
    lines = message.splitlines()
    for line in lines:
        if line[:1] in _CHOICES and line[1:].rstrip() == _SCISSORS:
            return line[:1]
    while lines and not lines[-1].strip():
        lines.pop()
    last = [line[:1] for line in lines[-_FEWEST_OF_GIT:]]
    if len(last) == _FEWEST_OF_GIT and len(set(last)) == 1 and last[0] and last[0] in _CHOICES:
        return last[0]
    if _USUAL not in message:
        return _USUAL
    begun = {line[:1] for line in lines}
    return next((choice for choice in _CHOICES if choice not in begun), _USUAL)
