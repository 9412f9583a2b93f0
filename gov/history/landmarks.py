"""Commits that a reader remembers: the last release, the last one before a moment."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gov.history.git import Git

__all__ = ["last_before", "last_tag", "tags", "when"]

_LATEST = 253_402_300_799
"""The last second of the year 9999, as in `gov.history.log`."""


def last_tag(git: Git, commit: str) -> str:
    """The tag made last among those that a commit stands on; nothing without one.

    A tag of the commit itself is none of them: nothing lies between the two.
    """
    listed = git.ask(
        "for-each-ref", f"--merged={commit}", f"--no-contains={commit}", "--sort=refname",
        "--sort=-creatordate", "--count=1", "--format=%(refname)", "refs/tags",
    )  # fmt: skip
    return listed.decode("utf-8", "surrogateescape").strip().removeprefix("refs/tags/")


def tags(git: Git, commit: str, most: int) -> tuple[tuple[str, datetime], ...]:
    """The tags that a commit stands on, each with when it was made, oldest first; of very many the newest."""
    listed = git.ask(
        "for-each-ref", f"--merged={commit}", "--sort=refname", "--sort=-creatordate", f"--count={most}",
        "--format=%(creatordate:unix) %(refname)", "refs/tags",
    )  # fmt: skip
    found = []
    for line in listed.decode("utf-8", "surrogateescape").splitlines():
        seconds, _, name = line.partition(" ")
        made = min(int(seconds), _LATEST) if seconds.isascii() and seconds.isdigit() else 0
        found.append((name.removeprefix("refs/tags/"), datetime.fromtimestamp(made, UTC)))
    return tuple(reversed(found))


def last_before(git: Git, commit: str, moment: datetime) -> str:
    """The last commit on the main line of one that was made before a moment; nothing without one."""
    youngest = str(max(int(moment.timestamp()) - 1, 0))
    asked = ("rev-list", "--first-parent", "--max-count=1", f"--min-age={youngest}")
    return git.ask(*asked, "--end-of-options", commit).decode().strip()


def when(git: Git, commit: str) -> datetime:
    """When a commit was made, in UTC."""
    listed = git.ask("rev-list", "--max-count=1", "--timestamp", "--end-of-options", commit).split()
    seconds = int(listed[0]) if listed and listed[0].isdigit() else 0
    return datetime.fromtimestamp(min(seconds, _LATEST), UTC)
