"""Where a branch most likely began, as long as nobody says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.history.revisions import Revisions

__all__ = ["USUAL_BASES", "usual_bases"]

_MAIN_OF_REMOTE = "refs/remotes/origin/HEAD"

USUAL_BASES = (
    _MAIN_OF_REMOTE,
    "refs/remotes/origin/main",
    "refs/remotes/origin/master",
    "refs/heads/main",
    "refs/heads/master",
)
"""In the order in which they are tried, in full: a tag or a branch called `origin/main` is another one."""


def usual_bases(found: Revisions, head: str, branch: str) -> Iterator[str]:
    """Those that may be where a branch began, which `head` leads to; `branch` is empty where it has no name.

    A clone of one branch takes that for the main one of its remote, and a branch did not begin at itself.
    """
    for name in USUAL_BASES:
        may_be_own = name.startswith("refs/heads/") or name == _MAIN_OF_REMOTE
        if not (may_be_own and _is_own(found, name, head, branch)):
            yield name


def _is_own(found: Revisions, name: str, head: str, branch: str) -> bool:
    """Whether a ref leads to the branch; where one of the two has no name, whether it leads to its end."""
    led = found.branch(name)
    if led and branch and led != "HEAD":
        return led == branch
    return bool(led) and name == _MAIN_OF_REMOTE and found.commit(name) == found.commit(head)
