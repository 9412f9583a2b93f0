"""What a branch breaks in code and reports is new, though today's reports would say it of the base too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.running import gov, write
from tests.history.repositories import git, repository

if TYPE_CHECKING:
    from pathlib import Path

CONSTITUTION = """# Constitution

**Version**: 1.0.0
**Ratified**: 2026-01-10

## Governance

Amended by decision.

### CONST-P1: API First

Every capability MUST be reachable through the API.
"""
TASKS = """# Tasks

### TASK-001 Sign in

**Status**: Completed
**References**: CONST-P1
**Assignee**: Ada
**Estimated Effort**: S

**Acceptance Criteria**:
- [x] A user with a valid password is signed in
"""
SETTINGS = """[evidence]
markers = ["*.py"]
openapi = "api.json"
"""
API = '{"openapi": "3.1.0", "info": {"title": "A", "version": "1"}, "paths": {%s}}'
ROUTE = '"/%s": {"get": {"summary": "A", "responses": {"200": {"description": "It."}}}}'
TEST = (
    '<testsuite><testcase classname="a" name="b"><properties><property name="gov" value="TASK-001.1"/>'
    "</properties>%s</testcase></testsuite>"
)
SCAN = (
    '{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "scan"}}, "results": [{"level": "error", '
    '"ruleId": "S1", "message": {"text": "bad"}, "locations": [{"physicalLocation": {"artifactLocation": '
    '{"uri": "a.py"}, "region": {"startLine": 1}}}]}]}]}'
)


@pytest.fixture
def branch(tmp_path: Path) -> Path:
    """A branch beside `main`, with nothing of its own yet."""
    folder = repository(
        tmp_path,
        {
            "constitution.md": CONSTITUTION,
            "tasks.md": TASKS,
            "gov.toml": SETTINGS,
            "a.py": "# gov: TASK-001\n",
            "b.py": "# gov: TASK-099\n",
            "api.json": API % (ROUTE % "a" + ", " + ROUTE % "b"),
            ".gitignore": "*.xml\n*.sarif\n",
        },
        "-b",
        "main",
    )
    git(folder, "checkout", "-q", "-b", "feature")
    return folder


def told(folder: Path, *arguments: str) -> list[str]:
    """The codes that a command tells, with the place."""
    outcome = gov(folder, *arguments, "--format", "concise")
    assert outcome.code in {0, 1}, outcome.err
    lines = [line for line in outcome.out.splitlines() if ": error[" in line]
    return [f"{line.partition(':')[0]} {line.partition('[')[2].partition(']')[0]}" for line in lines]


def new(folder: Path, *evidence: str) -> list[list[str]]:
    """What is new to `gov check` and to `gov pr`, in that order."""
    git(folder, "commit", "-q", "--allow-empty", "-am", "Go on\n\nTask: TASK-001")
    given = [part for pattern in evidence for part in ("--evidence", pattern)]
    check = told(folder, "check", "--new-only", "--against", "main", *given)
    pr = told(folder, "pr", "--range", "main..feature", *given)
    return [[entry for entry in found if "ENF-004" not in entry] for found in (check, pr)]


def test_a_mark_of_an_unknown_item_is_known_where_the_base_has_it_and_new_elsewhere(branch: Path) -> None:
    assert new(branch) == [[], []]

    write(branch, {"a.py": "# gov: TASK-001\n# gov: TASK-077\n"})

    assert new(branch) == [["a.py ENF-011.marker-unknown-id"]] * 2


def test_a_test_that_fails_is_new_however_the_base_would_look_with_it(branch: Path) -> None:
    write(branch, {"junit.xml": TEST % "<failure/>"})

    assert new(branch, "junit=junit.xml") == [["tasks.md ENF-008.criterion-test-fails"]] * 2


def test_what_a_scan_finds_now_is_new(branch: Path) -> None:
    write(branch, {"scan.sarif": SCAN})

    assert new(branch, "sarif=scan.sarif") == [["a.py ENF-007.scanner-finding"]] * 2


def test_what_is_missing_in_the_description_of_the_api_is_known_where_the_base_lacks_it_too(
    branch: Path,
) -> None:
    assert new(branch) == [[], []]

    write(branch, {"api.json": API % (ROUTE % "a" + ', "/b": {"get": {}}')})

    assert {entry for found in new(branch) for entry in found if "ENF-006" in entry}


def test_a_difference_tells_of_marks_too(branch: Path) -> None:
    write(branch, {"a.py": "# gov: TASK-077\n"})

    outcome = gov(branch, "diff", "main")

    assert "a.py:1:8 error[ENF-011.marker-unknown-id] the code names TASK-077" in outcome.out
    assert "TASK-099" not in outcome.out
