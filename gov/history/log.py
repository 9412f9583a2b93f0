"""Commits as git logs them, each with the files that it changed."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from gov.history.model import Commit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gov.history.git import Git

__all__ = [
    "Change",
    "changes_of_documents",
    "changes_of_files",
    "commits_between",
    "main_line",
    "moves_of_files",
]

_FORMAT = "--format=%H%x00%P%x00%an%x00%ae%x00%ct%x00%B"
_NAME = re.compile(rb"[0-9a-f]{40,64}")
_LATEST = 253_402_300_799
"""The last second of the year 9999: commits may claim any date, and a calendar ends there."""


class Change(NamedTuple):
    """What one commit left at a path: the name of an object, empty where the file is gone."""

    path: str
    blob: str


def changes_of_documents(git: Git, commit: str, prefix: str) -> list[tuple[Commit, tuple[Change, ...]]]:
    """The commits on the main line up to one that changed Markdown files below a folder, oldest first.

    The main line follows first parents: what came in by a merge counts as done by that merge.
    """
    glob = re.sub(r"([\\*?\[\]])", r"\\\1", prefix)
    return _on_main_line(
        git, commit, prefix, [f":(top,glob,icase){glob}**/*.{ending}" for ending in ("md", "markdown")]
    )


def changes_of_files(
    git: Git, commit: str, prefix: str, paths: Iterable[str]
) -> list[tuple[Commit, tuple[Change, ...]]]:
    """The commits on the main line up to one that changed any of some files below a folder, oldest first."""
    return _on_main_line(git, commit, prefix, [f":(top,literal){prefix}{path}" for path in paths])


def _on_main_line(
    git: Git, commit: str, prefix: str, patterns: list[str]
) -> list[tuple[Commit, tuple[Change, ...]]]:
    listed = git.ask(
        "log", "--first-parent", "--diff-merges=first-parent", "--raw", "-z", "--no-abbrev", "--no-renames",
        "--no-ext-diff", "--no-textconv", "--ignore-submodules", _FORMAT, "--end-of-options", commit, "--",
        *patterns,
    )  # fmt: skip
    found = []
    for made, changed in _parsed(listed):
        below = (Change(path[len(prefix) :], blob) for path, blob in changed if path.startswith(prefix))
        found.append((made, tuple(below)))
    found.reverse()
    return found


def moves_of_files(git: Git, commit: str) -> frozenset[str]:
    """The commits on the main line that made a file come or go: what links lead to depends on them."""
    listed = git.ask(
        "log", "--first-parent", "--diff-merges=first-parent", "--name-only", "--diff-filter=ADT", "-z",
        "--no-renames", "--no-ext-diff", "--no-textconv", "--ignore-submodules", "--format=%x01%H",
        "--end-of-options", commit, "--",
    )  # fmt: skip
    names = (part[1:].split(b"\0", 1)[0].strip() for part in listed.split(b"\0") if part[:1] == b"\1")
    return frozenset(name.decode() for name in names if _NAME.fullmatch(name))


def main_line(git: Git, commit: str) -> tuple[Commit, ...]:
    """Every commit on the main line up to one, oldest first, whatever it changed."""
    listed = git.ask("log", "--first-parent", "-z", _FORMAT, "--end-of-options", commit, "--")
    return tuple(made for made, _ in _parsed(listed))[::-1]


def commits_between(git: Git, base: str, commit: str) -> tuple[Commit, ...]:
    """The commits that are part of one and not of another, newest first; a merge is told without files."""
    listed = git.ask(
        "log", "-z", "--raw", "--no-abbrev", "--no-renames", "--no-ext-diff", "--no-textconv", _FORMAT,
        "--end-of-options", f"{base}..{commit}", "--",
    )  # fmt: skip
    return tuple(made._replace(files=tuple(path for path, _ in changed)) for made, changed in _parsed(listed))


def _parsed(listed: bytes) -> Iterator[tuple[Commit, list[tuple[str, str]]]]:
    """Six values a commit, then a pair for each file: how it changed, after a colon, and where."""
    tokens = listed.split(b"\0")
    at = 0
    while at + 5 < len(tokens):
        if not _NAME.fullmatch(tokens[at].strip()):
            at += 1
            continue
        name, parents, author, email, when, message = (
            token.decode("utf-8", "replace") for token in tokens[at : at + 6]
        )
        at += 6
        changed = []
        while at + 1 < len(tokens) and tokens[at].lstrip(b"\n").startswith(b":"):
            blob = tokens[at].split()[3].decode()
            changed.append((os.fsdecode(tokens[at + 1]), blob if blob.strip("0") else ""))
            at += 2
        seconds = min(max(int(when) if when.lstrip("-").isdigit() else 0, 0), _LATEST)
        made = datetime.fromtimestamp(seconds, UTC)
        commit = Commit(
            name.strip(), author, made, message.strip(), tuple(parents.split()), None, email
        )  # fmt: skip
        yield commit, changed
