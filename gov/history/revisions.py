"""The same project at past revisions: its documents at a commit, and what happened to its items."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from gov.config import CONFIGURATION_FILE, Configuration, read_configuration_text
from gov.errors import UsageError
from gov.history.branches import Against, read_branches
from gov.history.contents import Contents, states_of
from gov.history.git import GitError, opened
from gov.history.landmarks import last_before, last_tag, tags, when
from gov.history.log import changes_of_documents, changes_of_files, commits_between, main_line, moves_of_files
from gov.history.merging import files_between, is_clean_merge, merged, undone_by
from gov.history.past import Recorder
from gov.history.refs import branch_of_ref, led_to, name_in, refs_called
from gov.history.revision_tree import RevisionTree
from gov.project import Document, Project, included_paths, load_project
from gov.project.repository import find_repository
from gov.project.tree import is_skipped_folder
from gov.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from gov.history.branches import Branches
    from gov.history.contents import State
    from gov.history.git import Git
    from gov.history.merging import FileChange, Merged
    from gov.history.model import Commit, Past

__all__ = ["Revisions", "revisions"]

_PYPROJECT = "pyproject.toml"
_SHOWN = 80
_NAME = re.compile(rb"[0-9a-f]{40,64}")
_ANY = "'git log --oneline' shows what there is."
_REMOTE = re.compile(r"(?:refs/remotes/)?origin/([A-Za-z0-9][A-Za-z0-9._/-]{0,200})")


class Revisions:
    """The past of one project; made by `revisions`, usable until that block ends."""

    def __init__(self, git: Git, prefix: str) -> None:
        """Look at a repository; `prefix` is the project's folder in it, with a slash at its end, or empty."""
        self._git = git
        self._prefix = prefix

    def of_folder(self, prefix: str) -> Revisions:
        """The past of another project in the same repository; `prefix` is its folder, as above."""
        return Revisions(self._git, prefix)

    @property
    def is_complete(self) -> bool:
        """Whether all commits are there: a shallow clone has the last ones alone."""
        return not self._git.is_shallow

    def commit(self, revision: str) -> str:
        """The full name of the commit that a revision names.

        Raises `UsageError` where it names none, or where two refs bear its name and lead to two commits.
        """
        plain = revision.partition("\0")[0]
        found = self._asked(self._in_full(plain)) if plain == revision else ""
        if not found:
            shown = printable(revision if len(revision) <= _SHOWN else f"{revision[:_SHOWN]}\u2026")
            message = f"no commit is called {shown!r} here"
            raise UsageError(message, help=_way_to_write(plain) or self.way_to_fetch(plain) or _ANY)
        return found

    def _asked(self, revision: str) -> str:
        asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        try:
            lines = self._git.ask(*asked).split() if revision else []
        except GitError:
            return ""
        return lines[0].decode() if len(lines) == 1 and _NAME.fullmatch(lines[0]) else ""

    def _in_full(self, revision: str) -> str:
        """A revision with the full name of the ref that it begins with; empty where no such ref is there."""
        name = name_in(revision)
        if not name:
            return revision
        refs = refs_called(self._git, name)
        if not refs:
            return "" if name.startswith("refs/") else revision
        if len({self._asked(ref) for ref in refs}) > 1:
            shown, told = printable(name[:_SHOWN]), [printable(ref) for ref in refs]
            message = f"{shown!r} may be {' or '.join(told)} here, and they are not the same commit"
            raise UsageError(message, help=f"Write in full which one is meant, such as {told[-1]}.")
        return f"{refs[0]}{revision[len(name) :]}"

    def branch(self, revision: str) -> str:
        """The branch whose tip a revision is by its name, be it as a remote had it last; empty for none."""
        if revision in {"HEAD", "@"}:
            return branch_of_ref(led_to(self._git, "HEAD"))
        name = name_in(revision)
        refs = refs_called(self._git, name) if name == revision != "" else ()
        return branch_of_ref(led_to(self._git, refs[0])) if refs else ""

    def is_part_of(self, one: str, other: str) -> bool:
        """Whether a commit is another one, or one that it was made from."""
        asked = ("merge-base", "--is-ancestor", self.commit(one), self.commit(other))
        return self._git.ask_coded(*asked, may=(0, 1))[0] == 0

    def way_to_fetch(self, revision: str = "") -> str:
        """The command that brings what is missing here, as a sentence; empty where no more can be said.

        A clone with a depth has one branch alone, and asks for no other even where all of it is fetched.
        """
        remote = _REMOTE.fullmatch(revision)
        if self.is_complete:
            if remote is None:
                return ""
            return f"Fetch it: git fetch origin +refs/heads/{remote[1]}:refs/remotes/origin/{remote[1]}"
        branches = "'+refs/heads/*:refs/remotes/origin/*'"
        return f"This is a shallow clone; fetch the rest of it: git fetch --unshallow origin {branches}"

    def fork(self, first: str, second: str) -> str:
        """The last commit that two revisions share, where the first left the second.

        Raises `UsageError` where git knows none: what is new against another revision is then unknown.
        """
        one, other = self.commit(first), self.commit(second)
        try:
            lines = self._git.ask("merge-base", one, other).split()
        except GitError:
            lines = []
        if not lines:
            shown = printable(second[:_SHOWN])
            message = f"{first} and {shown!r} share no commit here, so nobody can tell what is new"
            way_out = "Compare with a revision that this one was made from."
            raise UsageError(message, help=way_out if self.is_complete else self.way_to_fetch())
        return lines[0].decode()

    def when(self, revision: str) -> datetime:
        """When the commit that a revision names was made, in UTC."""
        return when(self._git, self.commit(revision))

    def last_tag(self, revision: str = "HEAD") -> str:
        """The name of the tag made last before a revision, among those it stands on; nothing without one."""
        return last_tag(self._git, self.commit(revision))

    def tags(self, revision: str, most: int) -> tuple[tuple[str, datetime], ...]:
        """The tags that a revision stands on, with when each was made, oldest first; at most the newest."""
        return tags(self._git, self.commit(revision), most)

    def changes_of(self, paths: Iterable[str]) -> list[tuple[Commit, frozenset[str]]]:
        """The commits on the main line that changed any of some files, oldest first, and which of them."""
        found = changes_of_files(self._git, self.commit("HEAD"), self._prefix, paths)
        return [(commit, frozenset(one.path for one in changed)) for commit, changed in found]

    def main_line(self, revision: str = "HEAD") -> tuple[Commit, ...]:
        """Every commit on the main line up to a revision, oldest first."""
        return main_line(self._git, self.commit(revision))

    def changing(self, configuration: Configuration) -> frozenset[str]:
        """The commits on the main line that can change a verdict.

        That is, those that changed documents or settings, or made another file come or go.
        """
        commit, baseline = self.commit("HEAD"), configuration.check.baseline
        found = [made for made, _ in changes_of_documents(self._git, commit, self._prefix)]
        settings = filter(None, (CONFIGURATION_FILE, _PYPROJECT, baseline))
        found += [made for made, _ in changes_of_files(self._git, commit, self._prefix, settings)]
        return frozenset(made.id for made in found) | moves_of_files(self._git, commit)

    def last_before(self, moment: datetime, revision: str = "HEAD") -> str:
        """The last commit before a moment on the main line up to a revision; nothing without one."""
        return last_before(self._git, self.commit(revision), moment)

    def project(self, revision: str, like: Project | None = None) -> Project:
        """The project at a revision, in the words of the configuration that it had then.

        Documents that have the same bytes in the project `like` are not read again.
        """
        tree = RevisionTree(self._git, self.commit(revision), self._prefix)
        configuration = _configuration(tree)
        known: Mapping[str, Document] | None = None
        if like is not None and _says_the_same(configuration, like.configuration):
            known = like.by_path
        return load_project(tree, configuration, known)

    def project_of(self, tree: str, configuration: Configuration, like: Project | None = None) -> Project:
        """The project that a tree or commit holds, in the words of a given configuration."""
        known: Mapping[str, Document] | None = None
        if like is not None and _says_the_same(configuration, like.configuration):
            known = like.by_path
        return load_project(RevisionTree(self._git, tree, self._prefix), configuration, known)

    def configuration(self, revision: str) -> Configuration:
        """The configuration that a revision has; the defaults where it has none."""
        return _configuration(self.tree(revision))

    def configuration_of(self, tree: str) -> Configuration:
        """The configuration that a tree or commit holds; the defaults where it has none."""
        return _configuration(RevisionTree(self._git, tree, self._prefix))

    @staticmethod
    def has_settings(tree: RevisionTree, prefix: str) -> bool:
        """Whether a folder of a revision (`sub/project/`, empty for the top) holds a configuration."""
        if tree.exists(f"{prefix}{CONFIGURATION_FILE}"):
            return True
        file = f"{prefix}{_PYPROJECT}"
        return tree.exists(file) and b"tool.gov" in tree.read(file)

    def merge(self, one: str, other: str) -> Merged | None:
        """What merging two commits comes to; None where nobody can tell."""
        return merged(self._git, self.commit(one), self.commit(other))

    def files_between(self, one: str, other: str) -> tuple[FileChange, ...]:
        """Every file of the whole repository that differs between two commits or trees, by full names."""
        return files_between(self._git, one, other)

    def commits_between(self, base: str, head: str) -> tuple[Commit, ...]:
        """The commits that are part of one revision and not of another, newest first."""
        return commits_between(self._git, self.commit(base), self.commit(head))

    def is_clean_merge(self, commit: Commit) -> bool:
        """Whether a commit joins two others and adds nothing of its own."""
        return is_clean_merge(self._git, commit)

    def undone_by(self, commit: Commit) -> str:
        """The commit that another one takes back wholly and alone, or nothing."""
        return undone_by(self._git, commit)

    def branches(self, configuration: Configuration) -> Branches:
        """What every branch declares, local ones and those of remotes, in the words of a configuration."""
        return read_branches(self._git, self._prefix, configuration)

    def against(self, revision: str, project: Project) -> Against:
        """The branch that a project is held against, with what all others declare.

        Where nobody can tell at which commit the two parted, it says why. Raises `UsageError` for a revision
        that is not there.
        """
        configuration = project.configuration
        tip = self.project_of(self.commit(revision), configuration, project)
        try:
            fork = self.project_of(self.fork("HEAD", revision), configuration, project)
        except UsageError as error:
            return self.held(revision, "HEAD", tip, None, f"{error}. {error.help}")
        return self.held(revision, "HEAD", tip, fork)

    def held(self, name: str, head: str, tip: Project, fork: Project | None, problem: str = "") -> Against:
        """The same of projects that are known: what was made up to `head` is held against `tip`."""
        branches = read_branches(self._git, self._prefix, tip.configuration, self.commit(head))
        return Against(name, tip, fork, branches, problem)

    def tree(self, revision: str) -> RevisionTree:
        """The files of the project at a revision."""
        return RevisionTree(self._git, self.commit(revision), self._prefix)

    def files_of(self, tree: str) -> RevisionTree:
        """The files that git's object of a tree or commit holds, such as a merge that nobody committed."""
        return RevisionTree(self._git, tree, self._prefix)

    def past(
        self,
        configuration: Configuration,
        revision: str = "HEAD",
        base: str = "",
        like: Project | None = None,
    ) -> Past:
        """What happened to each item on the main line up to a revision, in the words of a configuration.

        Each content that an item ever had is read once, and not at all where the project `like`, which is
        read in the same words, holds a document of the same bytes. `base` tells which commits are new.
        """
        commit = self.commit(revision)
        contents, recorder = Contents(configuration), Recorder()
        commits = changes_of_documents(self._git, commit, self._prefix)
        paths = {path for _, changed in commits for path, _ in changed if not _is_skipped(path)}
        wanted = frozenset(included_paths(sorted(paths), configuration))
        for made, changed in commits:
            read = {
                path: _states(contents, path, self._git.blob(blob), like) if blob else None
                for path, blob in changed
                if path in wanted
            }
            if read:
                recorder.record_states(made, read)
        since = commits_between(self._git, self.commit(base), commit) if base else None
        return recorder.past(since=since, is_complete=self.is_complete)


def _states(contents: Contents, path: str, data: bytes, like: Project | None) -> dict[str, State]:
    known = like.by_path.get(path) if like is not None else None
    if known is not None and known.source.data == data:
        return states_of(path, known.items)
    return contents.states(path, data)


@contextmanager
def revisions(root: Path) -> Iterator[Revisions]:
    """The past of the project in a folder. Raises `GitError` where no repository is around it, or no git."""
    repository = find_repository(root)
    if repository is None:
        message = f"no git repository is around {printable(str(root))}"
        raise GitError(message, help="Past revisions are read from git: run 'git init', or leave the option.")
    prefix = "".join(f"{name}/" for name in root.resolve().relative_to(repository.top).parts)
    with opened(repository) as git:
        yield Revisions(git, prefix)


def _configuration(tree: RevisionTree) -> Configuration:
    """The configuration that a revision has; the defaults where it has none."""
    if tree.exists(CONFIGURATION_FILE):
        if not tree.blob_name(CONFIGURATION_FILE):
            message = f"{CONFIGURATION_FILE} is no file there, and no link that leads to one"
            raise GitError(message, help="Settings are a file of their own.")
        text = tree.read(CONFIGURATION_FILE).decode("utf-8", "replace")
        return read_configuration_text(text, CONFIGURATION_FILE)
    if tree.exists(_PYPROJECT):
        text = tree.read(_PYPROJECT).decode("utf-8", "replace")
        if "tool.gov" in text:
            return read_configuration_text(text, _PYPROJECT, under=("tool", "gov"))
    return Configuration()


def _way_to_write(revision: str) -> str:
    """What to write in place of a revision that git's own commands take and nothing here does."""
    if ".." in revision:
        return "That is a range, which two commits bound: name one of them."
    if "@{" in revision or ":/" in revision:
        return "Name a branch, a tag or a commit; 'git rev-parse' says which commit that is."
    return ""


def _is_skipped(path: str) -> bool:
    return any(map(is_skipped_folder, path.split("/")[:-1]))


def _says_the_same(one: Configuration, other: Configuration) -> bool:
    """Whether two configurations read a document alike."""
    return (
        one.kinds == other.kinds
        and one.fields == other.fields
        and bool(one.project.documents) == bool(other.project.documents)
    )
