"""The laws of fixes: none adds a finding, a second run changes nothing, and no byte beside them changes."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings

from gov.rulebook import SEVERITIES, Edit, Finding, Fixed, Verdict, examples_of, fixed, mended, new_findings
from tests.breaks.test_breaks import BREAKS, Break
from tests.reliability.troubled import troubled
from tests.rules.judging import facts_of, judge, rulebook

# What `gov check --fix` does at most in one run.
MOST_PASSES = 10
Files = dict[str, bytes]


def added(before: Verdict, after: Verdict) -> list[Finding]:
    """The errors and warnings that one verdict has and the other neither showed nor held back.

    An item that got another number has the same findings as before, under another name.
    """
    had = Counter((f.code, f.location.path) for f in (*before.findings, *before.silenced))
    has = Counter((f.code, f.location.path) for f in after.findings)
    new = [f for f in new_findings(after, before).findings if f.severity in SEVERITIES[:2]]
    return [f for f in new if has[f.code, f.location.path] > had[f.code, f.location.path]]


def hold_for_safe_fixes(files: Files, base: Files | None) -> None:
    """Safe fixes keep the laws untried, each pass of them."""
    before = judge(files, base)
    for _ in range(MOST_PASSES):
        changes = fixed(before)
        if not changes.files:
            return
        assert_only_edits(changes)
        files = files | {path: after for path, (_, after) in changes.files.items()}
        after = judge(files, base)
        assert added(before, after) == [], [(f.code, f.fix) for f in changes.findings]
        before = after
    message = "the fixes come to no end"
    raise AssertionError(message)


def hold_for_all_fixes(files: Files, base: Files | None) -> None:
    """Unsafe fixes are tried before they are made, and what would bring something is left out."""
    before = judge(files, base)
    assert_only_edits(fixed(before, with_unsafe=True))
    changes = mended(facts_of(files, base), rulebook(), before, with_unsafe=True)
    files = files | {path: after for path, (_, after) in changes.files.items()}
    after = judge(files, base)

    assert added(before, after) == [], [(f.code, f.fix) for f in changes.findings]
    again = mended(facts_of(files, base), rulebook(), after, with_unsafe=True)
    assert again.files == {}
    assert {entry.finding.code for entry in again.left_out} >= {e.finding.code for e in changes.left_out}


def assert_only_edits(changes: Fixed) -> None:
    """The edits of a file lie apart, and the file is what it was but for them."""
    for path, (before, after) in changes.files.items():
        edits = sorted(
            {edit for f in changes.findings if f.fix for edit in f.fix.edits if edit.place.path == path},
            key=lambda edit: edit.place.start,
        )
        assert edits
        assert all(one.place.end <= other.place.start for one, other in pairwise(edits))
        assert after in {spliced(before, edits, ending) for ending in ("\n", "\r\n")}


def spliced(data: bytes, edits: list[Edit], ending: str) -> bytes:
    for edit in reversed(edits):
        text = edit.text if "\r" in edit.text else edit.text.replace("\n", ending)
        data = data[: edit.place.start] + text.encode() + data[edit.place.end :]
    return data


def hold(files: Files, base: Files | None = None) -> None:
    hold_for_safe_fixes(files, base)
    hold_for_all_fixes(files, base)


@settings(max_examples=300, suppress_health_check=list(HealthCheck))
@given(troubled())
def test_the_laws_hold_for_any_troubled_project(files: Files) -> None:
    hold(files)


@pytest.mark.hard
@settings(max_examples=5000, suppress_health_check=list(HealthCheck), derandomize=False)
@given(troubled())
def test_the_laws_hold_for_five_thousand_troubled_projects(files: Files) -> None:
    """Others in each run."""
    hold(files)


EXAMPLES = [
    pytest.param(example.files, example.base, id=f"{rule.code}-{number}")
    for rule in rulebook().rules
    for number, example in enumerate(examples_of(rule))
    if example.expectation == "fails"
]


@pytest.mark.parametrize(("files", "base"), EXAMPLES)
def test_the_laws_hold_for_the_example_of_every_rule(files: Files, base: Files) -> None:
    hold(files, base or None)


@pytest.mark.parametrize("torn", BREAKS, ids=lambda torn: torn.id)
def test_the_laws_hold_for_every_break(torn: Break) -> None:
    hold(torn.files)
