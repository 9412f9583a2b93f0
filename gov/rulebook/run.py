"""Run every rule over one set of facts: ordering, severity, causes, suppression, once and here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from gov.project import Globs
from gov.rulebook.baseline import SetAside
from gov.rulebook.causes import without_consequences
from gov.rulebook.finding import SEVERITIES, Draft, Finding, Location, Severity
from gov.rulebook.masking import Secrets, masked, secrets_of, without_secrets
from gov.rulebook.overriding import overriding
from gov.rulebook.sources import Sources
from gov.rulebook.suppression import Exceptions, Suppression, suppressions_of
from gov.rulebook.user_rules import rules_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from gov.config import CheckSettings
    from gov.project import Project
    from gov.rulebook.baseline import Baseline, Entry
    from gov.rulebook.facts import Facts
    from gov.rulebook.rule import Rule
    from gov.rulebook.rulebook import Rulebook
    from gov.text import Source

__all__ = ["Failure", "NotRun", "Suppressed", "Verdict", "check", "completed"]

_UNREAD = frozenset(("ENF-000.too-large", "ENF-000.unreadable"))


class NotRun(NamedTuple):
    """A rule that did not run, and why."""

    code: str
    reason: str


class Failure(NamedTuple):
    """A rule that raised: a fault of the rule, never of the documents."""

    code: str
    error: str
    trace: str


class Suppressed(NamedTuple):
    """A finding that an exception in the text covers."""

    finding: Finding
    suppression: Suppression


@dataclass(frozen=True)
class Verdict:
    """What a check came to. `findings` are in the one order; `rules_run` and `rules_off` are codes.

    What the settings switch off is off; what lacks something it needs is not run. `baselined` are the
    findings that a baseline sets aside: they fail nothing, and no output leaves them unsaid. `stale` are its
    entries that match no finding any more. `known` are the findings that the base has as well, where only new
    ones are asked for. `silenced` are consequences of other findings, which are not shown beside them.
    """

    project: Project
    findings: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...]
    rules_run: tuple[str, ...]
    rules_not_run: tuple[NotRun, ...]
    failures: tuple[Failure, ...]
    rules_off: tuple[str, ...] = ()
    baselined: tuple[Finding, ...] = ()
    has_baseline: bool = False
    stale: tuple[Entry, ...] = ()
    known: tuple[Finding, ...] = ()
    silenced: tuple[Finding, ...] = ()

    def count(self, severity: Severity) -> int:
        """How many findings have a severity."""
        return sum(finding.severity == severity for finding in self.findings)

    def line(self, source: Source, number: int) -> str:
        """A line of a document as an output may show it: secrets that were found in it are masked."""
        return masked(source.line_text(number), self._secrets.get((source.path, number), ()))

    @cached_property
    def _secrets(self) -> Secrets:
        suppressed = (entry.finding for entry in self.suppressed)
        return secrets_of((*self.findings, *suppressed, *self.baselined, *self.known, *self.silenced))

    def fails(self, threshold: Severity) -> bool:
        """Whether a finding is at or above a severity."""
        failing = SEVERITIES[: SEVERITIES.index(threshold) + 1]
        return any(finding.severity in failing for finding in self.findings)


def check(facts: Facts, rulebook: Rulebook) -> Verdict:
    """Run the rules of a rulebook, and the team's own, over facts."""
    settings = facts.project.configuration.check
    rules = (*rulebook.rules, *rules_of(facts.project.configuration))
    chosen = [rule for rule in rules if _is_selected(rule.code, settings) or _is_told_anyhow(rule, facts)]
    running = frozenset(rule.code for rule in chosen)
    disabled = tuple(rule.code for rule in rules if rule.code not in running)
    not_run: list[NotRun] = []
    facts = replace(facts, suppressions=suppressions_of(facts.project), disabled=disabled)
    counting = (s for s in facts.suppressions if facts.proven is None or s in facts.proven)
    runner = _Runner(Sources(facts), settings, not_run)
    covering = Exceptions((*counting, *overriding(facts)), facts.today)
    baseline = facts.baseline
    aside = SetAside(baseline.entries, facts.project.tree.exists) if baseline else None

    def is_weak(finding: Finding) -> bool:
        return (
            _is_demoted(finding, settings)
            or _is_ignored_in_file(finding, settings)
            or covering.of(finding) is not None
            or (aside is not None and aside.may_hold(finding))
        )

    said = tuple(runner.run((r for r in chosen if "findings" not in r.needs), facts))
    found = without_secrets(said, facts.project)
    left = without_consequences(found, is_weak)
    first = tuple(f for f in left if not _is_ignored_in_file(f, settings))
    suppressed = tuple(Suppressed(finding, excuse) for finding in first if (excuse := covering.of(finding)))
    covered = {id(s.finding) for s in suppressed}
    findings = [finding for finding in first if id(finding) not in covered]
    matched = aside.match(findings) if aside else {}
    baselined = [finding for finding in findings if id(finding) in matched]
    findings = [finding for finding in findings if id(finding) not in matched]
    stale = _stale(baseline, aside.match(found).values(), runner.ran) if baseline and aside else ()
    last = replace(
        facts,
        findings=first,
        used=frozenset(s.suppression for s in suppressed),
        ran=frozenset(runner.ran),
        not_run=frozenset(entry.code for entry in not_run),
        stale=stale,
    )
    findings.extend(runner.run((r for r in chosen if "findings" in r.needs), last))
    findings.sort(key=lambda finding: finding.sort_key)
    return Verdict(
        facts.project,
        tuple(findings),
        suppressed,
        tuple(sorted(runner.ran)),
        tuple(sorted(not_run)),
        tuple(runner.failures),
        disabled,
        tuple(sorted(baselined, key=lambda finding: finding.sort_key)),
        has_baseline=baseline is not None,
        stale=stale,
        silenced=_silenced(found, left, is_weak),
    )


def completed(verdict: Verdict, facts: Facts, rulebook: Rulebook) -> Verdict:
    """A verdict with the rules that these facts let run, and those that it was made of did not.

    Their findings are about the verdict itself: no exception covers them.
    """
    settings = facts.project.configuration.check
    waiting = {entry.code for entry in verdict.rules_not_run}
    able = [rule for rule in rulebook.rules if rule.code in waiting and not any(map(facts.lacks, rule.needs))]
    runner = _Runner(Sources(facts), settings, [])
    findings = [*verdict.findings, *runner.run(able, facts)]
    findings.sort(key=lambda finding: finding.sort_key)
    done = {*runner.ran, *(failure.code for failure in runner.failures)}
    return replace(
        verdict,
        findings=tuple(findings),
        rules_run=tuple(sorted((*verdict.rules_run, *runner.ran))),
        rules_not_run=tuple(entry for entry in verdict.rules_not_run if entry.code not in done),
        failures=(*verdict.failures, *runner.failures),
    )


class _Runner:
    """Runs rules, and keeps which of them ran, which did not, and which broke."""

    def __init__(self, sources: Sources, settings: CheckSettings, not_run: list[NotRun]) -> None:
        self._sources = sources
        self._settings = settings
        self._not_run = not_run
        self.ran: list[str] = []
        self.failures: list[Failure] = []

    def run(self, wanted: Iterable[Rule], facts: Facts) -> list[Finding]:
        """What some rules find."""
        found: list[Finding] = []
        sources, settings = self._sources, self._settings
        for rule in wanted:
            lacking = next((reason for need in rule.needs if (reason := facts.lacks(need))), "")
            if lacking:
                self._not_run.append(NotRun(rule.code, lacking))
                continue
            try:
                found.extend(_finding(rule, draft, sources, settings) for draft in rule.check(facts))
                self.ran.append(rule.code)
            except Exception as error:  # noqa: BLE001 - whatever a rule raises is reported, after all other findings
                import traceback  # noqa: PLC0415 - only for a rule that is broken

                self.failures.append(
                    Failure(rule.code, f"{type(error).__name__}: {error}", traceback.format_exc())
                )
        return found


def _stale(baseline: Baseline, matched: Iterable[Entry], ran: Iterable[str]) -> tuple[Entry, ...]:
    """The entries of rules that ran and found nothing of the kind, in their order."""
    live, known = frozenset(matched), frozenset(ran)
    return tuple(entry for entry in baseline.entries if entry not in live and entry.code in known)


def _silenced(
    found: Collection[Finding], left: Collection[Finding], is_weak: Callable[[Finding], bool]
) -> tuple[Finding, ...]:
    """What was left out as a consequence of something else, and is not set aside anyway."""
    if len(found) == len(left):
        return ()
    shown = frozenset(id(finding.draft) for finding in left)
    return tuple(f for f in found if id(f.draft) not in shown and not is_weak(f))


def _finding(rule: Rule, draft: Draft, sources: Sources, settings: CheckSettings) -> Finding:
    location = Location.of(draft.place, sources.of(draft.place))
    related = [(Location.of(other.place, sources.of(other.place)), other.message) for other in draft.related]
    severity = (
        settings.severity.get(rule.code)
        or settings.severity.get(rule.family)
        or draft.severity
        or rule.severity
    )
    return Finding(
        rule.code, severity, draft.message, location, draft.help, draft.item, tuple(related), draft.fix, draft
    )


def _is_selected(code: str, settings: CheckSettings) -> bool:
    """Whether a code runs: the longest of the select and ignore entries that match it decides.

    Ignore wins a tie.
    """
    chosen = (*settings.select, *settings.extend_select)
    lengths = (len(entry) for entry in chosen if _matches(code, entry))
    wanted = max(lengths, default=-1 if settings.select else 0)
    unwanted = max((len(entry) for entry in settings.ignore if _matches(code, entry)), default=-1)
    return wanted > unwanted


def _is_told_anyhow(rule: Rule, facts: Facts) -> bool:
    """Whether a rule tells of a file that nobody could read, and is only not selected.

    Of the rules that are, none saw that file: without it, everything would look in order.
    """
    if rule.code not in _UNREAD:
        return False
    is_ignored = not _is_selected(rule.code, replace(facts.project.configuration.check, select=()))
    return not is_ignored and next(iter(rule.check(facts)), None) is not None


def _matches(code: str, entry: str) -> bool:
    return code == entry or code.startswith(entry + ".")


def _is_demoted(finding: Finding, settings: CheckSettings) -> bool:
    """Whether the project made a diagnostic less than an error."""
    chosen = settings.severity.get(finding.code) or settings.severity.get(finding.code.partition(".")[0])
    return chosen is not None and chosen != "error"


@cache
def _globs(pattern: str) -> Globs:
    return Globs.of_texts((pattern,))


def _is_ignored_in_file(finding: Finding, settings: CheckSettings) -> bool:
    if not settings.per_file_ignores:
        return False
    return any(
        any(_matches(finding.code, code) for code in codes) and _globs(pattern).covers(finding.location.path)
        for pattern, codes in settings.per_file_ignores.items()
    )
