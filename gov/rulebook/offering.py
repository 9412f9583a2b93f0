"""Fixes offered to others, who apply them untried: an editor one of them, a review some, a script all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gov.rulebook.fixing import fixes_of
from gov.rulebook.run import check
from gov.rulebook.trying import Work, brought, sound

if TYPE_CHECKING:
    from collections.abc import Container

    from gov.rulebook.facts import Facts
    from gov.rulebook.finding import Finding
    from gov.rulebook.rulebook import Rulebook
    from gov.rulebook.run import Verdict

__all__ = ["offered"]

# What trying may cost: so many judgements at most, and so many items looked at in all of them.
_MOST_TRIES = 60
_MOST_ITEMS = 30_000


def offered(verdict: Verdict, facts: Facts, rulebook: Rulebook) -> Verdict:
    """A verdict with those of its fixes that bring no error or warning, each by itself and all together.

    Safe fixes bring none by themselves: rules promise that. Where there are only such, nothing is tried; an
    unsafe fix that was not tried, as there are too many of them, is not offered.
    """
    if all(finding.fix is None or finding.fix.is_safe for finding in verdict.findings):
        return verdict
    work, before = Work(facts, rulebook), check(facts, rulebook)
    budget = min(_MOST_TRIES, _MOST_ITEMS // (len(facts.project.items) or 1))
    alone: set[int] = set()
    for finding in (f for f in verdict.findings if f.fix is not None):
        if finding.fix is not None and finding.fix.is_safe:
            alone.add(id(finding))
        elif budget > 0:
            budget -= 1
            if _brings_nothing((finding,), before, work):
                alone.add(id(finding))
    return _with_fixes(verdict, _together(_with_fixes(verdict, alone), before, work))


def _together(verdict: Verdict, before: Verdict, work: Work) -> set[int]:
    """The findings, by `id`, whose fixes bring nothing even if all that can be are made."""
    fixing = {id(f) for f in verdict.findings if f.fix is not None}
    while True:
        findings = tuple(f for f in verdict.findings if id(f) in fixing)
        chosen = sorted(
            fixes_of(findings, with_unsafe=True), key=lambda f: f.fix is None or not f.fix.is_safe
        )
        found = sound(chosen, before, work, most_tries=_MOST_TRIES)
        if not found.left_out:
            return fixing
        fixing -= {id(entry.finding) for entry in found.left_out}


def _brings_nothing(findings: tuple[Finding, ...], before: Verdict, work: Work) -> bool:
    after = work.with_fixes(findings).judged()
    return not brought(after, before) and len(after.failures) <= len(before.failures)


def _with_fixes(verdict: Verdict, fixing: Container[int]) -> Verdict:
    kept = (f if f.fix is None or id(f) in fixing else replace(f, fix=None) for f in verdict.findings)
    return replace(verdict, findings=tuple(kept))
