"""A project judged: what is known of it, what is found, and which part of that was asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from gov.cli._loading import today
from gov.evidence import Evidence
from gov.rulebook import Facts, baseline_of, check, new_findings

if TYPE_CHECKING:
    from gov.cli._comparing import Compared
    from gov.cli._loading import Loaded
    from gov.rulebook import Rulebook, Verdict

__all__ = ["Judging"]


@dataclass(frozen=True)
class Judging:
    """A project with what it is compared with, and what is shown of the verdict on it."""

    loaded: Loaded
    rulebook: Rulebook
    comparison: Compared
    evidence: Evidence

    @cached_property
    def facts(self) -> Facts:
        """Everything the rules may look at."""
        project, comparison = self.loaded.project, self.comparison
        baseline = baseline_of(project)
        return Facts(
            project, today(), comparison.base, comparison.past, self.evidence, baseline,
            against=comparison.against,
        )  # fmt: skip

    @cached_property
    def whole(self) -> Verdict:
        """The verdict on the whole project."""
        return check(self.facts, self.rulebook)

    @cached_property
    def elsewhere(self) -> int:
        """How many findings lie outside of what was asked for."""
        return len(self._new(self.whole).findings) - len(self.asked(self.whole).findings)

    def again(self, loaded: Loaded) -> Judging:
        """The same once files have changed."""
        return replace(self, loaded=loaded)

    def asked(self, verdict: Verdict) -> Verdict:
        """A verdict with the findings that were asked for: in some paths, or those that are new."""
        new, is_wanted = self._new(verdict), self.loaded.is_wanted
        return replace(new, findings=tuple(f for f in new.findings if is_wanted(f.location.path)))

    def _new(self, verdict: Verdict) -> Verdict:
        return verdict if self._before is None else new_findings(verdict, self._before)

    @cached_property
    def _before(self) -> Verdict | None:
        """The verdict on what the branch began with, with the same findings set aside.

        The reports of today tell nothing of it: a test that fails now is not known to have failed then.
        """
        origin = self.comparison.origin
        if origin is None:
            return None
        held = self.comparison.held or Evidence()
        facts = Facts(origin, today(), evidence=held, baseline=self.facts.baseline)
        return check(facts, self.rulebook)
