"""Every finding of every example, document and break, whole: words, help, neighbours and fix.

The other tests say where a finding stands; this one says that nothing else about it changed unseen. What is
expected stands in `whole/`, one file a family. `GOV_WRITE_FINDINGS=1` in the environment of this test writes
it anew; the difference is then read like any other change.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from gov.rulebook import Finding, examples_of, fenced_files
from tests.breaks.test_breaks import BREAKS
from tests.rules.judging import rulebook, rules_of, verdict_of
from tests.rules.test_documents import DOCUMENTS

if TYPE_CHECKING:
    from collections.abc import Iterator

WHOLE = Path(__file__).parent / "whole"
FAMILIES = sorted({rule.family for rule in rulebook().rules})


def written(finding: Finding) -> Iterator[str]:
    """A finding as lines: everything that an output could show of it, and what the causes compare."""
    place = finding.location
    span = f"{place.path}:{place.line}:{place.column}-{place.end_line}:{place.end_column}"
    yield f"  {span} {finding.severity}[{finding.code}] {finding.item or '-'}: {finding.message}"
    yield f"    help: {finding.help}"
    for where, words in finding.related:
        yield f"    {where.path}:{where.line}:{where.column}-{where.end_line}:{where.end_column} {words}"
    if finding.fix:
        yield f"    {'safe' if finding.fix.is_safe else 'unsafe'} fix: {finding.fix.title}"
        for edit in finding.fix.edits:
            yield f"      {edit.place.path}[{edit.place.start}:{edit.place.end}] = {edit.text!r}"
    yield f"    about: {', '.join(finding.draft.about)}"


class Case(NamedTuple):
    """One small project that the tests of rules know: its name, its files, those of its base and past."""

    name: str
    files: dict[str, bytes]
    base: dict[str, bytes] | None
    past: dict[str, dict[str, bytes]]


@cache
def cases_of(family: str) -> tuple[Case, ...]:
    """The examples and documents of a family, and every break: all families see these.

    No break makes an exception, so the family about these is spared them: it has to run every rule.
    """
    cases = []
    for rule in rulebook().rules:
        if rule.family == family:
            for number, example in enumerate(examples_of(rule), 1):
                cases.append(Case(f"{rule.code} example {number}", example.files, example.base, example.past))
    for document in DOCUMENTS:
        if document.parent.name.upper().replace("_", "-").startswith(family):
            blocks = fenced_files(document.read_bytes().decode())
            files = {name: text for (name, when), text in blocks.items() if not when}
            base = {name: text for (name, when), text in blocks.items() if when == "base"}
            days = sorted({when for _, when in blocks} - {"", "base"})
            past = {day: {n: text for (n, when), text in blocks.items() if when == day} for day in days}
            cases.append(Case(f"{document.parent.name}/{document.name}", files, base or None, past))
    if family != "ENF-013":
        cases += (Case(torn.id, torn.files, None, {}) for torn in BREAKS)
    return tuple(cases)


def told(family: str) -> Iterator[bytes]:
    """Everything found of one family by its own rules alone, case by case."""
    for case in cases_of(family):
        verdict = verdict_of(case.files, case.base, case.past, rules_of(family))
        assert verdict.failures == ()
        here = [line for f in verdict.findings if f.code.startswith(f"{family}.") for line in written(f)]
        if here:
            yield "\n".join((case.name, *here, "", "")).encode("utf-8", "backslashreplace")


@pytest.mark.parametrize("family", FAMILIES)
def test_nothing_about_a_finding_changes_unseen(family: str) -> None:
    file = WHOLE / f"{family}.txt"
    if os.environ.get("GOV_WRITE_FINDINGS"):
        WHOLE.mkdir(exist_ok=True)
        file.write_bytes(b"".join(told(family))[:-1])
    expected = file.read_bytes() + b"\n"

    at = 0
    for text in told(family):
        assert text == expected[at : at + len(text)]
        at += len(text)
    assert at == len(expected)
