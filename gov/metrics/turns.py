"""Which commit brought a finding, and which one cured it.

The project is judged as it was, by the rules and on the day of now, at commits of the main line that are
chosen by halving: between one that has a finding and one that has not, the commit in the middle says on which
side the change lies. What a merge brought counts as done by that merge.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from gov.change.numbered import request_of
from gov.errors import GovError
from gov.rulebook import Facts, baseline_of, check, fingerprints
from gov.rulebook.novelty import by_fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from gov.history import Commit
    from gov.history.revisions import Revisions
    from gov.project import Project
    from gov.rulebook import Finding, Rulebook, Verdict

__all__ = ["Turn", "Turns", "judgeable", "told"]

MOST = 24
"""How many commits are judged where nobody asked for this alone: a few for each finding, of few findings."""

_ITEMS = 12_000
_FEWEST = 3
_SHORT = 8
_LONGEST = 72


def judgeable(items: int) -> int:
    """How many commits of a project of so many items are judged beside other work; none where few would be.

    What is spent is bounded by counting, not by a clock: the same repository tells the same on any machine.
    """
    most = min(MOST, _ITEMS // max(items, 1))
    return most if most >= _FEWEST else 0


class Turn(NamedTuple):
    """Where a finding came, or went.

    `commit` is the earliest one known to be as it is since; None where that is not committed. `after` is the
    last one known to be otherwise, None where there is none before. `between` counts the commits between the
    two that nobody looked at: where it is zero, `commit` did it. `is_cut` says that `commit` is the oldest of
    a shallow clone, and that nobody can look further back.
    """

    commit: Commit | None
    after: Commit | None = None
    between: int = 0
    is_cut: bool = False


class _Seen(NamedTuple):
    """What judging a commit told: the rules that ran, and the fingerprints of what they found.

    `hidden` has those as well that stood behind their cause: they were there, and nobody was told.
    """

    ran: frozenset[str]
    found: frozenset[str]
    hidden: frozenset[str]


_NOTHING = _Seen(frozenset(), frozenset(), frozenset())


class Turns:
    """Looks for turns on the main line of a project; what one search has judged serves the next."""

    def __init__(
        self, found: Revisions, like: Project, rulebook: Rulebook, day: date, most: int | None = None
    ) -> None:
        """Look at the past of a project; `like` is the project as it is, `most` how many commits to judge."""
        self.line: Sequence[Commit] = found.main_line()
        self._is_complete = found.is_complete
        self._judge: Callable[[Commit], Verdict] = lambda commit: _judged(found, commit, like, rulebook, day)
        self._left = most
        self._seen: dict[int, _Seen | None] = {-1: _NOTHING}

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
        known = {name for name, finding in findings.items() if finding.code in now.ran}
        turns = {name: Turn(None, self.line[last]) for name in known - now.hidden}
        wanted, first = known & now.hidden, -1
        if wanted and not self._is_complete:
            first, oldest = 0, self._look(0)
            old = wanted & oldest.hidden if oldest else frozenset[str]()
            turns |= dict.fromkeys(old, Turn(self.line[0], is_cut=True))
            wanted -= old
        turns |= self._halved(wanted, first, last, is_there=True)
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
        turns = {name: Turn(None, self.line[last]) for name in findings.keys() & now.found}
        turns |= self._halved(findings.keys() - now.found, start, last, is_there=False)
        return {id(findings[name]): turn for name, turn in turns.items()}

    def _halved(self, wanted: Collection[str], low: int, high: int, *, is_there: bool) -> dict[str, Turn]:
        """The turns of findings that are at `high` what they are not at `low`: there, or not."""
        turns: dict[str, Turn] = {}
        spans = deque([(low, high, frozenset(wanted))] if wanted else [])
        while spans:
            low, high, names = spans.popleft()
            middle, seen = self._between(low, high)
            if seen is None:
                after = self.line[low] if low >= 0 else None
                turns |= dict.fromkeys(names, Turn(self.line[high], after, high - low - 1))
                continue
            as_now = names & seen.hidden if is_there else names - seen.found
            spans.extend(span for span in ((low, middle, as_now), (middle, high, names - as_now)) if span[2])
        return turns

    def _between(self, low: int, high: int) -> tuple[int, _Seen | None]:
        """The readable commit nearest to the middle of two, and what it told; none where nothing is left."""
        for at in _outward(low, high):
            seen = self._look(at)
            if seen is not None:
                return at, seen
        return high, None

    def _look(self, at: int) -> _Seen | None:
        """What a commit told; None where it cannot be judged, or no more may be."""
        if at in self._seen:
            return self._seen[at]
        if at < 0 or self._left == 0:
            return None
        if self._left is not None:
            self._left -= 1
        try:
            verdict = self._judge(self.line[at])
        except GovError:
            self._seen[at] = None
            return None
        found = frozenset(by_fingerprint(verdict))
        hidden = _names((*verdict.findings, *verdict.baselined, *verdict.silenced))
        seen = _Seen(frozenset(verdict.rules_run), found, hidden | found)
        self._seen[at] = seen
        return seen


def _outward(low: int, high: int) -> Iterator[int]:
    """The numbers between two, from the middle outward."""
    middle = (low + high) // 2
    for step in range(high - low):
        for at in (middle - step, middle + step) if step else (middle,):
            if low < at < high:
                yield at


def _judged(found: Revisions, commit: Commit, like: Project, rulebook: Rulebook, day: date) -> Verdict:
    project = found.project(commit.id, like)
    return check(Facts(project, day, baseline=baseline_of(project)), rulebook)


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
        return f"{verb} with {_when(turn.commit)}{number}: {shown or 'no message'}"
    skipped = f"{turn.between} commit{'s' if turn.between > 1 else ''}"
    if turn.after is None:
        return f"{verb} with {_when(turn.commit)} or earlier: {skipped} before it were not judged"
    return f"{verb} after {_when(turn.after)}, with {_when(turn.commit)} at the latest: {skipped} not judged"


def _when(commit: Commit) -> str:
    return f"{commit.id[:_SHORT]} of {commit.when.date().isoformat()}"
