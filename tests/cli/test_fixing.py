"""`gov check --fix`, `--unsafe-fixes` and `--diff`: edits, whole, and nothing beside them."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

PLAN = b"### PLAN-001: Sign-in  \r\n\r\n**Status**: Active\r\n"
TASKS = (
    b"# Tasks\r\n\r\n### TASK-001 Sign in\r\n\r\n**Status**: Not Strated  \r\n"
    b"**References**: PLAN-1 (Sign-in), PLAN-001\r\n"
    b"**Assignee**: Vacant\r\n**Estimated Effort**: S\r\n\r\n**Acceptance Criteria**:\r\n"
    b"- [ ] A user with a valid password is signed in   \r\n\r\ntrailing   "
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with findings that are safe to fix and one that is not, in CRLF."""
    (tmp_path / "plan.md").write_bytes(PLAN)
    (tmp_path / "tasks.md").write_bytes(TASKS)
    return tmp_path


def gov(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder."""
    command = [sys.executable, "-m", "gov", "check", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_a_diff_shows_the_change_and_makes_none(folder: Path) -> None:
    """Exit 1 says that there is something to change."""
    done = gov(folder, "--diff")

    assert done.returncode == 1
    assert done.stdout.splitlines()[:2] == ["--- a/tasks.md", "+++ b/tasks.md"]
    assert "+**References**: PLAN-001 (Sign-in)" in done.stdout
    assert (folder / "tasks.md").read_bytes() == TASKS


@pytest.mark.gov("TASK-034.3")
def test_a_safe_fix_changes_its_bytes_and_no_others(folder: Path) -> None:
    """The misspelt status stays: only a person can tell what was meant."""
    done = gov(folder, "--fix")

    assert "fixed tasks.md:6: ENF-005." in done.stderr
    assert "ENF-003.bad-status" in done.stdout
    assert done.returncode == 1
    after = (folder / "tasks.md").read_bytes()
    assert after == TASKS.replace(b"PLAN-1 (Sign-in), PLAN-001", b"PLAN-001 (Sign-in)")
    assert (folder / "plan.md").read_bytes() == PLAN


def test_an_unsafe_fix_is_made_when_it_is_asked_for(folder: Path) -> None:
    """A second run finds nothing more to do and leaves every byte."""
    first = gov(folder, "--unsafe-fixes")
    after = (folder / "tasks.md").read_bytes()
    second = gov(folder, "--unsafe-fixes")

    assert first.returncode == 0, first.stdout
    assert b"**Status**: Not Started  \r\n" in after
    assert (second.stderr, second.returncode) == ("", 0)
    assert (folder / "tasks.md").read_bytes() == after


@pytest.mark.parametrize("option", ["--fix", "--diff"])
def test_fixes_that_wait_for_another_option_are_told(folder: Path, option: str) -> None:
    """Who asks for the safe fixes learns that there are others, also when no safe one is left."""
    first = gov(folder, option)
    gov(folder, "--fix")
    again = gov(folder, option)

    assert first.stderr.splitlines()[-1] == "1 more with --unsafe-fixes"
    assert again.stderr == "1 more with --unsafe-fixes\n"
    assert "more with" not in gov(folder, option, "--unsafe-fixes").stderr


def test_a_diff_is_but_shown_even_where_fixes_are_asked_for(folder: Path) -> None:
    """The careful one of two options wins."""
    done = gov(folder, "--fix", "--diff")

    assert (done.returncode, done.stdout) == (1, gov(folder, "--diff").stdout)
    assert (folder / "tasks.md").read_bytes() == TASKS


def test_a_fix_that_would_bring_something_is_left_out_and_told(tmp_path: Path) -> None:
    """The nearest identifier is a task, and a plan item stands on no task."""
    plan = "### PLAN-001: Sign-in\n\n**Status**: Active\n**References**: TASK-002\n"
    task = TASKS.replace(b"PLAN-1 (Sign-in), PLAN-001", b"PLAN-001").replace(b"Strated", b"Started")
    (tmp_path / "plan.md").write_text(plan)
    (tmp_path / "tasks.md").write_bytes(task)
    done = gov(tmp_path, "--unsafe-fixes")
    again = gov(tmp_path, "--unsafe-fixes", "--diff")

    fix = "left  plan.md:4: ENF-005.dangling: Replace TASK-002 with TASK-001"
    assert done.stderr.startswith(f"{fix}: it would bring ENF-005.wrong-kind: ")
    assert done.returncode == 1
    assert (tmp_path / "plan.md").read_text() == plan
    assert (again.stdout, again.returncode) == ("", 0)


def stored(data: bytes, form: str) -> bytes:
    """The documents above as an editor with other habits stores them."""
    lines = data.replace(b"\r\n", b"\n")
    return {
        "crlf": data,
        "lf": lines,
        "ended": data.rstrip() + b"\r\n",
        "mark": b"\xef\xbb\xbf" + data,
        "mixed": lines.replace(b"\n", b"\r\n", 4),
        "separators": data.replace(b"Sign in", "Sign\u00a0in".encode()) + "\u3000".encode(),
    }[form]


@pytest.mark.parametrize("form", ["crlf", "lf", "ended", "mark", "mixed", "separators"])
@pytest.mark.parametrize("option", ["--fix", "--unsafe-fixes"])
def test_a_diff_is_what_the_fixes_do(folder: Path, form: str, option: str) -> None:
    """Applied by git, it leaves the same bytes."""
    for name, data in (("plan.md", PLAN), ("tasks.md", TASKS)):
        (folder / name).write_bytes(stored(data, form))
    diff = subprocess.run(
        [sys.executable, "-m", "gov", "check", "--diff", option], cwd=folder, capture_output=True, check=False
    ).stdout
    patched = folder / "patched"
    patched.mkdir()
    for name in ("plan.md", "tasks.md"):
        (patched / name).write_bytes((folder / name).read_bytes())
    subprocess.run(["git", "apply", "--whitespace=nowarn"], cwd=patched, input=diff, check=True)
    expected = {name: (patched / name).read_bytes() for name in ("plan.md", "tasks.md")}
    for path in (*patched.iterdir(),):
        path.unlink()
    gov(folder, option)

    assert {name: (folder / name).read_bytes() for name in expected} == expected


def offers(folder: Path) -> list[tuple[str, bool]]:
    """The codes of the fixes that JSON offers, and whether each is safe."""
    found = json.loads(gov(folder, "--format", "json").stdout)["findings"]
    return [(finding["code"], finding["fix"]["safe"]) for finding in found if finding["fix"]]


def test_what_others_may_apply_untried_is_tried_before_it_is_offered(tmp_path: Path) -> None:
    """A task with an open criterion is not completed; that it is not started is no contradiction."""
    (tmp_path / "plan.md").write_bytes(PLAN)
    (tmp_path / "tasks.md").write_bytes(TASKS.replace(b"PLAN-1 (Sign-in), PLAN-001", b"PLAN-001"))
    offered = offers(tmp_path)
    (tmp_path / "tasks.md").write_bytes((tmp_path / "tasks.md").read_bytes().replace(b"Not Strated", b"done"))

    assert (offered, offers(tmp_path)) == ([("ENF-003.bad-status", False)], [])


def test_what_a_cured_finding_had_hidden_is_told_of(tmp_path: Path) -> None:
    """The brackets hid that the decision, accepted, lacks its day, two sections and a principle."""
    (tmp_path / "docs" / "adr").mkdir(parents=True)
    decision = tmp_path / "docs" / "adr" / "0001-use-tokens.md"
    decision.write_text("---\nstatus: { accepted }\n---\n# ADR-0001: Use tokens\n\n## Context\n\nClients.\n")
    (tmp_path / "constitution.md").write_text("# C\n\n### CONST-P1: API First\n\nServices MUST log.\n")

    done = gov(tmp_path, "--fix")

    told = done.stderr.splitlines()
    assert told[:2] == [
        "fixed docs/adr/0001-use-tokens.md:2: ENF-000.placeholder-yaml: Write accepted",
        "4 findings were hidden behind what is fixed",
    ]
    assert done.stdout.count("docs/adr/0001-use-tokens.md:4:3: ") == 4
