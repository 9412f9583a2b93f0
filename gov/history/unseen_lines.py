"""Lines of files that git takes for binary, and that are text for all that: one NUL hides a file from git."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from gov.history.git import LARGEST_BLOB, GitError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gov.history.git import Git

__all__ = ["lines_changed", "readable"]

# All that is read of such files in one change: many pictures are no reason to wait.
_MOST_BYTES = 64 << 20
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffd]")
# Of the characters of a picture, or of anything compressed, more than half are none of a text.
_SHARE_OF_TEXT = 10
_LOOKED_AT = 1 << 16


def readable(git: Git, names: Iterable[str]) -> frozenset[str]:
    """Those of some objects that are read: each of 16 MB at most, and 64 MB in all, in their order."""
    wanted = tuple(dict.fromkeys(names))
    if not wanted:
        return frozenset()
    told = git.ask(
        "cat-file", "--batch-check=%(objectname) %(objectsize)", fed="\n".join((*wanted, "")).encode()
    )
    found, left = set(), _MOST_BYTES
    for line in told.decode("ascii", "replace").splitlines():
        name, _, size = line.partition(" ")
        if size.isdigit() and int(size) <= min(LARGEST_BLOB, left):
            left -= int(size)
            found.add(name)
    return frozenset(found)


def lines_changed(git: Git, old: str, new: str, known: frozenset[str]) -> tuple[int, int]:
    """Lines that a change adds to and removes from a file, as far as they are text; one moved is neither."""
    before, after = _lines(git, old, known), _lines(git, new, known)
    return (after - before).total(), (before - after).total()


def _lines(git: Git, name: str, known: frozenset[str]) -> Counter[bytes]:
    if name not in known:
        return Counter()
    try:
        data = git.blob(name)
    except GitError:
        return Counter()
    return (
        Counter(data.splitlines())
        if _is_text(data[:_LOOKED_AT]) or _is_text(data[-_LOOKED_AT:])
        else Counter()
    )


def _is_text(data: bytes) -> bool:
    """Whether nine characters of ten are those of a text."""
    text = data.decode("utf-8", "replace")
    return sum(1 for _ in _NO_TEXT.finditer(text)) * _SHARE_OF_TEXT <= len(text)
