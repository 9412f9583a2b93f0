"""Findings, by severity and by family, and how many rules had a say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.metrics.measure import Definition
from gov.metrics.metric import Metric
from gov.rulebook import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.metrics.known import Known
    from gov.rulebook import Finding

ORDER = 80

FINDINGS = Definition(
    name="findings",
    title="Findings",
    unit="findings",
    numerator="what the rules that were run find, less what the text or a baseline excuses",
    denominator="all findings, where some are told by severity or family",
    made_of="the findings of gov check",
    raised_by="breaking rules; curing findings lowers it",
)
SET_ASIDE = Definition(
    name="findings_set_aside",
    title="Findings set aside",
    unit="findings",
    numerator="findings that an exception in the text or the baseline covers",
    denominator="nothing: they are counted to be seen",
    made_of="the findings of gov check, and the exceptions",
    raised_by="excusing findings; curing them lowers it",
)
RULES = Definition(
    name="rules_run",
    title="Rules that were run",
    unit="share of rules",
    numerator="rules that had a say",
    denominator="all rules that are not switched off",
    made_of="the rules that gov check lists as run and as not run",
    raised_by="giving rules what they need: history, a base, reports of other tools",
)


def measure(known: Known) -> Iterator[Metric]:
    """All, then each severity, then each family; what was set aside; the rules that were run."""
    verdict = known.verdict
    silent = "" if verdict.rules_run else "no rule was run, so nothing is known"
    names = [_name(finding) for finding in verdict.findings]
    yield _told(Metric.count(FINDINGS, names, None), silent)
    for severity in SEVERITIES:
        yield _part(known, severity, severity, frozenset((severity,)), silent)
    ran = {_family(code) for code in verdict.rules_run}
    waiting = {_family(entry.code) for entry in verdict.rules_not_run}
    for family in sorted(ran | waiting | {_family(finding.code) for finding in verdict.findings}):
        reason = "" if family in ran else "none of its rules was run"
        yield _part(known, family, family, frozenset((family,)), reason)
    excused = [_name(entry.finding) for entry in verdict.suppressed]
    yield _told(Metric.count(SET_ASIDE, [*excused, *map(_name, verdict.baselined)], None), silent)
    not_run = [entry.code for entry in verdict.rules_not_run]
    yield Metric.share(RULES, verdict.rules_run, [*not_run, *(f.code for f in verdict.failures)])


def _part(known: Known, which: str, title: str, wanted: frozenset[str], lacking: str) -> Metric:
    found = known.verdict.findings
    inside = [_name(f) for f in found if wanted & {f.severity, _family(f.code)}]
    outside = [_name(f) for f in found if not wanted & {f.severity, _family(f.code)}]
    return _told(Metric.count(FINDINGS, inside, outside), lacking).of(which, title)


def _told(metric: Metric, lacking: str) -> Metric:
    return Metric.not_known(metric.definition, lacking, metric.form) if lacking else metric


def _family(code: str) -> str:
    return code.partition(".")[0]


def _name(finding: Finding) -> str:
    place = finding.location
    return f"{place.path}:{place.line}:{place.column} {finding.code}"
