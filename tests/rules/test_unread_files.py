"""A file that cannot be read explains what it alone can explain; what is wrong elsewhere is found as ever."""

from __future__ import annotations

import pytest

from gov.config import Configuration
from gov.project import MemoryTree, load_project
from gov.rulebook import Facts, check
from tests.rules.judging import TODAY, judge, places, rulebook

PRINCIPLES = b"""\
# Constitution

### CONST-P1: Safety

Every default MUST be safe.

## Governance

A principle is amended by a decision.

**Version**: 1.0.0
**Ratified**: 2026-01-10
"""
PLAN = b"""\
### PLAN-001: Sign-in

**Status**: Active
**References**: CONST-P1

### PLAN-002: Sign-out

**Status**: Active
**References**: CONST-P1
"""


def task(number: int, references: str) -> bytes:
    """A task in which nothing else is wrong."""
    return f"""\
### TASK-{number:03} Sign in, way {number}

**Status**: Not Started
**References**: {references}
**Assignee**: Vacant
**Estimated Effort**: S

**Acceptance Criteria**:
- [ ] A user with a valid password is signed in

""".encode()


LARGE = b"A word.\n" * (1 << 17)
HEALTHY = {"constitution.md": PRINCIPLES, "plan.md": PLAN, "tasks.md": task(1, "PLAN-001, PLAN-002")}


def test_the_project_is_healthy_when_everything_is_read() -> None:
    assert places(judge(HEALTHY)) == []


def test_what_a_file_declares_that_is_too_large_is_not_missed_elsewhere() -> None:
    assert places(judge(HEALTHY | {"plan.md": PLAN + LARGE})) == ["plan.md:1:1 ENF-000.too-large"]


def test_what_a_file_names_that_is_too_large_is_not_called_unused() -> None:
    files = HEALTHY | {"more.md": task(2, "PLAN-002") + LARGE, "tasks.md": task(1, "PLAN-001")}

    assert places(judge(files)) == ["more.md:1:1 ENF-000.too-large"]


def test_what_is_declared_nowhere_is_missed_beside_a_file_that_is_too_large() -> None:
    files = HEALTHY | {"tasks.md": task(1, "PLAN-001, PLAN-009"), "more.md": task(2, "PLAN-009") + LARGE}

    assert places(judge(files)) == ["more.md:1:1 ENF-000.too-large", "tasks.md:4:27 ENF-005.dangling"]


def test_the_constitution_is_judged_beside_a_file_that_is_too_large() -> None:
    files = HEALTHY | {"more.md": task(2, "PLAN-001") + LARGE}
    files["constitution.md"] = PRINCIPLES.replace(b"## Governance\n", b"## Others\n")

    assert places(judge(files)) == [
        "constitution.md:1:3 ENF-001.missing-section",
        "more.md:1:1 ENF-000.too-large",
    ]


def test_a_constitution_that_is_too_large_lacks_nothing_else() -> None:
    found = places(judge(HEALTHY | {"constitution.md": PRINCIPLES + LARGE}))

    assert found == ["constitution.md:1:1 ENF-000.too-large"]


@pytest.mark.parametrize(
    "heading",
    [
        b"### PLAN-0\xff2: Sign-out", b"### PLAN-\x0002: Sign-out", b"\xff### PLAN-002: Sign-out",
        b"###\xffPLAN-002: Sign-out",
    ],
)  # fmt: skip
def test_an_identifier_with_a_bad_byte_in_it_is_not_missed_elsewhere(heading: bytes) -> None:
    files = HEALTHY | {"plan.md": PLAN.replace(b"### PLAN-002: Sign-out", heading)}

    assert [finding.code for finding in judge(files).findings] == ["ENF-000.unreadable"]


def test_a_field_with_a_bad_byte_in_it_is_not_missing_from_its_item() -> None:
    broken = task(1, "PLAN-001, PLAN-002").replace(b"**References**", b"**Refer\xffences**")

    assert places(judge(HEALTHY | {"tasks.md": broken})) == ["tasks.md:4:8 ENF-000.unreadable"]


def test_a_bad_byte_in_one_file_excuses_nothing_in_another() -> None:
    files = HEALTHY | {"notes.md": b"### TASK-002 Caf\xe9\n\n" + task(2, "PLAN-001").partition(b"\n\n")[2]}
    files["tasks.md"] = task(1, "PLAN-001, PLAN-009")

    assert places(judge(files)) == [
        "notes.md:1:17 ENF-000.unreadable",
        "tasks.md:4:27 ENF-005.dangling",
    ]


def test_a_file_in_utf_16_hides_what_it_declares_and_names() -> None:
    files = HEALTHY | {"plan.md": PLAN.decode().encode("utf-16")}

    assert places(judge(files)) == ["plan.md:1:1 ENF-000.unreadable"]


class Locked(MemoryTree):
    """Files of which one cannot be opened."""

    def read(self, path: str) -> bytes:
        """The bytes of any other file."""
        if path == "locked.md":
            raise PermissionError(13, "Permission denied")
        return super().read(path)


def test_a_file_that_cannot_be_opened_may_hide_any_item_and_excuses_nothing_else() -> None:
    files = HEALTHY | {"locked.md": b"", "tasks.md": task(1, "PLAN-009") + task(2, "None")}
    project = load_project(Locked(files), Configuration())

    verdict = check(Facts(project, TODAY), rulebook())

    assert places(verdict) == ["locked.md:1:1 ENF-000.unreadable", "tasks.md:11:5 ENF-005.missing-upstream"]
