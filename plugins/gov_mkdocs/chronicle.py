"""What git knows of a project, for its pages: what happened to each item, and what changed of late.

Nothing here fails a build. Where git cannot tell, what it says instead is what the pages show.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from gov.errors import GovError, UsageError
from gov.project.repository import find_repository
from gov.rulebook import Facts, check
from gov.rulebook.days import day_of
from gov.rulebook.novelty import gone, moved
from gov.text import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date
    from pathlib import Path

    from gov.history import Past
    from gov.history.difference import ItemDifference
    from gov.history.revisions import Revisions
    from gov.metrics.course import Course
    from gov.metrics.turns import Turn
    from gov.project.repository import Repository
    from gov.rulebook import Finding, Rulebook, Verdict

__all__ = ["NOT_TOLD", "Chronicle", "Since", "Told", "Unknown"]

_Known = TypeVar("_Known")
WEEK = timedelta(days=7)
_SHORT = 8
_BRANCH = re.compile(r"ref: (refs/[^\s\0]{1,300})\s{0,2}")


class Unknown(NamedTuple):
    """Why something is not known, and what would make it known."""

    reason: str
    help: str = ""


_NOTHING_YET = Unknown("nothing is committed yet", "Commit the documents.")
_BROKEN = Unknown("the last commit cannot be read", "'git fsck' says what is broken.")


class Since(NamedTuple):
    """What differs between an earlier commit and the files as they are.

    `name` is what the commit is called here (`v1.2`, `origin/main`), empty where a time chose it. `commits`
    counts those between the two. `cured` are findings of the earlier commit, by the fingerprint they had.
    """

    name: str
    commit: str
    when: datetime
    commits: int
    items: tuple[ItemDifference, ...]
    arisen: tuple[Finding, ...]
    cured: Mapping[str, Finding]


class Told(NamedTuple):
    """Where findings came and went, as far as commits tell: by the `id()` of each finding."""

    brought: Mapping[int, Turn]
    cured: Mapping[int, Turn]


NOT_TOLD = Told({}, {})


class _Read(NamedTuple):
    """Everything that git was asked for at once."""

    past: Past | Unknown
    since: Since | Unknown
    course: Course | Unknown
    turns: Told


@dataclass(frozen=True)
class Chronicle:
    """The past of the project in a folder, read from git when a page first asks, and once.

    `wanted` is the revision or the day to compare with; empty for the last tag, else for a week
    ago, else for the first commit.
    """

    root: Path
    verdict: Verdict
    rulebook: Rulebook
    today: date
    wanted: str = ""

    @property
    def past(self) -> Past | Unknown:
        """What happened to each item."""
        return self._read.past

    @property
    def since(self) -> Since | Unknown:
        """What changed of late."""
        return self._read.since

    @property
    def course(self) -> Course | Unknown:
        """How the numbers moved."""
        return self._read.course

    @property
    def turns(self) -> Told:
        """Which commits brought the findings of now, and cured those that are gone of late."""
        return self._read.turns

    @cached_property
    def _read(self) -> _Read:
        from gov.history.revisions import revisions  # noqa: PLC0415 - what starts git is imported where it is asked

        # Messages name folders of the machine that builds, which are nothing to readers.
        repository = find_repository(self.root)
        if repository is None:
            none = Unknown("the project is in no git repository", "'git init' begins one.")
            return _Read(none, none, none, NOT_TOLD)
        folders = [str(repository.own), str(repository.shared), str(repository.top), str(self.root)]

        def all_of_it() -> _Read:
            with revisions(self.root) as found:
                try:
                    found.commit("HEAD")
                except UsageError:
                    none = _NOTHING_YET if _is_unborn(repository) else _BROKEN
                    return _Read(none, none, none, NOT_TOLD)
                past = _known(lambda: self._past(found), folders)
                since = _known(lambda: self._since(found), folders)
                course = _known(lambda: self._course(found, past), folders)
                turns = _known(lambda: self._turns(found, since), folders)
                return _Read(past, since, course, NOT_TOLD if isinstance(turns, Unknown) else turns)

        known = _known(all_of_it, folders)
        return _Read(known, known, known, NOT_TOLD) if isinstance(known, Unknown) else known

    def _turns(self, found: Revisions, since: Since | Unknown) -> Told:
        from gov.metrics.turns import Turns, judgeable  # noqa: PLC0415 - as above

        most = judgeable(len(self.verdict.project.items))
        if not most:
            return NOT_TOLD
        turns = Turns(found, self.verdict.project, self.rulebook, self.today, most)
        brought = turns.brought(self.verdict)
        cured = {} if isinstance(since, Unknown) else turns.cured(since.cured, since.commit)
        return Told(brought, cured)

    def _course(self, found: Revisions, past: Past | Unknown) -> Course | Unknown:
        from gov.metrics.course import course_of  # noqa: PLC0415 - as above

        return past if isinstance(past, Unknown) else course_of(found, past, self.verdict.project)

    def _past(self, found: Revisions) -> Past | Unknown:
        if not found.is_complete:
            reason = "this is a shallow clone, which has the last commits alone"
            return Unknown(reason, "'git fetch --unshallow' brings the others.")
        return found.past(self.verdict.project.configuration, like=self.verdict.project)

    def _since(self, found: Revisions) -> Since | Unknown:
        name, commit = self._base(found)
        if not commit:
            shallow = "" if found.is_complete else " This is a shallow clone: fetch more of it."
            help_ = f"Name a revision or a day under since: in the options of the plug-in.{shallow}"
            return Unknown("no tag and no commit of an earlier week is there to compare with", help_)
        project = self.verdict.project
        old = found.project(commit, project)
        from gov.history.difference import difference  # noqa: PLC0415 - as above

        before = check(Facts(old, self.today), self.rulebook)
        return Since(
            name,
            commit,
            found.when(commit),
            len(found.commits_between(commit, "HEAD")),
            difference(old, project),
            moved(before, self.verdict).arisen,
            gone(before, self.verdict),
        )

    def _base(self, found: Revisions) -> tuple[str, str]:
        """The commit to compare with, by its name where it has one; nothing where there is none."""
        day = day_of(self.wanted)
        if day is not None:
            return "", found.last_before(datetime.combine(day, time(), UTC))
        if self.wanted:
            return self.wanted, found.commit(self.wanted)
        tag = found.last_tag()
        if tag:
            return tag, found.commit(f"refs/tags/{tag}")
        # Counted from the newest commit: the same repository gives the same page on any day.
        week_ago = found.last_before(found.when("HEAD") - WEEK)
        return "", week_ago or self._first(found)

    @staticmethod
    def _first(found: Revisions) -> str:
        """The commit that a young project began with; nothing where that is not known, or the only one."""
        line = found.main_line() if found.is_complete else ()
        return line[0].id if len(line) > 1 else ""


def _is_unborn(repository: Repository) -> bool:
    """Whether the branch that HEAD names was never written to; whatever else cannot be read is broken."""
    try:
        head = (repository.own / "HEAD").read_text(encoding="utf-8")
    except (OSError, ValueError):
        return False
    branch = _BRANCH.fullmatch(head)
    return (
        branch is not None
        and ".." not in branch[1]
        and not (repository.shared / branch[1]).exists()
        and not (repository.shared / "packed-refs").exists()
    )


def _known(ask: Callable[[], _Known], unsaid: Iterable[str]) -> _Known | Unknown:
    """What git answers; whatever is wrong with the repository, why it does not, some words left out."""
    try:
        return ask()
    except GovError as error:
        reason, help_ = str(error), error.help
    except (OSError, ValueError) as error:
        cause = error.strerror if isinstance(error, OSError) else str(error)
        reason, help_ = f"the repository cannot be read: {cause or type(error).__name__}", ""
    for folder in unsaid:
        reason = reason.replace(folder, "here")
    return Unknown(printable(reason), help_)
