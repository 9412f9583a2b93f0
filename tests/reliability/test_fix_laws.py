"""The laws of fixes: none adds a finding, a second run changes nothing, and no byte beside them changes.

They hold untried for each fix that is offered to others, by itself and with all others, as for what
`gov check --fix` makes of a project.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from gov.rulebook import (
    BASELINE_FILE,
    SEVERITIES,
    Draft,
    Edit,
    Facts,
    Finding,
    Fix,
    Fixed,
    Location,
    Rulebook,
    Verdict,
    check,
    entries_of,
    examples_of,
    fixed,
    new_findings,
    rule,
    write_baseline,
)
from gov.rulebook.fixing import edited, fixes_of
from gov.rulebook.mending import mended
from gov.rulebook.offering import offered
from gov.text import Place
from tests.breaks.test_breaks import BREAKS, Break
from tests.reliability.troubled import troubled
from tests.rules.judging import facts_of, judge, rulebook

# The same lines over and over: to count them would take longer than to run them.
pytestmark = pytest.mark.no_cover
# What `gov check --fix` does at most in one run.
MOST_PASSES = 10
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Files = dict[str, bytes]


def added(before: Verdict, after: Verdict) -> list[Finding]:
    """The errors and warnings of a code that a file has more of, shown, than it had, shown or hidden.

    An item that got another number has the same findings as before, under another name. What says something
    new is told before what only stands beside it.
    """
    had = Counter((f.code, f.location.path) for f in (*before.findings, *before.silenced))
    grave = [f for f in after.findings if f.severity in SEVERITIES[:2]]
    has = Counter((f.code, f.location.path) for f in grave)
    more = [f for f in grave if has[f.code, f.location.path] > had[f.code, f.location.path]]
    new = {id(f.draft) for f in new_findings(after, before).findings}
    return [f for f in more if id(f.draft) in new] or more


def harm(before: Verdict, after: Verdict) -> list[Finding]:
    """What is added, without exceptions that excused what is cured and that a safe fix takes out."""
    left_over = ("ENF-013.stale-baseline", "ENF-013.unused-suppression")
    return [f for f in added(before, after) if f.code not in left_over or f.fix is None or not f.fix.is_safe]


def with_fixes(files: Files, findings: Iterable[Finding]) -> Files:
    """What an editor makes of some files that knows nothing but the edits of some fixes."""
    edits: dict[str, list[Edit]] = {}
    for edit in (edit for finding in findings if finding.fix for edit in finding.fix.edits):
        edits.setdefault(edit.place.path, []).append(edit)
    return files | {path: edited(files[path], changes) for path, changes in edits.items()}


def hold_for_safe_fixes(before: Verdict, files: Files, base: Files | None) -> None:
    """Safe fixes keep the laws untried, each by itself and each pass of them."""
    for finding in (f for f in before.findings if f.fix and f.fix.is_safe):
        assert harm(before, judge(with_fixes(files, (finding,)), base)) == [], (finding.code, finding.fix)
    first = before
    for _ in range(MOST_PASSES):
        changes = fixed(before)
        if not changes.files:
            assert added(first, before) == []
            return
        assert_only_edits(changes)
        files = files | {path: after for path, (_, after) in changes.files.items()}
        after = judge(files, base)
        assert harm(before, after) == [], [(f.code, f.fix) for f in changes.findings]
        before = after
    message = "the fixes come to no end"
    raise AssertionError(message)


def hold_for_offers(before: Verdict, files: Files, base: Files | None) -> None:
    """What reports offer keeps the laws untried: each fix by itself, and all that can be made together."""
    verdict = offered(before, facts_of(files, base), rulebook())
    for finding in (f for f in verdict.findings if f.fix and not f.fix.is_safe):
        assert harm(before, judge(with_fixes(files, (finding,)), base)) == [], (finding.code, finding.fix)
    changes = fixed(verdict, with_unsafe=True)
    assert_only_edits(changes)
    after = judge(with_fixes(files, changes.findings), base)
    assert harm(before, after) == [], [(f.code, f.fix) for f in changes.findings]


def hold_for_all_fixes(before: Verdict, files: Files, base: Files | None) -> None:
    """Unsafe fixes are tried before they are made, and what would bring something is left out."""
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
        assert after.endswith(b"\n") is before.endswith(b"\n") or not before or not after


def spliced(data: bytes, edits: list[Edit], ending: str) -> bytes:
    for edit in reversed(edits):
        text = edit.text if "\r" in edit.text else edit.text.replace("\n", ending)
        data = data[: edit.place.start] + text.encode() + data[edit.place.end :]
    return data


def hold(files: Files, base: Files | None = None) -> None:
    before = judge(files, base)
    hold_for_safe_fixes(before, files, base)
    hold_for_offers(before, files, base)
    hold_for_all_fixes(before, files, base)


@pytest.mark.gov("TASK-034.4")
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(troubled())
def test_the_laws_hold_for_any_troubled_project(files: Files) -> None:
    hold(files)


@pytest.mark.hard
@pytest.mark.untimed
@settings(max_examples=400, suppress_health_check=list(HealthCheck))
@given(troubled())
def test_the_laws_hold_for_four_hundred_troubled_projects(files: Files) -> None:
    """The same ones in each run: they tell of the change, not of the day."""
    hold(files)


def decision(number: int, status: str) -> bytes:
    return f"# ADR-{number:04d}: Use it\n\n**Status**: {status}\n**References**: \n".encode()


REPLACED = decision(3, "Superseded by ADR-0002")
SPELT_TWICE = b"### SPEC-001: A\n\n**Status**: Draft\n**References**: PLAN 001, PLAN-001\n"
TWICE = {
    "plan.md": b"### PLAN-001: A\n\n**Status**: Active\n",
    "specs.md": b"### SPEC-001: A\n\n**Status**: Draft\n**References**: PLAN-001, PLAN 001\n",
}


def set_aside(files: Files, code: str) -> Files:
    """Some files with a baseline of all that is found of a code."""
    found = [finding for finding in judge(files).findings if finding.code == code]
    assert found
    settings = f'[check]\nbaseline = "{BASELINE_FILE}"\n'.encode()
    return files | {BASELINE_FILE: write_baseline(entries_of(found)), "gov.toml": settings}


# What broke a law once.
ONCE = {
    "two-spellings": {"specs.md": SPELT_TWICE},
    "own-old-number": {"adr/0001-a.md": decision(2, "Superseded by ADR-0002")},
    "own-new-number": {"adr/0001-a.md": decision(1, ""), "adr/0002-a.md": REPLACED},
    "asked-for-an-answer": {
        "adr/0002-a.md": decision(2, "Accepted"), "adr/0003-a.md": decision(4, "Superseded by ADR-0002"),
    },
    "empty-status": {"adr/0002-a.md": decision(2, ""), "adr/0003-a.md": REPLACED},
    # The declaration mended alone left the reference to be called wrong.
    "named-as-declared": {
        "plan.md": b"### PLAN-3: A\n\n**Status**: Active\n",
        "spec.md": b"### SPEC-002: B\n\n**Status**: Active\n**References**: PLAN-3\n",
    },
    "named-as-declared-and-given-up": {
        "plan.md": b"### PLAN-3: A\n\n**Status**: Superseded\n",
        "spec.md": b"### SPEC-002: B\n\n**Status**: Active\n**References**: PLAN-002, PLAN-3\n",
    },
    # Neither brings anything by itself: one makes the item active, the other lets it stand on a retired one.
    "status-and-reference": {
        "plan.md": b"### PLAN-3: A\n\n**Status**: Actve\n**References**: SPEC-001\n",
        "spec.md": b"### SPEC-002: A\n\n**Status**: Superseded\n**References**: \n**Supersedes**: PLAN-003\n",
    },
    # What is set aside is known by the item's number: with another one it would be new.
    "set-aside-by-the-old-number": set_aside(
        {"adr/0001-a.md": b"# ADR-0002: A\n\n**Status**: Proposed\n"}, "ENF-009.missing-section"
    ),
    # A safe fix cures what was set aside as well, and the entry goes in the next pass.
    "cures-what-is-set-aside": set_aside(TWICE, "ENF-005.malformed-reference"),
    # Three of one number: what is found of one was taken for what had been found of another.
    "three-of-one-number": {
        "adr/0001-a.md": b"---\nstatus: acceptd\n---\n# ADR-0001: A\n",
        "adr/0002-a.md": b"---\nstatus: acceptd\n---\n# ADR-0001: A\n",
        "adr/0003-a.md": b"---\nstatus: accepted\n---\n# ADR-0001: A\n",
    },
    # The index was given the number that the heading was about to lose.
    "unlisted-and-misnamed": {
        "adr/index.md": b"- [ADR-0001: A](ADR-0001-a.md)\n",
        "adr/ADR-0001-a.md": decision(1, "Accepted"), "adr/ADR-0003-a.md": decision(4, "Accepted"),
    },
    "mistyped-code": {
        "tasks.md": b'### TASK-001 A\n\nText. <!-- gov: ignore[ENF-003.bad-stauts] reason="typo" -->\n'
    },
}  # fmt: skip


@pytest.mark.parametrize("files", [pytest.param(files, id=name) for name, files in ONCE.items()])
def test_what_broke_a_law_once_breaks_none(files: Files) -> None:
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


@pytest.mark.gov("TASK-034.4")
@pytest.mark.parametrize("torn", BREAKS, ids=lambda torn: torn.id)
def test_the_laws_hold_for_every_break(torn: Break) -> None:
    hold(torn.files)


def without_last_line_end(files: Files) -> Files:
    return {path: data if path.endswith(".toml") else data.rstrip(b"\n") for path, data in files.items()}


@pytest.mark.parametrize(("files", "base"), EXAMPLES)
def test_a_file_that_ends_in_no_line_end_gets_none(files: Files, base: Files) -> None:
    cut = without_last_line_end(files)
    assert_only_edits(fixed(judge(cut, base or None), with_unsafe=True))


def test_exceptions_and_sections_at_the_end_of_a_file_leave_it_to_end_in_text() -> None:
    principle = b"### CONST-P1: A\n\nServices MUST log."
    unused = b'### TASK-001 A\n\nText.\n\n<!-- gov: ignore[ENF-005.dangling] reason="soon" -->'
    files = {"constitution.md": principle, "tasks.md": unused}

    changes = fixed(judge(files), with_unsafe=True)

    assert_only_edits(changes)
    assert changes.files["tasks.md"][1] == b"### TASK-001 A\n\nText."
    assert changes.files["constitution.md"][1].startswith(principle + b"\n\n## ")
    assert not changes.files["constitution.md"][1].endswith(b"\n")


# The laws would be worth little if a fix that breaks them passed.


@rule("warning", fix="safe")
def bad_fixes(facts: Facts) -> Iterator[Draft]:
    """A fix of two that tears a reference, and says that it is safe."""
    for item in facts.project.of_kind("task"):
        for reference in item.references:
            if reference.target == "PLAN-001":
                torn = Fix("Tear it", (Edit(reference.place, "PLAN-009"),), is_safe=True)
                yield Draft(reference.place, "it holds", "Tear it.", item.id, fix=torn, about=(item.id,))
            if reference.target == "PLAN-002":
                kept = Fix("Write PLAN-001", (Edit(reference.place, "PLAN-003"),), is_safe=True)
                yield Draft(reference.place, "it is old", "Renew it.", item.id, fix=kept, about=(item.id,))


CONTROL = {
    "plan.md": b"".join(b"### PLAN-00%d: A\n\n**Status**: Active\n\n" % n for n in (1, 2, 3)),
    "tasks.md": b"### TASK-001 A\n\n**References**: PLAN-002, PLAN-001\n\n"
    b"### TASK-002 B\n\n**References**: PLAN-002\n",
}


def controlled() -> tuple[Facts, Rulebook, Verdict]:
    book = Rulebook((), (*rulebook().rules, replace(bad_fixes, code="ENF-099.bad-fixes")))
    facts = facts_of(CONTROL)
    return facts, book, check(facts, book)


def test_a_fix_that_tears_something_is_found_by_the_law() -> None:
    _, book, before = controlled()
    files = CONTROL | {path: data for path, (_, data) in fixed(before).files.items()}
    after = check(facts_of(files), book)

    assert [f.code for f in added(before, after)] == ["ENF-005.dangling"]


def test_a_fix_that_tears_something_is_left_out_and_the_others_are_made() -> None:
    facts, book, before = controlled()
    changes = mended(facts, book, before)

    assert [f.message for f in changes.findings] == ["it is old", "it is old"]
    assert [(entry.finding.message, entry.brings and entry.brings.code) for entry in changes.left_out] == [
        ("it holds", "ENF-005.dangling")
    ]
    assert changes.files["tasks.md"][1] == CONTROL["tasks.md"].replace(b"PLAN-002", b"PLAN-003")


def test_fixes_that_meet_are_made_together_and_those_that_share_a_byte_are_not() -> None:
    def finding(start: int, end: int, text: str = "") -> Finding:
        place = Place("a.md", start, end)
        fix = Fix("", (Edit(place, text),), is_safe=True)
        draft = Draft(place, "", fix=fix)
        return Finding("X", "info", f"{start}-{end}", Location("a.md", 1, 1, 1, 1), "", "", (), fix, draft)

    def chosen(*stretches: tuple[int, int]) -> list[str]:
        return [f.message for f in fixes_of(finding(*stretch) for stretch in stretches)]

    assert chosen((0, 3), (3, 6), (6, 9)) == ["0-3", "3-6", "6-9"]
    assert chosen((0, 3), (2, 6), (6, 9)) == ["0-3", "6-9"]
    assert chosen((3, 3), (3, 6)) == ["3-3"]
    assert chosen((3, 6), (6, 6), (7, 7), (7, 7)) == ["3-6", "7-7"]
    assert chosen((5, 9), (0, 9), (0, 5)) == ["5-9", "0-5"]


CONTRADICTION = ONCE["status-and-reference"]


def offers_of(files: Files) -> list[str]:
    """The codes of the fixes that a report offers."""
    verdict = offered(judge(files), facts_of(files), rulebook())
    return [finding.code for finding in verdict.findings if finding.fix]


def test_of_two_fixes_that_contradict_each_other_one_is_offered() -> None:
    assert [f.code for f in judge(CONTRADICTION).findings if f.fix and not f.fix.is_safe] == [
        "ENF-002.bad-status", "ENF-005.dangling",
    ]  # fmt: skip
    assert offers_of(CONTRADICTION) == ["ENF-002.width", "ENF-002.bad-status"]


def test_a_fix_that_brings_what_another_finding_hides_is_not_offered() -> None:
    """The wrong width would be blamed for it once it is mended."""
    assert offers_of(ONCE["named-as-declared-and-given-up"]) == ["ENF-002.width"]


def test_an_unsafe_fix_that_nobody_tried_is_not_offered() -> None:
    """Seventy are too many to be tried one by one."""
    tasks = "".join(
        f"### TASK-{number:03d} A\n\n**Status**: Not Strated\n**References**: PLAN-1\n\n"
        for number in range(1, 71)
    )
    plan = b"### PLAN-001: A\n\n**Status**: Active\n"
    counts = Counter(offers_of({"tasks.md": tasks.encode(), "plan.md": plan}))

    assert counts == {"ENF-005.width": 70, "ENF-003.bad-status": 60}


def test_an_index_lists_a_decision_by_the_number_that_it_is_left_with() -> None:
    files = ONCE["unlisted-and-misnamed"]
    changes = mended(facts_of(files), rulebook(), judge(files))

    assert changes.files["adr/ADR-0003-a.md"][1].startswith(b"# ADR-0003: Use it")
    assert changes.files["adr/index.md"][1].endswith(b"\n- [ADR-0003: Use it](ADR-0003-a.md)\n")


def test_an_entry_goes_with_what_it_set_aside() -> None:
    files = ONCE["cures-what-is-set-aside"]
    changes = mended(facts_of(files), rulebook(), judge(files))

    assert changes.files["specs.md"][1] == TWICE["specs.md"].replace(b", PLAN 001", b"")
    assert b"fingerprint" not in changes.files[BASELINE_FILE][1]
    assert changes.left_out == ()
