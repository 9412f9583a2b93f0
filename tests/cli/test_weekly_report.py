"""`gov report weekly`: what happened between two days, in Markdown and as a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.cli.running import gov as run
from tests.cli.running import healthy, write
from tests.history.repositories import git
from tests.metrics.by_hand import DAY, commit_on, counted_by_hand

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = "</script><script>alert(1)</script> [x](javascript:alert(1)) @everyone | \x1b[2J"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return counted_by_hand(tmp_path_factory.mktemp("counted"))


def sections(report: str) -> dict[str, list[str]]:
    """The lines of each section by its heading."""
    parts = re.split(r"^## (.+) \([0-9]+\)$", report, flags=re.MULTILINE)[1:]
    return {
        title: [line for line in text.splitlines() if line]
        for title, text in zip(parts[::2], parts[1::2], strict=True)
    }


@pytest.mark.gov("TASK-042.3", "TASK-019.5")
def test_it_lists_changes_findings_reviews_and_stalled_tasks(folder: Path) -> None:
    outcome = run(folder, "report", "weekly", "--since", "2026-03-05", SOURCE_DATE_EPOCH=DAY)

    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith("# 2026-03-05 to 2026-06-01\n\n2 items changed in 2 commits, ")
    found = sections(outcome.out)
    assert found["What changed"] == [
        "- **ADR-0001** Write JSON: status: Proposed -&gt; Accepted",
        "- **TASK-001** Write logs: status: In Progress -&gt; Completed",
    ]
    overdue = "the review of constitution.md was due on 2026-05-01, 31 days ago"
    assert found["New findings"] == [
        f"- **ENF-015.review-overdue** warning at constitution.md:18:18: {overdue}"
    ]
    assert [line.split("**")[1] for line in found["Cured findings"]] == ["ENF-003.all-checked-not-completed"]
    assert found["Overdue reviews"] == [f"- **constitution.md** {overdue}"]
    assert [line.split("**")[1] for line in found["Stalled tasks"]] == ["TASK-002"]
    assert [line.split("**")[1] for line in found["What to do next"]] == [
        "Cure tasks.md:29:17", "Review constitution.md", "Ask about TASK-002",
    ]  # fmt: skip
    assert "| Task completion | 0 of 3, 0 % | 1 of 3, 33 % | +33 points |" in outcome.out


def test_a_week_in_which_nothing_happened_says_so(folder: Path) -> None:
    found = sections(run(folder, "report", "weekly", SOURCE_DATE_EPOCH=DAY).out)

    assert found["What changed"] == ["No item changed."]
    assert found["New findings"] == ["None."]
    assert found["Commits"] == ["No commit changed a governed document."]


def test_the_first_week_of_all_compares_with_nothing(folder: Path) -> None:
    asked = ("report", "weekly", "--since", "2026-02-25", "--until", "2026-03-03")

    outcome = run(folder, *asked, SOURCE_DATE_EPOCH=DAY)

    assert "; from nothing to " in outcome.out
    assert len(sections(outcome.out)["What changed"]) == 9


@pytest.mark.gov("TASK-019.5")
def test_the_page_is_one_file_that_fetches_nothing(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "week.html"
    asked = ("report", "weekly", "--since", "2026-03-05", "--format", "html", "--output", str(file))

    outcome = run(folder, *asked, SOURCE_DATE_EPOCH=DAY)

    text = file.read_text(encoding="utf-8")
    assert (outcome.code, outcome.out) == (0, "")
    assert text.startswith("<!doctype html>")
    assert "<script" not in text
    assert re.findall(r"(?:src|href)=\"(?!#)", text) == []
    assert "TASK-001" in text


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_what_people_wrote_stays_text(tmp_path: Path, form: str) -> None:
    healthy(tmp_path)
    git(tmp_path, "init", "-q", "-b", "main")
    commit_on(tmp_path, "2026-05-01", "Begin")
    tasks = (tmp_path / "tasks.md").read_text(encoding="utf-8")
    (tmp_path / "tasks.md").write_text(tasks.replace("Ship Logs", f"Ship {HOSTILE}"), encoding="utf-8")
    commit_on(tmp_path, "2026-05-30", f"Say {HOSTILE}")

    report = run(tmp_path, "report", "weekly", "--format", form, SOURCE_DATE_EPOCH=DAY).out

    assert "alert(1)" in report.replace("\\", "")
    assert "<script" not in report
    assert "\x1b" not in report
    if form == "markdown":
        assert re.search(r"(?<!\\)\]\(", report) is None
        assert "@everyone" not in report


def test_a_shallow_clone_says_what_it_does_not_know(folder: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", folder.as_uri(), "clone")

    outcome = run(tmp_path / "clone", "report", "weekly", "--since", "2026-03-05", SOURCE_DATE_EPOCH=DAY)

    assert outcome.code == 0
    assert "This is a shallow clone: what was before 2026-03-31 is not known." in outcome.out


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("--since", "March"), "--since 'March' is no day"),
        (("--until", "2026-02-30"), "--until '2026-02-30' is no day"),
        (
            ("--since", "2026-03-02", "--until", "2026-03-01"),
            "--since 2026-03-02 is after --until 2026-03-01",
        ),
        (("--until", "2020-01-01"), "no commit up to 2020-01-01 changed a governed document"),
        (("--output", "plan.md"), "would be overwritten"),
    ],
)
def test_what_cannot_be_is_refused(folder: Path, asked: tuple[str, ...], told: str) -> None:
    outcome = run(folder, "report", "weekly", *asked, SOURCE_DATE_EPOCH=DAY)

    assert outcome.code == 2
    assert told in outcome.err


def test_without_git_there_is_no_week(tmp_path: Path) -> None:
    outcome = run(write(tmp_path, {"tasks.md": "### TASK-001 A\n"}), "report", "weekly")

    assert outcome.code == 2
    assert "no git repository" in outcome.err
