"""`gov diff` knows items and criteria again under other numbers, and says which revisions it takes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jsonschema
import pytest

from gov.schemas import schema_text
from tests.cli.running import gov
from tests.history.repositories import commit, repository
from tests.history.test_revisions import PLAN, TASK, told

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A task that is completed."""
    files = {"tasks.md": TASK.format(status="Completed", box="x"), "plan.md": PLAN}
    return repository(tmp_path / "project", files, "-b", "main")


@pytest.mark.gov("TASK-032.3")
def test_a_criterion_that_got_another_number_is_told(project: Path) -> None:
    """Tests and code name it by that number."""
    text = (project / "tasks.md").read_text()
    new = "- [x] A wrong password is refused\n- [x] A user"
    commit(project, "Put one before it", tasks_md=text.replace("- [x] A user", new))
    expected = [
        "criterion added: [x] A wrong password is refused",
        "criterion 1 became 2: A user with a valid password is signed in",
    ]

    lines = gov(project, "diff", "HEAD~1").out.splitlines()
    markdown = gov(project, "diff", "HEAD~1", "--format", "markdown").out.splitlines()

    assert lines == [
        "~ TASK-001 Sign in",
        *(f"    {line}" for line in expected),
        "0 added, 0 removed, 1 changed; 0 new, 0 cured findings",
    ]
    assert told(project, "TASK-001")[-4::2] == expected
    assert (
        "| TASK-001 Sign in | criterion moved | 1. A user with a valid password is signed in "
        "| 2. A user with a valid password is signed in |"
    ) in markdown
    for command in (["diff", "HEAD~1"], ["history", "TASK-001"]):
        value = json.loads(gov(project, *command, "--format", "json").out)
        jsonschema.validate(value, json.loads(schema_text(command[0])))
        change = (value["events"] if "events" in value else value["items"][0]["changes"])[-1]
        assert change["what"] == "criterion-moved"


@pytest.mark.gov("TASK-032.3")
def test_an_item_that_was_renumbered_is_the_same_item(project: Path) -> None:
    assert gov(project, "renumber", "TASK-001", "TASK-009").code == 0

    lines = gov(project, "diff", "HEAD").out.splitlines()
    value = json.loads(gov(project, "diff", "HEAD", "--format", "json").out)

    assert lines[:2] == ["~ TASK-009 Sign in", "    renumbered: TASK-001 -> TASK-009"]
    assert lines[-1].startswith("0 added, 0 removed, 1 changed; ")
    jsonschema.validate(value, json.loads(schema_text("diff")))
    assert [item["id"] for item in value["items"]] == ["TASK-009"]
    assert value["items"][0]["changes"] == [{"what": "renumbered", "before": "TASK-001", "after": "TASK-009"}]


def test_a_number_that_another_item_took_or_kept_is_that_items(project: Path) -> None:
    """It was given up where its title went with the item that says it had it, and nowhere else."""
    text = (project / "tasks.md").read_text()
    moved = text.replace("TASK-001", "TASK-009").replace("**Status**", "**Formerly**: TASK-001\n**Status**")
    (project / "tasks.md").write_text(text.replace("Sign in\n", "Sign out\n", 1) + "\n" + moved)
    took = gov(project, "diff", "HEAD").out.splitlines()
    (project / "tasks.md").write_text(text + "\n" + moved)
    kept = gov(project, "diff", "HEAD").out.splitlines()

    assert took[:3] == ["+ TASK-001 Sign out", "~ TASK-009 Sign in", "    renumbered: TASK-001 -> TASK-009"]
    assert kept[0] == "+ TASK-009 Sign in"


def test_numbers_that_went_on_one_after_the_other_are_followed(project: Path) -> None:
    first = (project / "tasks.md").read_text()
    second = first.replace("TASK-001 Sign in", "TASK-002 Sign out")
    commit(project, "Two", tasks_md=f"{first}\n{second}")
    one = first.replace("TASK-001", "TASK-002").replace("**Status**", "**Formerly**: TASK-001\n**Status**")
    two = second.replace("TASK-002", "TASK-003").replace("**Status**", "**Formerly**: TASK-002\n**Status**")
    (project / "tasks.md").write_text(f"{one}\n{two}")

    lines = gov(project, "diff", "HEAD").out.splitlines()

    assert lines[:4] == [
        "~ TASK-002 Sign in", "    renumbered: TASK-001 -> TASK-002",
        "~ TASK-003 Sign out", "    renumbered: TASK-002 -> TASK-003",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("command", "way_out"),
    [
        (["diff", "main..side"], "Write two: gov diff main side"),
        (["diff", "main.."], "Write two: gov diff main HEAD"),
        (["diff", "a...b"], "Write two: gov diff a b. 'git merge-base' names the commit where they parted"),
        (["check", "--base", "a..b"], "That is a range, which two commits bound: name one of them."),
        (
            ["diff", "HEAD@{0}"],
            "Name a branch, a tag or a commit; 'git rev-parse' says which commit that is.",
        ),
        (["diff", ":/Begin"], "Name a branch, a tag or a commit; 'git rev-parse' says which commit that is."),
    ],
)
def test_what_git_takes_and_nothing_here_does_is_answered_with_what_to_write(
    project: Path, command: list[str], way_out: str
) -> None:
    done = gov(project, *command)

    assert (done.code, done.out, done.err.splitlines()[-1]) == (2, "", f"  help: {way_out}")


def test_other_words_and_other_fields_are_told(project: Path) -> None:
    text = (project / "tasks.md").read_text()
    (project / "tasks.md").write_text(text.replace("Mira", "Tom") + "\nWe may sell data.\n")

    assert gov(project, "diff", "HEAD").out.splitlines()[:3] == [
        "~ TASK-001 Sign in",
        "    field: Assignee: Mira -> Assignee: Tom",
        "    text changed",
    ]


def test_other_spaces_and_ticks_are_no_other_words(project: Path) -> None:
    text = (project / "tasks.md").read_text()
    other = text.replace("[ ]", "[x]") if "[ ]" in text else text.replace("[x]", "[ ]")
    (project / "tasks.md").write_text("\n" + other.replace("\n\n", "\n\n\n"))

    lines = gov(project, "diff", "HEAD").out.splitlines()

    assert [line for line in lines if "text" in line or "field" in line] == []
    assert any("criterion" in line for line in lines)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        # A criterion over several lines, ticked, or with one word changed, is told once.
        (
            "- [ ] The reader sees\n  the whole of it\n  at once\n",
            "- [x] The reader sees\n  the whole of it\n  at once\n",
            ["criterion"],
        ),
        ("- [ ] The reader sees\n  the whole\n", "- [ ] The reader sees\n  the half\n", ["criterion"] * 2),
        ("- [ ] One\n\nWords.\n", "- [ ] One\n\nOther words.\n", ["text changed"]),
        ("- [ ] One\n", "- [ ] One\n\nWords.\n", ["text changed"]),
        # References are told apart from what stands beside them.
        ("**References**: PLAN-001\n", "**References**: PLAN-002\n", ["reference", "reference"]),
        (
            "**References**: PLAN-001, PLAN-002\n",
            "**References**: PLAN-001\n",
            ["reference"],
        ),
        ("**References**: PLAN-001 (Accounts)\n", "**References**: PLAN-001 (Sales)\n", ["field"]),
        # The rule below a table's head may be as long as it likes.
        ("| a | b |\n|---|---|\n| 1 | 2 |\n", "| a   | b |\n|-----|---|\n| 1   | 2 |\n", []),
    ],
)
def test_each_difference_is_told_once_and_as_what_it_is(
    tmp_path: Path, before: str, after: str, told: list[str]
) -> None:
    head = "### TASK-001 Sign in\n\n**Status**: Not Started\n"
    section = "\n**Acceptance Criteria**:\n\n" if before.startswith("- ") else ""
    folder = repository(tmp_path / "project", {"tasks.md": head + section + before}, "-b", "main")
    (folder / "tasks.md").write_text(head + section + after)

    lines = [line.strip() for line in gov(folder, "diff", "HEAD").out.splitlines()]

    words = [line for line in lines if line.startswith(("criterion", "reference", "field", "text", "+", "-"))]
    assert [next(word for word in told if line.startswith(word)) for line in words] == told, lines
