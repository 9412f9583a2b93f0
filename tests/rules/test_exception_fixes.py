"""What fixes make of exceptions that excuse nothing."""

from __future__ import annotations

import pytest

from gov.rulebook import fixed
from tests.rules.judging import judge

UNUSED = '<!-- gov: ignore[ENF-005.dangling] reason="soon" -->'
PLAN = b"### PLAN-001: Sign-in\n\n**Status**: Active\n"


def mended(text: str, *, with_unsafe: bool = False) -> str:
    """A task list as the fixes of its exceptions leave it."""
    verdict = judge({"tasks.md": text.encode(), "plan.md": PLAN})
    only = [finding for finding in verdict.findings if finding.code == "ENF-013.unused-suppression"]
    assert only
    _, after = fixed(verdict, with_unsafe=with_unsafe).files.get("tasks.md", (b"", text.encode()))
    return after.decode()


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_an_exception_with_a_line_of_its_own_goes_with_its_line(ending: str) -> None:
    lines = ["### TASK-001 A", "", "**Status**: Blocked", UNUSED, "**References**: PLAN-001", ""]

    assert mended(ending.join(lines)) == ending.join(line for line in lines if line != UNUSED)


@pytest.mark.parametrize(
    ("before", "after", "between"),
    [
        ("Text.", "More text.", ""),
        ("", "More text.", ""),
        ("Text.", "", ""),
        ("Text.", "---", "\n"),
        ("Text.", "    code", "\n"),
        ("**References**: PLAN-001", "More text.", "\n"),
    ],
)
def test_neighbours_that_would_grow_into_something_else_stay_apart(
    before: str, after: str, between: str
) -> None:
    text = f"### TASK-001 A\n\n{before}\n{UNUSED}\n{after}\n"

    assert mended(text) == f"### TASK-001 A\n\n{before}\n{between}{after}\n"


def test_an_exception_behind_a_text_leaves_the_text() -> None:
    assert mended(f"### TASK-001 A\n\nText. {UNUSED}\nMore.\n") == "### TASK-001 A\n\nText.\nMore.\n"


def test_a_mistyped_code_is_neither_lost_nor_guessed_at_by_a_safe_fix() -> None:
    text = '### TASK-001 A\n\n**Status**: Whatever <!-- gov: ignore[ENF-003.bad-stauts] reason="typo" -->\n'

    assert mended(text) == text
    assert mended(text, with_unsafe=True) == text.replace("bad-stauts", "bad-status")


def test_a_code_that_resembles_none_is_not_lost_by_a_safe_fix() -> None:
    text = '### TASK-001 A\n\nText. <!-- gov: ignore[XYZZY] reason="later" -->\n'

    assert mended(text) == text


def test_of_two_codes_the_mistyped_one_is_corrected_in_its_place() -> None:
    text = (
        "### TASK-001 A\n\n"
        '<!-- gov: ignore[ENF-005.dangling, ENF-003.missing-feild] reason="soon" -->\n\n'
        "**References**: PLAN-002\n"
    )

    assert mended(text) == text
    assert "[ENF-005.dangling, ENF-003.missing-field]" in mended(text, with_unsafe=True)


def test_a_mistyped_code_that_stands_beside_the_right_one_is_taken_out() -> None:
    text = (
        "### TASK-001 A\n\n**References**: PLAN-002 "
        '<!-- gov: ignore[ENF-005.dangling, ENF-005.dangl] reason="soon" -->\n'
    )

    assert mended(text) == text
    assert "[ENF-005.dangling] reason" in mended(text, with_unsafe=True)


@pytest.mark.parametrize(
    "codes",
    [
        "ENF-005.dangling, ENF-003.bad-status",
        "ENF-003.bad-status, ENF-005.dangling",
        "ENF-005.dangling, ENF-005.dangling",
        "ENF-003.bad-status,\nENF-005.dangling",
        "ENF-005.dangling,\n  ENF-003.bad-status",
        "ENF-005.dangling\n, ENF-003.bad-status",
    ],
)
def test_of_two_codes_the_one_that_excuses_nothing_goes_and_the_other_stays(codes: str) -> None:
    text = f'### TASK-001 A\n\n<!-- gov: ignore[{codes}] reason="soon" -->\n\n**References**: PLAN-002\n'

    assert mended(text) == text.replace(codes, "ENF-005.dangling")


def test_capital_letters_make_no_other_exception() -> None:
    text = '### TASK-001 A\n\n**References**: PLAN-009 <!-- GOV: Ignore[ENF-005.dangling] reason="soon" -->\n'
    verdict = judge({"tasks.md": text.encode(), "plan.md": PLAN}, family="ENF-005")

    assert [entry.finding.code for entry in verdict.suppressed] == ["ENF-005.dangling"]
