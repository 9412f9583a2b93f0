"""What a merge would come to, and whether a merge or a revert is nothing but that.

Everything is written into the temporary repository: the project's own gets no object, no reference, and no
file of its work tree is touched.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from gov.history.git import GitError
from gov.history.unseen_lines import lines_changed, readable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.history.git import Git
    from gov.history.model import Commit

__all__ = ["FileChange", "Merged", "files_between", "is_clean_merge", "merged", "undone_by"]

_CONFLICT = 1
_REVERTS = re.compile(r"^This reverts commit ([0-9a-f]{7,64})\b", re.MULTILINE)
_FIELDS = 5
_PLAIN = frozenset((b"000000", b"100644", b"100755"))


class Merged(NamedTuple):
    """The tree that a merge makes, and the paths that it cannot decide; marks of conflict stand in these."""

    tree: str
    conflicts: tuple[str, ...]


class FileChange(NamedTuple):
    """A file that differs between two trees: its path, A, M, D or T, and lines added and removed.

    `is_plain` is False for a link, and for what is another repository: these stand for what is elsewhere.
    """

    path: str
    status: str
    added: int
    removed: int
    is_plain: bool = True


def merged(git: Git, one: str, other: str) -> Merged | None:
    """What merging two commits comes to; None where they share no commit, so that nobody can tell."""
    try:
        code, said = git.ask_coded(
            "merge-tree", "--write-tree", "--name-only", "--no-messages", "-z", one, other, may=(0, _CONFLICT)
        )
    except GitError:
        return None
    tree, *paths = said.rstrip(b"\0").split(b"\0")
    conflicts = tuple(sorted(map(os.fsdecode, set(paths) - {b""}))) if code == _CONFLICT else ()
    return Merged(tree.decode().strip(), conflicts)


def is_clean_merge(git: Git, commit: Commit) -> bool:
    """Whether a commit joins two others and adds nothing of its own: git alone comes to the same files."""
    if len(commit.parents) != 2:  # noqa: PLR2004 - of more than two nobody can tell by one merge
        return False
    made = merged(git, *commit.parents)
    return made is not None and not made.conflicts and made.tree == _tree(git, commit.id)


def undone_by(git: Git, commit: Commit) -> str:
    """The commit that another names as reverted, and whose change it takes back wholly and alone; or nothing.

    Compared are the trees: the words of a commit are no proof. What the commit says and does not do, or does
    beside it, makes it an ordinary commit.
    """
    named = _REVERTS.findall(commit.message)
    if len(named) != 1 or len(commit.parents) != 1:
        return ""
    try:
        told = git.ask("rev-parse", "--verify", "--quiet", f"{named[0]}^{{commit}}")
        reverted = told.decode().strip()
        listed = git.ask("rev-list", "--parents", "-n", "1", "--end-of-options", reverted, "--")
        words = git.ask("show", "--no-patch", "--format=%B", "--end-of-options", reverted)
        git.ask("merge-base", "--is-ancestor", reverted, commit.id)
    except GitError:
        return ""
    above = listed.decode().split()[1:]
    # To take a revert back is to bring again what it took: an ordinary commit.
    if len(above) != 1 or _REVERTS.search(words.decode("utf-8", "replace")):
        return ""
    # A revert is a merge: from what the commit left to what stands now, and to what stood before it.
    start = _commit(git, _tree(git, reverted), ())
    ours = _commit(git, _tree(git, commit.parents[0]), (start,))
    theirs = _commit(git, _tree(git, above[0]), (start,))
    made = merged(git, ours, theirs)
    is_undone = made is not None and not made.conflicts and made.tree == _tree(git, commit.id)
    return reverted if is_undone and _tree(git, commit.id) != _tree(git, commit.parents[0]) else ""


def files_between(git: Git, one: str, other: str) -> tuple[FileChange, ...]:
    """Every file that differs between two commits or trees, in the order of paths; a move is two of them."""
    options = ("-r", "-z", "--no-renames", "--no-ext-diff", "--no-textconv", "--end-of-options", one, other)
    counts: dict[str, tuple[int, int]] = {}
    unseen: set[str] = set()
    for entry in git.ask("diff-tree", "--numstat", *options).split(b"\0"):
        more, _, rest = entry.partition(b"\t")
        less, _, path = rest.partition(b"\t")
        if path:
            counts[os.fsdecode(path)] = (_number(more), _number(less))
            if more == b"-":
                unseen.add(os.fsdecode(path))
    tokens = git.ask("diff-tree", "--raw", *options).split(b"\0")
    found, blobs = [], dict[str, tuple[str, str]]()
    for head, raw in zip(tokens[::2], tokens[1::2], strict=False):
        parts = head.split()
        if len(parts) == _FIELDS:
            name = os.fsdecode(raw)
            modes = {parts[0].lstrip(b":"), parts[1]}
            found.append(FileChange(name, parts[4][:1].decode(), *counts.get(name, (0, 0)), modes <= _PLAIN))
            if name in unseen and modes <= _PLAIN:
                blobs[name] = (parts[2].decode(), parts[3].decode())
    return tuple(_counted(git, sorted(found), blobs))


def _counted(git: Git, found: list[FileChange], blobs: dict[str, tuple[str, str]]) -> Iterator[FileChange]:
    """The same changes; where git counts no lines, with those of it that are text all the same."""
    known = readable(git, (name for path in sorted(blobs) for name in blobs[path]))
    for change in found:
        if change.path in blobs:
            added, removed = lines_changed(git, *blobs[change.path], known)
            yield change._replace(added=added, removed=removed)
        else:
            yield change


def _number(digits: bytes) -> int:
    return int(digits) if digits.isdigit() else 0


def _tree(git: Git, commit: str) -> str:
    return git.ask("rev-parse", "--verify", "--quiet", f"{commit}^{{tree}}").decode().strip()


def _commit(git: Git, tree: str, parents: tuple[str, ...]) -> str:
    """A commit of ours that holds a tree."""
    told = "".join(f"parent {parent}\n" for parent in parents)
    who = "gov <gov@localhost> 0 +0000"
    text = f"tree {tree}\n{told}author {who}\ncommitter {who}\n\n\n"
    return git.ask("hash-object", "-t", "commit", "-w", "--stdin", fed=text.encode()).decode().strip()
