"""Fixes tried before they are made: what would bring a new finding is left out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from gov.project import OverlayTree, load_project
from gov.rulebook.baseline_reading import read_baseline
from gov.rulebook.fixing import edited, fixes_of
from gov.rulebook.novelty import new_findings
from gov.rulebook.run import check

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gov.rulebook.facts import Facts
    from gov.rulebook.finding import Finding
    from gov.rulebook.rulebook import Rulebook
    from gov.rulebook.run import Verdict

__all__ = ["LeftOut", "Mended", "mended"]

# A fix may uncover another where two touch the same bytes; more rounds would be a fault of a rule.
_MOST_PASSES = 10
# So often is a project judged at most to find out which of several fixes bring something new.
_MOST_TRIES = 60


class LeftOut(NamedTuple):
    """A fix that was not made, and the first finding that it would bring."""

    finding: Finding
    brings: Finding | None


class Mended(NamedTuple):
    """Files after all passes: bytes before and after by path, the findings that were fixed, and those not."""

    files: dict[str, tuple[bytes, bytes]]
    findings: tuple[Finding, ...]
    left_out: tuple[LeftOut, ...]


def mended(
    facts: Facts,
    rulebook: Rulebook,
    verdict: Verdict,
    *,
    with_unsafe: bool = False,
    narrowed: Callable[[Verdict], Verdict] = lambda verdict: verdict,
) -> Mended:
    """Make the safe fixes of a project in memory, or the unsafe ones as well, until none is left.

    No fix is made that would bring an error or a warning, here or elsewhere in the project. `narrowed` leaves
    in a verdict what is to be fixed of it.
    """
    work = _Work(facts, rulebook)
    made: list[Finding] = []
    left_out: list[LeftOut] = []
    for _ in range(_MOST_PASSES):
        chosen = fixes_of(narrowed(verdict).findings, with_unsafe=with_unsafe)
        accepted, after, left_out = _sound(chosen, verdict, work)
        if not accepted:
            break
        made += accepted
        work = work.with_fixes(accepted)
        verdict = after
    files = {path: (work.original(path), data) for path, data in sorted(work.files.items())}
    return Mended(files, tuple(made), tuple(left_out))


@dataclass(frozen=True)
class _Work:
    """A project with some of its files changed, in memory."""

    facts: Facts
    rulebook: Rulebook
    changed: tuple[tuple[str, bytes], ...] = ()

    @property
    def files(self) -> dict[str, bytes]:
        return dict(self.changed)

    def original(self, path: str) -> bytes:
        document = self.facts.project.by_path.get(path)
        return document.source.data if document else self.facts.project.tree.read(path)

    def with_fixes(self, findings: Sequence[Finding]) -> _Work:
        files = self.files
        edits = [edit for finding in findings if finding.fix for edit in finding.fix.edits]
        for path in sorted({edit.place.path for edit in edits}):
            data = files[path] if path in files else self.original(path)
            files[path] = edited(data, (edit for edit in edits if edit.place.path == path))
        return replace(self, changed=tuple(sorted(files.items())))

    def judged(self) -> Verdict:
        facts, files = self.facts, self.files
        tree = OverlayTree(facts.project.tree, files)
        baseline = facts.baseline
        if baseline is not None and baseline.path in files:
            baseline = read_baseline(baseline.path, files[baseline.path])
        project = load_project(tree, facts.project.configuration, facts.project.by_path)
        return check(replace(facts, project=project, baseline=baseline), self.rulebook)


def _sound(
    chosen: Sequence[Finding], verdict: Verdict, work: _Work
) -> tuple[list[Finding], Verdict, list[LeftOut]]:
    """Those of some fixes that bring nothing new together, the verdict with them, and the others.

    Where all together bring something they are tried by halves, down to the single fix.
    """
    accepted: list[Finding] = []
    left_out: list[LeftOut] = []
    after, tries = verdict, 0
    pending = [tuple(chosen)] if chosen else []
    while pending:
        group = pending.pop()
        if tries == _MOST_TRIES:
            left_out.extend(LeftOut(finding, None) for finding in group)
            continue
        tries += 1
        tried = work.with_fixes((*accepted, *group)).judged()
        brought = _brought(tried, verdict)
        if not brought and len(tried.failures) <= len(verdict.failures):
            accepted.extend(group)
            after = tried
        elif len(group) == 1:
            left_out.append(LeftOut(group[0], brought[0] if brought else None))
        else:
            middle = len(group) // 2
            pending += [group[middle:], group[:middle]]
    return accepted, after, left_out


def _brought(after: Verdict, before: Verdict) -> list[Finding]:
    """The errors and warnings that were not there, neither shown nor silenced by others.

    An item that got another number brings nothing by that: what is found in its file is as much as before.
    """
    had = Counter(_place(finding) for finding in (*before.findings, *before.silenced))
    has = Counter(map(_place, after.findings))
    new = new_findings(after, before).findings
    return [f for f in new if f.severity != "info" and has[_place(f)] > had[_place(f)]]


def _place(finding: Finding) -> tuple[str, str]:
    return (finding.code, finding.location.path)
