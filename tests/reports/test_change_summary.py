"""What a reviewer reads of a change: why, what it does, and what stands on that."""

from __future__ import annotations

from pathlib import Path

import pytest

from gov.reports import Context, report
from gov.reports.markdown import MOST_CHARACTERS
from gov.reports.summary import MOST_BYTES
from gov.rulebook import Case, judged
from tests.rules.judging import case_of, rulebook

PLAN = "### PLAN-001: Sign-in\n\n**Status**: Active\n**References**: CONST-P1 (Safety)\n\n"
CONSTITUTION = b"# Constitution\n\n### CONST-P1: Safety\n\nUsers MUST be safe.\n"
JUNIT = (
    b'<testsuite name="t"><testcase classname="t" name="a"><properties>'
    b'<property name="gov" value="TASK-001.1"/></properties></testcase></testsuite>'
)


def task(number: int, status: str = "In Progress", box: str = " ", above: str = "PLAN-001 (Sign-in)") -> str:
    return (
        f"### TASK-{number:03d} Step {number}\n\n**Status**: {status}\n**References**: {above}\n\n"
        f"**Acceptance Criteria**:\n\n- [{box}] It is seen within {number} s\n- [ ] It is logged\n\n"
    )


def case(change: str, tasks: str, base: str = task(1), files: dict[str, bytes] | None = None) -> Case:
    told = {"plan.md": PLAN.encode(), "constitution.md": CONSTITUTION, **(files or {})}
    now = {**told, "tasks.md": tasks.encode(), "CHANGE": change.encode()}
    return case_of(now, {**told, "tasks.md": base.encode()})


def summary(found: Case, form: str = "markdown") -> str:
    verdict = judged(found, rulebook())
    return report(form)(verdict, Context(Path(), "error", case=found))


@pytest.mark.gov("TASK-038.1")
def test_it_tells_verdict_chain_difference_criteria_and_impact() -> None:
    text = summary(case("Title: Sign in\n\nTask: TASK-001", task(1, "Completed", "x")))

    assert text.startswith("## ❌ govtrace: failed\n")  # one criterion is open
    assert "It serves **<code>TASK-001</code>** Step 1." in text
    chain = text[text.index("### Why") :]
    assert (
        "- <code>TASK-001</code> Step 1 (In Progress → Completed)\n  - ← <code>PLAN-001</code> Sign-in\n"
        in chain
    )
    assert "    - ← <code>CONST-P1</code> Safety\n" in chain
    assert "| <code>TASK-001</code> Step 1 | status | In Progress | Completed |" in text
    assert r"| criterion | \[ \] It is seen within 1 s | \[x\] It is seen within 1 s |" in text
    assert "| ☑ <code>TASK-001.1</code> | It is seen within 1 s | unknown |" in text
    assert "No test results were read." in text


def test_it_tells_which_criteria_got_other_numbers() -> None:
    """Who reviews it sees that what tests name by number is another criterion now."""
    new = "- [ ] It is new\n- [ ] It is seen"

    text = summary(case("Title: Sign in\n\nTask: TASK-001", task(1).replace("- [ ] It is seen", new)))

    assert "| <code>TASK-001</code> Step 1 | criterion moved | 1 to 2 | 2 to 3 |" in text


@pytest.mark.gov("TASK-038.1")
def test_it_tells_what_tests_show() -> None:
    files = {"gov.toml": b'[evidence]\njunit = ["r.xml"]\n', "r.xml": JUNIT}

    text = summary(case("Title: Sign in\n\nTask: TASK-001", task(1, box="x"), files=files))

    assert "| ☑ <code>TASK-001.1</code> | It is seen within 1 s | ✅ a passing test |" in text
    assert "| ☐ <code>TASK-001.2</code> | It is logged | no test |" in text


@pytest.mark.gov("TASK-038.1")
def test_it_tells_what_stands_on_what_changed() -> None:
    told = {"tasks.md": task(1).encode(), "constitution.md": CONSTITUTION}
    plan = PLAN.replace("PLAN-001: Sign-in", "PLAN-001: Log-in")
    now = {**told, "plan.md": plan.encode(), "CHANGE": b"Title: Name it\n\nTask: TASK-001"}
    found = case_of(now, {**told, "plan.md": PLAN.encode()})

    text = summary(found)

    assert "1 item downstream of what changed" in text
    assert "| <code>TASK-001</code> Step 1 | <code>PLAN-001</code> |" in text


@pytest.mark.gov("TASK-038.1")
def test_new_findings_come_first_and_older_ones_are_folded() -> None:
    found = case(
        "Title: Sign in\n\nTask: TASK-001",
        task(1, above="PLAN-009"),
        base=task(1, "Completed", above="PLAN-001"),
    )

    text = summary(found)

    assert text.index("### New findings") < text.index("### Why")
    assert "ENF-005.dangling" in text[: text.index("### Why")]


@pytest.mark.parametrize("form", ["markdown", "summary"])
@pytest.mark.gov("TASK-038.3")
def test_a_summary_that_is_too_long_is_cut_by_section_and_says_so(form: str) -> None:
    many = "".join(task(number) for number in range(1, 1500))

    text = summary(case("Title: All\n\nTask: TASK-001", many), form)

    if form == "markdown":
        assert len(text) <= MOST_CHARACTERS
        assert "left out here: there is no room for all" in text
    else:
        assert len(text.encode()) <= MOST_BYTES
    assert text.count("<details>") == text.count("</details>")
    assert "### Why" in text


def test_hostile_titles_stay_text() -> None:
    hostile = task(1).replace("Step 1", "<img src=x onerror=alert(1)> @mira ::error:: [x](javascript:1)")

    text = summary(case("Title: ::error::x\n\nTask: TASK-001", hostile))

    assert "<img" not in text
    assert "](javascript" not in text
    assert not any(line.startswith("::") for line in text.splitlines())


def test_what_is_unknown_is_no_pass() -> None:
    text = summary(case("Event: merge-queue\nCommit: Sign in (#7)", task(1)))

    assert text.startswith("## ❔ govtrace: unknown\n")
    assert "What it serves is **unknown**: a merge queue carries no title and no description" in text
