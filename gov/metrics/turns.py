"""Which commit brought a finding, and which one cured it.

The project is judged as it was, by the rules and on the day of now, at commits of the main line: at those
that changed documents or settings one after the other, the newest first, until the finding was otherwise.
Where that would take too many, halving finds a commit that did it, and what lies between it and now is said
not to have been judged. What a merge brought counts as done by that merge. A commit at which the rule was
off, the document was not read or the project could not be judged tells nothing of a finding.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from gov.change.numbered import request_of
from gov.errors import GovError
from gov.rulebook import Facts, baseline_of, check, fingerprints
from gov.rulebook.baseline import key_of
from gov.rulebook.novelty import by_fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from gov.history import Commit
    from gov.history.revisions import Revisions
    from gov.project import Project
    from gov.rulebook import Finding, Rulebook, Verdict
    from gov.rulebook.baseline import Key

__all__ = ["Turn", "Turns", "judgeable", "told"]

MOST = 24
"""How many commits are judged where nobody asked for this alone, half of them one after the other."""

_WALKED = 200
_ITEMS = 12_000
_FEWEST = 3
_DOCUMENTS = (".md", ".markdown")
_SHORT = 8
_LONGEST = 72


def judgeable(items: int) -> int:
    """How many commits of a project of so many items are judged beside other work; none where few would be.

    What is spent is bounded by counting, not by a clock: the same repository tells the same on any machine.
    """
    most = min(MOST, _ITEMS // max(items, 1))
    return most if most >= _FEWEST else 0


class Turn(NamedTuple):
    """Where a finding came, or went, for the last time that anybody knows of.

    `commit` is the earliest one known to be as it is since; None where that is not committed. `after` is the
    last one before it known to be otherwise, None where there is none. `between` counts the commits between
    the two that tell nothing: where it is zero, `commit` did it. `since` counts those after `commit` that
    changed documents or settings and were not judged: where it is zero, nothing happened in between. `is_cut`
    says that `commit` is the oldest of a shallow clone, and that nobody can look further back.
    """

    commit: Commit | None
    after: Commit | None = None
    between: int = 0
    since: int = 0
    is_cut: bool = False


class _Seen(NamedTuple):
    """What judging a commit told: the rules that ran, and the fingerprints of what they found.

    `hidden` has those as well that stood behind their cause: they were there, and nobody was told. `several`
    are the keys of what more than one says. `unread` tells whether a file was there and no document of the
    project.
    """

    ran: frozenset[str]
    found: frozenset[str]
    hidden: frozenset[str]
    several: frozenset[Key]
    unread: Callable[[str], bool]

    def has(self, name: str, finding: Finding, *, is_there: bool) -> bool | None:
        """Whether a finding was there; None where the commit tells nothing of it.

        One that is there now was there where it was hidden; of one that is gone nobody can tell there.
        """
        if key_of(finding) in self.several:
            return None
        if name in self.found:
            return True
        if name in self.hidden:
            return True if is_there else None
        return None if finding.code not in self.ran or self.unread(finding.location.path) else False


class Turns:
    """Looks for turns on the main line of a project; what one search has judged serves the next."""

    def __init__(
        self, found: Revisions, like: Project, rulebook: Rulebook, day: date, most: int | None = None
    ) -> None:
        """Look at the past of a project; `like` is the project as it is, `most` how many commits to judge."""
        self.line: Sequence[Commit] = found.main_line()
        changing = found.changing(like.configuration)
        self._changing = [at for at, commit in enumerate(self.line) if commit.id in changing]
        self._is_complete = found.is_complete
        self._judge: Callable[[Commit], _Seen] = lambda commit: _judged(found, commit, like, rulebook, day)
        self._left = most
        self._walked = _WALKED if most is None else most // 2
        self._seen: dict[int, _Seen | None] = {}

    def holds(self, commit: str) -> bool:
        """Whether a commit is on the main line, so that one may look from there."""
        return any(one.id == commit for one in self.line)

    def brought(self, verdict: Verdict) -> dict[int, Turn]:
        """Where each finding that there is now came, by its `id()`.

        Those that no commit can tell of are left out: of rules that need more than documents, such as
        reports, or all of them where the newest commit cannot be judged.
        """
        shown = {id(finding) for finding in verdict.findings}
        findings = {name: f for name, f in by_fingerprint(verdict).items() if id(f) in shown}
        last = len(self.line) - 1
        now = self._look(last) if findings else None
        if now is None:
            return {}
        states = {name: now.has(name, finding, is_there=True) for name, finding in findings.items()}
        turns = {name: Turn(None, self.line[last]) for name, state in states.items() if state is False}
        wanted = {name: findings[name] for name, state in states.items() if state}
        first = -1 if self._is_complete else 0
        turns |= {name: self._turn(name, f, first, is_there=True) for name, f in wanted.items()}
        return {id(findings[name]): turn for name, turn in turns.items()}

    def cured(self, findings: Mapping[str, Finding], since: str) -> dict[int, Turn]:
        """Where findings went that a commit of the main line had, by the `id()` of each.

        Given are those that are not there now, by the fingerprint that they had then (`novelty.gone`).
        """
        start = next((at for at, commit in enumerate(self.line) if commit.id == since), None)
        last = len(self.line) - 1
        now = self._look(last) if findings and start is not None else None
        if now is None or start is None:
            return {}
        states = {name: now.has(name, finding, is_there=False) for name, finding in findings.items()}
        turns = {name: Turn(None, self.line[last]) for name, state in states.items() if state}
        wanted = {name: findings[name] for name, state in states.items() if state is False}
        turns |= {name: self._turn(name, f, start, is_there=False) for name, f in wanted.items()}
        return {id(findings[name]): turn for name, turn in turns.items()}

    def _turn(self, name: str, finding: Finding, first: int, *, is_there: bool) -> Turn:
        """The last turn of a finding to what it is at the newest commit: there, or not."""
        low, high, is_torn = self._walk(name, finding, first, is_there=is_there)
        begun = self._state(0, name, finding, is_there=True) if low == first == 0 and is_there else False
        if begun and not is_torn:
            return Turn(self.line[0], is_cut=True)
        while not is_torn:
            at, state = self._between(low, high, name, finding, is_there=is_there)
            if state is None:
                break
            low, high = (low, at) if state is is_there else (at, high)
        unseen = self._unseen(high, name, finding)
        if is_torn or (low == first and begun is None):
            return Turn(self.line[high], None, high, unseen)
        return Turn(self.line[high], self.line[low] if low >= 0 else None, high - low - 1, unseen)

    def _walk(self, name: str, finding: Finding, first: int, *, is_there: bool) -> tuple[int, int, bool]:
        """The last commit that is known to tell otherwise, and the first since that tells what holds now.

        Where several say the same at one of them, nobody can tell which of them it was: what lies before may
        be another one's. That is the third.
        """
        last = len(self.line) - 1
        high = last
        for at in reversed(self._changing):
            if at >= last or at < first:
                continue
            if at not in self._seen and not self._walked:
                break
            self._walked -= at not in self._seen
            if self._is_one_of_several(at, finding):
                return first, high, True
            state = self._state(at, name, finding, is_there=is_there)
            if state is (not is_there):
                return at, high, False
            if state is not None:
                high = at
        return first, high, False

    def _is_one_of_several(self, at: int, finding: Finding) -> bool:
        seen = self._look(at)
        return seen is not None and key_of(finding) in seen.several

    def _unseen(self, after: int, name: str, finding: Finding) -> int:
        """How many later commits that can change a verdict tell nothing of a finding."""
        last = len(self.line) - 1
        return sum(after < at < last and self._is_unknown(at, name, finding) for at in self._changing)

    def _is_unknown(self, at: int, name: str, finding: Finding) -> bool:
        seen = self._seen.get(at)
        return seen is None or seen.has(name, finding, is_there=True) is None

    def _between(
        self, low: int, high: int, name: str, finding: Finding, *, is_there: bool
    ) -> tuple[int, bool | None]:
        """The commit nearest to the middle of two that tells of a finding, and what; None where none does."""
        for at in _outward(low, high):
            state = self._state(at, name, finding, is_there=is_there)
            if state is not None:
                return at, state
        return high, None

    def _state(self, at: int, name: str, finding: Finding, *, is_there: bool) -> bool | None:
        """Whether a finding was there at a commit; None where nobody can tell."""
        seen = self._look(at)
        return seen.has(name, finding, is_there=is_there) if seen is not None else None

    def _look(self, at: int) -> _Seen | None:
        """What a commit told; None where it cannot be judged, or no more may be."""
        if at in self._seen:
            return self._seen[at]
        if self._left == 0:
            return None
        if self._left is not None:
            self._left -= 1
        try:
            seen = self._judge(self.line[at])
        except GovError:
            seen = None
        self._seen[at] = seen
        return seen


def _outward(low: int, high: int) -> Iterator[int]:
    """The numbers between two, from the middle outward."""
    middle = (low + high) // 2
    for step in range(high - low):
        for at in (middle - step, middle + step) if step else (middle,):
            if low < at < high:
                yield at


def _judged(found: Revisions, commit: Commit, like: Project, rulebook: Rulebook, day: date) -> _Seen:
    project = found.project(commit.id, like)
    verdict = check(Facts(project, day, baseline=baseline_of(project)), rulebook)
    told = frozenset(by_fingerprint(verdict))
    everything = (*verdict.findings, *verdict.baselined, *verdict.silenced)
    hidden = _names(everything)
    read = frozenset(project.by_path)

    def unread(path: str) -> bool:
        return path.lower().endswith(_DOCUMENTS) and path not in read and project.tree.exists(path)

    counts = Counter(map(key_of, everything))
    several = frozenset(key for key, count in counts.items() if count > 1)
    return _Seen(frozenset(verdict.rules_run), told, hidden | told, several, unread)


def _names(findings: Iterable[Finding]) -> frozenset[str]:
    return frozenset(fingerprints(sorted(findings, key=lambda finding: finding.sort_key)))


def told(turn: Turn, verb: str) -> str:
    """A turn in words; `verb` says what happened: `Came`, `Cured`."""
    if turn.commit is None:
        return f"{verb} in what is not committed yet"
    if turn.is_cut:
        return f"There at {_when(turn.commit)} already, and this clone goes no further back"
    if not turn.between:
        request = request_of(turn.commit.message)
        subject = turn.commit.subject
        shown = subject if len(subject) <= _LONGEST else f"{subject[: _LONGEST - 1].rstrip()}\u2026"
        number = f" ({request})" if request else ""
        later = f". {_commits(turn.since)} after it not judged" if turn.since else ""
        return f"{verb} with {_when(turn.commit)}{number}: {shown or 'no message'}{later}"
    skipped = f"{_commits(turn.between)} between them not judged"
    if turn.after is None:
        skipped = f"{_commits(turn.between)} before it not judged"
        return f"{verb} with {_when(turn.commit)} or earlier: {skipped}"
    return f"{verb} after {_when(turn.after)}, with {_when(turn.commit)} at the latest: {skipped}"


def _commits(commits: int) -> str:
    return f"{commits} commit{'' if commits == 1 else 's'}"


def _when(commit: Commit) -> str:
    return f"{commit.id[:_SHORT]} of {commit.when.date().isoformat()}"
