"""What fixes write where an item is not named back."""

from __future__ import annotations

import pytest

from gov.rulebook import fixed
from tests.rules.judging import judge

TOML = b'[reciprocal]\n"Implements" = "Implemented by"\n'
TASKS = b"### TASK-001 One\n\n**Implements**: PLAN-001\n\n### TASK-002 Two\n\n**Implements**: PLAN-001\n"


def mended(plan: bytes, toml: bytes = TOML) -> bytes:
    """The plan as the fixes of missing names leave it; a second run must find none missing."""
    files = {"gov.toml": toml, "plan.md": plan, "tasks.md": TASKS}
    verdict = judge(files, family="ENF-005")
    only = [finding for finding in verdict.findings if finding.code == "ENF-005.missing-reciprocal"]
    assert only
    _, after = fixed(verdict).files.get("plan.md", (b"", plan))
    if after != plan:
        again = judge({**files, "plan.md": after}, family="ENF-005").findings
        assert {f.code for f in again} == {f.code for f in verdict.findings} - {only[0].code}
    return after


@pytest.mark.parametrize("ending", [b"\n", b"\r\n"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            b"**Status**: Active  \n**Owner**: Mira\n",
            b"**Status**: Active  \n**Implemented by**: TASK-001, TASK-002  \n**Owner**: Mira\n",
        ),
        (b"- **Status:** Active\n", b"- **Status:** Active\n- **Implemented by:** TASK-001, TASK-002\n"),
        (
            b"**Status**: Active\n**Implemented by**: TASK-001  \nText.\n",
            b"**Status**: Active\n**Implemented by**: TASK-001, TASK-002  \nText.\n",
        ),
        (b"**Implemented by**: None\n", b"**Implemented by**: TASK-001, TASK-002\n"),
        (b"**Implemented by**:\n", b"**Implemented by**: TASK-001, TASK-002\n"),
        (
            b"**Implemented by**: TASK-001 (One),\nTASK-001\n",
            b"**Implemented by**: TASK-001 (One),\nTASK-001, TASK-002\n",
        ),
        (
            b"**Implemented by**:\n\n* TASK-001\n\nText.\n",
            b"**Implemented by**:\n\n* TASK-001\n* TASK-002\n\nText.\n",
        ),
        (b"#### Implemented by\n\n- TASK-001", b"#### Implemented by\n\n- TASK-001\n- TASK-002"),
    ],
)
def test_the_name_is_written_as_its_author_would(before: bytes, after: bytes, ending: bytes) -> None:
    head = b"### PLAN-001: \xc3\x84\n\n"

    assert mended((head + before).replace(b"\n", ending)) == (head + after).replace(b"\n", ending)


@pytest.mark.parametrize(
    "text",
    [
        b"| Status | Active |\n|---|---|\n| **Implemented by** | TASK-001 |\n",
        b"**Implemented by**: TASK-001 <!-- one so far -->\n",
        b"**Implemented by**: [TASK-001](tasks.md)\n",
        b"**Implemented by**: TASK-001 | **Status**: Active\n",
        b"**Implemented by**: TASK-001\\\nText.\n",
        b"Only text.\n",
    ],
)
def test_nothing_is_guessed_where_it_is_not_plain_how_it_would_be_written(text: bytes) -> None:
    plan = b"### PLAN-001: A\n\n" + text

    assert mended(plan) == plan


def test_a_field_with_a_meaning_is_not_written_by_a_safe_fix() -> None:
    plan = b"### PLAN-001: A\n\n**Status**: Active\n"

    assert mended(plan, b'[reciprocal]\n"Implements" = "Dependencies"\n') == plan


def test_a_line_is_added_to_front_matter_as_its_other_lines_are_written() -> None:
    plan = b"---\nid: PLAN-001\nstatus: Active\n---\n\n# A\n"

    assert mended(plan) == plan.replace(b"Active\n", b"Active\nImplemented by: TASK-001, TASK-002\n")


def test_without_the_setting_nothing_is_found() -> None:
    plan = b"### PLAN-001: A\n\n**Implemented by**: TASK-001\n"
    verdict = judge({"plan.md": plan, "tasks.md": TASKS}, family="ENF-005")

    assert "ENF-005.missing-reciprocal" in verdict.rules_run
    assert not [f for f in verdict.findings if f.code == "ENF-005.missing-reciprocal"]
