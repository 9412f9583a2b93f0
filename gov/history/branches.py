"""What the branches of a repository declare, local ones and those of remotes: which numbers are taken."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from gov.history.contents import Contents
from gov.history.documents_of_trees import DocumentsOfTrees, TooLargeError
from gov.history.git import GitError
from gov.project import included_paths
from gov.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gov.config import Configuration
    from gov.history.contents import State
    from gov.history.git import Git
    from gov.project import Project

__all__ = ["Against", "Branches", "Declared", "read_branches"]

_MOST_BRANCHES = 5_000
_MOST_BYTES = 128 << 20
_NAMED = 3
_FORMAT = "--format=%(objectname) %(refname) %(symref)"
_FOLDERS = ("refs/heads/", "refs/remotes/")
_HEAD_OF_COMMIT = re.compile(rb"tree ([0-9a-f]{40,64})\n")
_COMMITTED = re.compile(rb"^committer [^\n]{0,2000}> ([0-9]{1,12}) ", re.MULTILINE)
_LONGEST_HEAD = 64 << 10


class Declared(NamedTuple):
    """An item as a branch declares it; `is_ours` says that what is judged was made from that branch."""

    branch: str
    state: State
    is_ours: bool


@dataclass(frozen=True)
class Branches:
    """The items of all branches by identifier, and what was not looked at.

    Of branches that hold a document with the same bytes, the newest one stands for all. `taken` are the
    identifiers that are declared on one of them, or were before they gave way to another number.
    """

    by_id: Mapping[str, tuple[Declared, ...]]
    taken: frozenset[str]
    unseen: tuple[str, ...] = ()
    has_more: bool = False

    @property
    def lacking(self) -> str:
        """What was not looked at, in half a sentence; empty where everything was."""
        if not (self.unseen or self.has_more):
            return ""
        if self.has_more:
            return f"only {_MOST_BRANCHES:,} branches were looked at, and there are more"
        names = ", ".join(printable(name) for name in self.unseen[:_NAMED])
        more = f" and {len(self.unseen) - _NAMED:,} more" if len(self.unseen) > _NAMED else ""
        return f"not looked at, as too large or not whole: {names}{more}"


@dataclass(frozen=True)
class Against:
    """The branch that a project is held against: `tip` is the project on it, `fork` where it was left.

    `fork` is None where nobody can tell, and `problem` says why.
    """

    name: str
    tip: Project
    fork: Project | None
    branches: Branches
    problem: str = ""


class _Branch(NamedTuple):
    name: str
    commit: str
    tree: str
    when: int
    is_ours: bool


def read_branches(git: Git, prefix: str, configuration: Configuration, head: str = "") -> Branches:
    """What every branch declares below a folder, in the words of one configuration, each content read once.

    `head` is the commit that is judged: what it was made from is ours. A branch that cannot be read, or is
    too large, is left out and named. Raises `GitError` where the branches cannot be listed.
    """
    listed, has_more = _listed(git)
    ours = _ours(git, head) if head else frozenset()
    found, unseen = _Found(git, prefix, configuration), []
    branches = []
    for commit, name in listed:
        branch = _branch(git, commit, name, is_ours=name in ours)
        if branch is None:
            unseen.append(_short(name))
        else:
            branches.append(branch)
    branches.sort(key=lambda branch: (not branch.is_ours, -branch.when, branch.name))
    unseen.extend(_short(branch.name) for branch in branches if not found.take(branch))
    return found.branches(tuple(unseen), has_more=has_more)


class _Found:
    """What was read so far: each tree, each content of a path, each item's bytes once."""

    def __init__(self, git: Git, prefix: str, configuration: Configuration) -> None:
        self._git = git
        self._configuration = configuration
        self._trees = DocumentsOfTrees(git, prefix)
        self._contents = Contents(configuration)
        self._seen: set[tuple[str, str]] = set()
        self._commits: dict[str, bool] = {}
        self._left = _MOST_BYTES
        self._by_id: dict[str, dict[State, Declared]] = {}

    def take(self, branch: _Branch) -> bool:
        """Read what a branch has and those before it have not; False where that failed."""
        if branch.tree not in self._commits:
            self._commits[branch.tree] = self._read(branch)
        return self._commits[branch.tree]

    def branches(self, unseen: tuple[str, ...], *, has_more: bool) -> Branches:
        by_id = {name: tuple(found.values()) for name, found in sorted(self._by_id.items())}
        former = (old for found in by_id.values() for one in found for old in one.state.formerly)
        return Branches(by_id, frozenset((*by_id, *former)), unseen, has_more)

    def _read(self, branch: _Branch) -> bool:
        try:
            new = [entry for entry in self._trees.new_documents(branch.tree) if entry not in self._seen]
            wanted = frozenset(included_paths([path for path, _ in new], self._configuration))
            for path, blob in new:
                if path in wanted and not self._read_document(branch, path, blob):
                    return False
                self._seen.add((path, blob))
            self._trees.settle()
        except (GitError, TooLargeError):
            return False
        return True

    def _read_document(self, branch: _Branch, path: str, blob: str) -> bool:
        if self._left <= 0:
            return False
        data = self._git.blob(blob)
        self._left -= len(data)
        for identifier, state in self._contents.states(path, data).items():
            declared = Declared(_short(branch.name), state, branch.is_ours)
            self._by_id.setdefault(identifier, {}).setdefault(state, declared)
        return True


def _listed(git: Git) -> tuple[list[tuple[str, str]], bool]:
    """Commit and name of each branch, those that only stand for another one left out; whether more are."""
    wanted = (f"--count={_MOST_BRANCHES + 1}", _FORMAT, *_FOLDERS)
    lines = git.ask("for-each-ref", *wanted).decode("utf-8", "replace").splitlines()
    found = []
    for line in lines[:_MOST_BRANCHES]:
        commit, _, rest = line.partition(" ")
        name, _, stands_for = rest.partition(" ")
        if not stands_for:
            found.append((commit, name))
    return found, len(lines) > _MOST_BRANCHES


def _ours(git: Git, head: str) -> frozenset[str]:
    """The branches that a commit was made from, and what the remotes have of the branch it is on."""
    wanted = (f"--count={_MOST_BRANCHES}", "--format=%(refname)", f"--merged={head}", *_FOLDERS)
    try:
        merged = git.ask("for-each-ref", *wanted).decode("utf-8", "replace").splitlines()
        current = git.ask("rev-parse", "--symbolic-full-name", "HEAD").decode("utf-8", "replace").strip()
    except GitError:
        return frozenset()
    short = current.removeprefix("refs/heads/")
    return frozenset((*merged, current, *_of_remotes(git, short)))


def _of_remotes(git: Git, short: str) -> Iterable[str]:
    """The branches of remotes that have the name of a local one."""
    if short == "HEAD":
        return ()
    names = git.ask("for-each-ref", f"--count={_MOST_BRANCHES}", "--format=%(refname)", "refs/remotes/")
    return (name for name in names.decode("utf-8", "replace").splitlines() if name.endswith(f"/{short}"))


def _branch(git: Git, commit: str, name: str, *, is_ours: bool) -> _Branch | None:
    try:
        data = git.blob(commit)[:_LONGEST_HEAD].partition(b"\n\n")[0]
    except GitError:
        return None
    tree, committed = _HEAD_OF_COMMIT.match(data), _COMMITTED.search(data)
    if tree is None:
        return None
    return _Branch(name, commit, tree.group(1).decode(), int(committed.group(1)) if committed else 0, is_ours)


def _short(name: str) -> str:
    return name.removeprefix(_FOLDERS[0]).removeprefix(_FOLDERS[1])
