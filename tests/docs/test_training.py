"""What leads a new member and a team into the process: onboarding, workshop, quick reference, reviews."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT
from tests.docs.pages import Block, Reader, blocks, sections, steps
from tests.docs.test_pages import follow

if TYPE_CHECKING:
    from pathlib import Path

WORKSHOP = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "docs/workshop").glob("*.md")
    if path.name != "index.md"
)
JUDGES = ("gov check", "gov pr")
OVERDUE = "ENF-015.review-overdue"
REVIEWS = ROOT / "docs/governance/reviews.md"
# A project with a past, for the quick reference.
PREPARED = (
    "gov init",
    "git init -q -b main",
    "git config user.name Kim",
    "git config user.email kim@example.org",
    "git add .",
    "GIT_COMMITTER_DATE=2026-05-20T12:00:00Z git commit -q -m Begin",
    # What a person sees of a branch before others do.
    "git switch -q -c mine",
)


def judgements(some: tuple[Block, ...]) -> list[int]:
    """What the commands that judge come to, in order."""
    return [step.code for block in some for step in steps(block) if step.command.startswith(JUDGES)]


@pytest.mark.gov("TASK-018.1")
def test_a_new_member_is_led_from_the_installation_to_a_first_passing_change(tmp_path: Path) -> None:
    page = "docs/onboarding.md"
    text = (ROOT / page).read_text(encoding="utf-8")

    follow(page, tmp_path)

    assert "getting-started.md#install" in text
    (*_, last) = [step for block in blocks(page) for step in steps(block)]
    assert (last.command.startswith("gov pr --range main..HEAD"), last.code) == (True, 0)


@pytest.mark.gov("TASK-018.2")
@pytest.mark.parametrize("page", WORKSHOP)
def test_an_exercise_fails_as_given_and_passes_with_its_solution(page: str, tmp_path: Path) -> None:
    parts = {section.heading: section for section in sections(page)}
    order = list(parts)
    solution = order.index("Solution")
    given = tuple(block for name in order[:solution] for block in parts[name].blocks)
    solved = parts["Solution"].blocks

    follow(page, tmp_path)

    assert judgements(given) == [1]
    assert judgements(solved)[-1:] == [0]
    assert order[-3:] == ["The Files", "Your Turn", "Solution"]


@pytest.mark.gov("TASK-018.2")
@pytest.mark.parametrize("page", WORKSHOP)
def test_no_exercise_is_solved_by_deleting_its_documents(page: str, tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    names = []
    for section in sections(page):
        if section.heading == "Your Turn":
            break
        for block in section.blocks:
            reader.follow(block)
    for file in sorted(tmp_path.rglob("*.md")):
        if ".git" not in file.parts:
            file.unlink()
            names.append(file.name)

    emptied = subprocess.run(
        [sys.executable, "-m", "gov", "check"], cwd=tmp_path, capture_output=True, check=False
    )

    assert names
    assert emptied.returncode == 1


@pytest.mark.gov("TASK-018.2")
def test_the_workshop_leads_to_each_exercise_and_to_the_constitution_first() -> None:
    programme = (ROOT / "docs/workshop/index.md").read_text(encoding="utf-8")

    named = re.findall(r"^\| 15 \|.*\[Exercise [0-9]\]\(([a-z]+\.md)\) \|$", programme, re.MULTILINE)

    assert sorted(f"docs/workshop/{name}" for name in named) == WORKSHOP
    assert named[0] == "principle.md"


@pytest.mark.gov("TASK-018.3")
def test_the_quick_reference_has_ten_tasks_whose_commands_work(tmp_path: Path) -> None:
    text = (ROOT / "docs/quick-reference.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([0-9]+)\. [^|]+ \| (.+) \|$", text, re.MULTILINE)
    reader = Reader(tmp_path)

    reader.follow(Block("sh", "", PREPARED, 1))
    reader.follow(Block("sh", "", tuple(c for _, told in rows for c in re.findall("`([^`]+)`", told)), 1))

    assert [int(number) for number, _ in rows] == list(range(1, 11))


@pytest.mark.gov("TASK-018.4")
def test_the_readme_describes_the_process_from_principle_to_merged_change() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    process = readme.partition("## The process\n")[2].partition("\n## ")[0]
    words = ("principle", "plan", "specification", "task", "decision", "criteria", "reviews")
    commands = ("gov new task", "gov check", "gov pr", "Task: TASK-007")

    assert re.findall(r"^([0-9])\. ", process, re.MULTILINE) == ["1", "2", "3", "4", "5", "6"]
    assert [word for word in (*words, *commands) if word not in process] == []


def schedule() -> list[tuple[str, str, str, str, str]]:
    """The rows of the table of reviews: name, document, interval, owner, next day."""
    row = r"^\| ([A-Z][^|]+) \| \[[^]]+\]\(([^)]+)\)[^|]* \| (every [^|]+) \| ([^|]+) \| ([0-9-]{10}) \|$"
    return re.findall(row, REVIEWS.read_text(encoding="utf-8"), re.MULTILINE)


def stated(document: str) -> list[str]:
    text = (REVIEWS.parent / document).read_text(encoding="utf-8")
    return re.findall(r"^\*\*Next Review\*\*: ([0-9-]+)$", text, re.MULTILINE)


def overdue_on(day: date) -> set[str]:
    """The documents of this project whose review is overdue on a day."""
    since = (day - date(1970, 1, 1)).days * 86400
    done = subprocess.run(
        [sys.executable, "-m", "gov", "check", "--format", "json"],
        cwd=ROOT, capture_output=True, check=False, env=os.environ | {"SOURCE_DATE_EPOCH": str(since)},
    )  # fmt: skip
    return {one["path"] for one in json.loads(done.stdout)["findings"] if one["code"] == OVERDUE}


@pytest.mark.gov("TASK-018.5")
def test_each_review_has_an_interval_an_owner_and_a_next_day() -> None:
    rows = schedule()

    assert [name for name, *_ in rows] == ["Tasks", "Plan and specifications", "Decisions", "Constitution"]
    assert [name for name, _, _, owner, _ in rows if owner != "Maintainers"] == []
    assert [date.fromisoformat(day).isoformat() for *_, day in rows] == [day for *_, day in rows]


@pytest.mark.gov("TASK-018.5")
def test_a_review_of_a_quarter_that_nobody_holds_is_found_on_the_day_after() -> None:
    quarterly = [(row[1], row[4]) for row in schedule() if row[2] == "every quarter"]
    days = sorted(date.fromisoformat(day) for _, day in quarterly)

    before, after = overdue_on(days[0]), overdue_on(days[-1] + timedelta(1))

    assert [stated(document) for document, _ in quarterly] == [[day] for _, day in quarterly]
    assert before == set()
    assert after == {f"docs/governance/{document}" for document, _ in quarterly}
