"""Fixes tried in memory: what a project would be judged with them, and which of them bring nothing new."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from gov.project import OverlayTree, load_project
from gov.rulebook.baseline_reading import read_baseline
from gov.rulebook.fixing import edited
from gov.rulebook.novelty import new_findings
from gov.rulebook.run import check

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gov.rulebook.facts import Facts
    from gov.rulebook.finding import Finding
    from gov.rulebook.rulebook import Rulebook
    from gov.rulebook.run import Verdict

__all__ = ["LeftOut", "Sound", "Work", "brought", "sound"]


class LeftOut(NamedTuple):
    """A fix that was not made, and the first finding that it would bring; None where it was not tried."""

    finding: Finding
    brings: Finding | None


class Sound(NamedTuple):
    """Those of some fixes that bring nothing new together, the verdict with them, and the others."""

    accepted: tuple[Finding, ...]
    after: Verdict
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True)
class Work:
    """A project with some of its files changed, in memory."""

    facts: Facts
    rulebook: Rulebook
    changed: tuple[tuple[str, bytes], ...] = ()

    @property
    def files(self) -> dict[str, bytes]:
        """The bytes of what was changed, by path."""
        return dict(self.changed)

    def original(self, path: str) -> bytes:
        """A file as it was before all fixes."""
        document = self.facts.project.by_path.get(path)
        return document.source.data if document else self.facts.project.tree.read(path)

    def with_fixes(self, findings: Sequence[Finding]) -> Work:
        """The same with the fixes of some findings made."""
        files = self.files
        edits = [edit for finding in findings if finding.fix for edit in finding.fix.edits]
        for path in sorted({edit.place.path for edit in edits}):
            data = files[path] if path in files else self.original(path)
            files[path] = edited(data, (edit for edit in edits if edit.place.path == path))
        return replace(self, changed=tuple(sorted(files.items())))

    def judged(self) -> Verdict:
        """What is found in the project as it would be."""
        facts, files = self.facts, self.files
        tree = OverlayTree(facts.project.tree, files)
        baseline = facts.baseline
        if baseline is not None and baseline.path in files:
            baseline = read_baseline(baseline.path, files[baseline.path])
        project = load_project(tree, facts.project.configuration, facts.project.by_path)
        return check(replace(facts, project=project, baseline=baseline), self.rulebook)


def sound(chosen: Sequence[Finding], verdict: Verdict, work: Work, *, most_tries: int) -> Sound:
    """Try some fixes together; where all of them bring something, by halves, down to the single fix."""
    accepted: list[Finding] = []
    left_out: list[LeftOut] = []
    after, tries = verdict, 0
    pending = [tuple(chosen)] if chosen else []
    while pending:
        group = pending.pop()
        if tries == most_tries:
            left_out.extend(LeftOut(finding, None) for finding in group)
            continue
        tries += 1
        tried = work.with_fixes((*accepted, *group)).judged()
        brings = brought(tried, verdict)
        if not brings and len(tried.failures) <= len(verdict.failures):
            accepted.extend(group)
            after = tried
        elif len(group) == 1:
            left_out.append(LeftOut(group[0], brings[0] if brings else None))
        else:
            middle = len(group) // 2
            pending += [group[middle:], group[:middle]]
    return Sound(tuple(accepted), after, tuple(left_out))


def brought(after: Verdict, before: Verdict) -> list[Finding]:
    """The errors and warnings that were not there, neither shown nor silenced by others.

    What is new and silenced is brought as well: it would be seen as soon as another fix cures what silences
    it, and that fix would be blamed. It comes after what is shown.

    An exception that is not needed any more is no harm but the sign of a cure, where a safe fix takes it out.
    What counts is how often each code is found in each file: no fix moves an item to another file, while it
    may give it another number, and two items of one number cannot be told by it.
    """
    shown = [finding for finding in (*after.findings, *after.silenced) if finding.severity != "info"]
    harmful = [finding for finding in shown if not _is_sign_of_cure(finding)]
    had = Counter(_place(finding) for finding in (*before.findings, *before.silenced))
    has = Counter(map(_place, harmful))
    more = [finding for finding in harmful if has[_place(finding)] > had[_place(finding)]]
    hidden = frozenset(id(finding.draft) for finding in after.silenced)
    new = frozenset(id(finding.draft) for finding in new_findings(after, before).findings) if more else ()
    return sorted(more, key=lambda finding: (id(finding.draft) in hidden, id(finding.draft) not in new))


def _is_sign_of_cure(finding: Finding) -> bool:
    """Whether a finding only says that an exception has nothing left to excuse, and can be taken out."""
    return finding.code in _LEFT_OVER and finding.fix is not None and finding.fix.is_safe


_LEFT_OVER = frozenset(("ENF-013.stale-baseline", "ENF-013.unused-suppression"))


def _place(finding: Finding) -> tuple[str, str]:
    return (finding.code, finding.location.path)
