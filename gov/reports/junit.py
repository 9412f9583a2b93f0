"""For pipelines that show test results: a test case for each rule and item, so that passes are seen too.

A case fails where a finding fails the check; a finding that does not is told in a case that passes. What did
not run, what was set aside, and what the base has as well where only new findings count, is skipped, with the
reason.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from gov.reports._workspace import prefix
from gov.reports._xml import attributes, content, document
from gov.rulebook import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gov.reports import Context
    from gov.rulebook import Finding, Severity, Verdict

__all__ = ["MOST_CASES", "render"]

# A case for each rule and item up to so many, which is 4 MB; above that, items without a finding share one.
MOST_CASES = 20_000
_COUNTED = ("failures", "errors", "skipped")


class _Case(NamedTuple):
    """One test case: what it is about and where that stands, how it ended, and the element that says so."""

    name: str
    path: str
    line: int
    state: str = ""
    element: str = ""


class _Excused(NamedTuple):
    """A finding that fails nothing, and why."""

    finding: Finding
    why: str


def render(verdict: Verdict, context: Context) -> str:
    """Write a verdict as test cases, a suite for each rule."""
    suites = list(_suites(verdict, context))
    way = prefix(context.root)
    every = [case for _, cases in suites for case in cases]
    lines = [f"<testsuites{attributes(name='govtrace')}{_totals(every)}>"]
    for code, cases in suites:
        lines.append(f"  <testsuite{attributes(name=code)}{_totals(cases)}>")
        lines.extend(_line(case, code, way) for case in cases)
        lines.append("  </testsuite>")
    return document([*lines, "</testsuites>"])


def _suites(verdict: Verdict, context: Context) -> Iterator[tuple[str, list[_Case]]]:
    """The cases of every rule, by code."""
    failing = SEVERITIES[: SEVERITIES.index(context.threshold) + 1]
    cases: defaultdict[str, dict[str, _Case]] = defaultdict(dict)
    for entry in verdict.rules_not_run:
        told = attributes(message=f"not run: {entry.reason}")
        cases[entry.code][""] = _Case("all items", "", 0, "skipped", f"<skipped{told}/>")
    for failure in verdict.failures:
        told = attributes(type="failure of the rule", message=failure.error)
        cases[failure.code][""] = _Case("all items", "", 0, "errors", f"<error{told}/>")
    aside = _set_aside(verdict, context)
    for code, name, findings in _grouped(verdict.findings):
        cases[code][name] = _judged(name, findings, aside.pop((code, name), []), failing)
    for (code, name), excused in aside.items():
        cases[code][name] = _excused(name, excused)
    items = list({item.id: item for item in reversed(verdict.project.items)}.values())[::-1]
    # Of what was not asked for nothing is told, so it must not pass.
    items = [item for item in items if context.is_wanted(item.path)]
    passing = [_Case(i.id, i.path, _line_of(i.place.start, i.path, verdict)) for i in items]
    if len(items) * len(verdict.rules_run) > MOST_CASES:
        passing = [_Case(f"all other items{_within(context)}", "", 0)]
    for code in verdict.rules_run:
        for case in passing or ([] if context.wanted else [_Case("all items", "", 0)]):
            cases[code].setdefault(case.name, case)
    for code in sorted(cases):
        yield code, sorted(cases[code].values(), key=lambda case: (case.path, case.line, case.name))


def _grouped(findings: Iterable[Finding]) -> Iterator[tuple[str, str, list[Finding]]]:
    """Findings by rule and by what they are about: the item, else the file."""
    groups: defaultdict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.code, finding.item or finding.location.path].append(finding)
    for (code, name), found in groups.items():
        yield code, name, found


def _set_aside(verdict: Verdict, context: Context) -> dict[tuple[str, str], list[_Excused]]:
    """What was found and fails nothing, and why, by rule and by what it is about."""
    every = [
        *(_Excused(entry.finding, f"excused in the text: {entry.suppression.reason}")
          for entry in verdict.suppressed),
        *(_Excused(finding, "set aside by the baseline") for finding in verdict.baselined),
        *(_Excused(finding, "not new: the base has it as well")
          for finding in verdict.known if context.is_wanted(finding.location.path)),
    ]  # fmt: skip
    reasons = {id(finding): why for finding, why in every}
    return {
        (code, name): [_Excused(finding, reasons[id(finding)]) for finding in found]
        for code, name, found in _grouped(finding for finding, _ in every)
    }


def _judged(
    name: str, findings: list[Finding], aside: list[_Excused], failing: tuple[Severity, ...]
) -> _Case:
    place = findings[0].location
    excused = (f"{why}:\n{_told(finding)}" for finding, why in aside)
    text = content("\n\n".join([*map(_told, findings), *excused]))
    failed = [finding for finding in findings if finding.severity in failing]
    if not failed:
        return _Case(name, place.path, place.line, "", f"<system-out>{text}</system-out>")
    told = attributes(type=failed[0].severity, message=failed[0].message)
    return _Case(name, place.path, place.line, "failures", f"<failure{told}>{text}</failure>")


def _excused(name: str, findings: list[_Excused]) -> _Case:
    place = findings[0].finding.location
    told = attributes(message="; ".join(f"{why}: {finding.message}" for finding, why in findings))
    return _Case(name, place.path, place.line, "skipped", f"<skipped{told}/>")


def _told(finding: Finding) -> str:
    place = finding.location
    text = (
        f"{place.path}:{place.line}:{place.column}: {finding.severity}[{finding.code}] "
        + finding.message.replace("\n", " ")
    )
    return text + (f"\nhelp: {finding.help}" if finding.help else "")


def _within(context: Context) -> str:
    return f" in {', '.join(context.wanted)}" if context.wanted else ""


def _line_of(offset: int, path: str, verdict: Verdict) -> int:
    return verdict.project.by_path[path].source.position(offset).line


def _line(case: _Case, code: str, way: str) -> str:
    told = attributes(classname=code, name=case.name)
    if case.path:
        told += attributes(file=way + case.path, line=case.line)
    return f"    <testcase{told}>{case.element}</testcase>" if case.element else f"    <testcase{told}/>"


def _totals(cases: list[_Case]) -> str:
    counted = {state: sum(case.state == state for case in cases) for state in _COUNTED}
    return attributes(tests=len(cases), **counted)
