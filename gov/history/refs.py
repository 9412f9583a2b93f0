"""Which branch, tag or other ref a name stands for, asked so that no other ref can answer in its place.

Git takes a short name for the first ref of some folders that bears it, tags before branches: whoever may push
a tag could so decide what `main` is. A full ref that is missing is looked for in these folders as well.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gov.history.git import Git

__all__ = ["branch_of_ref", "led_to", "name_in", "refs_called"]

_FULL = "refs/"
# The order in which git looks; what lies beside them, such as HEAD, is no ref that anybody pushes.
_PLACES = ("refs/{}", "refs/tags/{}", "refs/heads/{}", "refs/remotes/{}", "refs/remotes/{}/HEAD")
# What follows a name: ancestors, kinds of objects, files, places in a log.
_BEHIND = re.compile(r"[~^:]|@\{")
# What no ref has in its name, and for-each-ref would take for a pattern.
_NO_NAME = re.compile(r"[\x00-\x20\x7f?*\[\\]")
_OBJECT = re.compile(r"[0-9a-fA-F]{40}|[0-9a-fA-F]{64}")
_BRANCH = re.compile(r"refs/(?:heads|remotes/[^/]+)/(.+)", re.DOTALL)


def name_in(revision: str) -> str:
    """The name of a ref with which a revision may begin; empty for HEAD and for an object's full name."""
    found = _BEHIND.search(revision)
    name = revision[: found.start()] if found else revision
    return "" if name in {"HEAD", "@"} or _NO_NAME.search(name) or _OBJECT.fullmatch(name) else name


def refs_called(git: Git, name: str) -> tuple[str, ...]:
    """The full names of all refs that git would take a name for, in its order; of a full one itself."""
    asked = (name,) if name.startswith(_FULL) else tuple(place.format(name) for place in _PLACES)
    listed = git.ask("for-each-ref", "--format=%(refname)", "--", *asked)
    # A pattern finds what lies below it as well.
    there = frozenset(map(os.fsdecode, listed.splitlines()))
    return tuple(ref for ref in asked if ref in there)


def led_to(git: Git, ref: str) -> str:
    """The ref that another one leads to, or that one itself; of HEAD, empty where it leads to a commit."""
    code, said = git.ask_coded("symbolic-ref", "--quiet", ref, may=(0, 1))
    if code:
        return "" if ref == "HEAD" else ref
    return os.fsdecode(said.strip())


def branch_of_ref(ref: str) -> str:
    """The branch that a full ref is, here or as a remote had it last; empty for one that is no branch."""
    found = _BRANCH.fullmatch(ref)
    return found[1] if found else ""
