"""What `gov renumber` refuses, shows only, or undoes."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from gov.cli._writing import replace_all
from gov.errors import GovError
from tests.cli.branching import a_project, changed, commit, decision, task
from tests.cli.running import gov
from tests.history.repositories import git

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return a_project(tmp_path)


def test_a_difference_is_shown_and_nothing_is_written(project: Path) -> None:
    outcome = gov(project, "renumber", "ADR-0002", "ADR-0019", "--diff")

    assert outcome.code == 0
    assert outcome.out.startswith(
        "rename from adr/0002-use-toml.md\nrename to adr/0019-use-toml.md\n--- a/adr/"
    )
    assert "+++ b/adr/0019-use-toml.md\n" in outcome.out
    assert changed(project) == ""


@pytest.mark.parametrize("written", ["TASK-001 to TASK-004 (all)", "TASK-004 to TASK-001"])
def test_a_range_that_cannot_be_split_is_refused_with_its_place(tmp_path: Path, written: str) -> None:
    tasks = "".join(task(number, "A") for number in (1, 2, 3, 4))
    (tmp_path / "tasks.md").write_text(f"{tasks}### TASK-005 B\n\n**Dependencies**: {written}\n")

    outcome = gov(tmp_path, "renumber", "TASK-001", "TASK-009")

    assert outcome.code == 2
    assert outcome.err.splitlines()[-2:] == [
        "error: a range holds TASK-001 and cannot be split as it is written: tasks.md:19",
        "  help: Write the identifiers of the range one by one, then run the command again.",
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("TASK-9", "TASK-10"), "no document declares TASK-009"),
        (("nothing", "TASK-10"), "'nothing' is no identifier of an item here"),
        (("ADR-0001.1",), "ADR-0001.1 is a criterion, which is numbered by its place in ADR-0001"),
        (("ADR-0001", "ADR-0001"), "ADR-0001 is its number already"),
        (("ADR-0001", "ADR-1"), "ADR-0001 is its number already"),
        (("ADR-0001", "ADR-0000"), "ADR-0000 is no number: they begin with 1"),
        (("ADR-0001", "TASK-010"), "TASK-010 would be a task, and ADR-0001 is a decision"),
        (("ADR-0001", "ADR-0003"), "ADR-0003 is taken: Use mail in adr/0003-use-mail.md:1"),
        (("ADR-0001", "ADR-0007"), "ADR-0007 is taken: Use a queue in adr/0007-q.md on other"),
        (("ADR-0001", "ADR-0006"), "ADR-0006 is taken: ADR-0007 Use a queue on other had it before"),
        (("ADR-0001", "--path", "index.md"), "ADR-0001 is not declared in index.md"),
    ],
)
def test_what_cannot_be_done_is_refused(project: Path, arguments: tuple[str, ...], said: str) -> None:
    git(project, "checkout", "-q", "-b", "other")
    commit(project, {"adr/0007-q.md": decision(7, "Use a queue", "**Formerly**: ADR-0006")})
    git(project, "checkout", "-q", "main")

    outcome = gov(project, "renumber", *arguments)

    assert outcome.code == 2
    assert outcome.err.splitlines()[0] == f"error: {said}"
    assert changed(project) == ""


def test_a_file_that_has_the_new_name_already_is_not_written_over(project: Path) -> None:
    (project / "adr/0019-use-toml.md").write_text("mine\n")

    outcome = gov(project, "renumber", "ADR-0002", "ADR-0019")

    assert outcome.code == 2
    assert "adr/0019-use-toml.md is there already" in outcome.err
    assert (project / "adr/0019-use-toml.md").read_text() == "mine\n"


def test_what_fails_half_way_is_undone(tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text("old\n")
    files = {"a.md": (b"old\n", b"new\n"), "b.md": (b"old\n", b"new\n")}

    with pytest.raises(GovError, match=r"nothing was changed$"):
        replace_all(tmp_path, files, {"b.md": "missing/b.md"})

    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a.md": "old\n", "b.md": "old\n"}


def test_what_changed_meanwhile_or_lies_outside_is_not_written(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    (tmp_path / "outside.md").write_text("old\n")
    (folder / "out.md").symlink_to(tmp_path / "outside.md")
    (folder / "a.md").write_text("other\n")

    for name in ("a.md", "out.md"):
        with pytest.raises(GovError, match=r"changed meanwhile|outside"):
            replace_all(folder, {name: (b"old\n", b"new\n")}, {})

    assert (tmp_path / "outside.md").read_text() == "old\n"


def test_a_check_without_a_branch_loads_no_git(project: Path) -> None:
    code = (
        "import sys, gov.cli.check; sys.exit('gov.history.git' in sys.modules or 'subprocess' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=project, check=False).returncode == 0
