"""`gov check --output FORMAT=FILE`: several reports in one run, each whole, none over what is governed."""

import json
from pathlib import Path

import pytest

from tests.cli.running import gov, healthy, write
from tests.history.repositories import git
from tests.reports.reading import xml


@pytest.mark.gov("TASK-035.2")
def test_several_reports_are_written_beside_the_one_on_standard_output(tmp_path: Path) -> None:
    healthy(tmp_path)
    (tmp_path / "out").mkdir()

    outcome = gov(
        tmp_path, "check", "--format", "concise", "--output", "sarif=out/gov.sarif",
        "--output", "junit=out/gov.xml", "--output", "text=out/gov.txt", FORCE_COLOR="1",
    )  # fmt: skip

    assert outcome.code == 0, outcome.err
    assert outcome.out.startswith("passed: 0 errors, 0 warnings, 0 notes; ")
    assert json.loads((tmp_path / "out/gov.sarif").read_bytes())["version"] == "2.1.0"
    assert xml((tmp_path / "out/gov.xml").read_text("utf-8")).attrib["failures"] == "0"
    assert (tmp_path / "out/gov.txt").read_text("utf-8").endswith("\npassed: 0 errors, 0 warnings, 0 notes\n")
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == ["gov.sarif", "gov.txt", "gov.xml"]


def test_a_report_is_written_where_the_check_fails_too(tmp_path: Path) -> None:
    healthy(tmp_path, plan_md="")

    outcome = gov(tmp_path, "check", "--output", "json=gov.json")

    assert outcome.code == 1
    assert json.loads((tmp_path / "gov.json").read_bytes())["passed"] is False


def test_a_report_takes_the_place_of_an_older_one(tmp_path: Path) -> None:
    write(healthy(tmp_path), {"gov.json": "old\n"})
    (tmp_path / "gov.json").chmod(0o640)

    assert gov(tmp_path, "check", "--output", "json=gov.json").code == 0
    assert json.loads((tmp_path / "gov.json").read_bytes())["passed"] is True
    assert (tmp_path / "gov.json").stat().st_mode & 0o777 == 0o640


def test_a_new_report_can_be_read_by_whom_new_files_can(tmp_path: Path) -> None:
    gov(healthy(tmp_path), "check", "--output", "json=gov.json")

    assert (tmp_path / "gov.json").stat().st_mode == (tmp_path / "plan.md").stat().st_mode


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ["json"],
            "error: --output 'json' names no file\n  help: Write FORMAT=FILE: --output sarif=gov.sarif\n",
        ),
        (["json="], "error: --output 'json=' names no file\n"),
        (["json=folder/"], "error: --output 'json=folder/' names no file\n  help: Name a file in it.\n"),
        (["json=-"], "  help: Standard output is for one report: --format json\n"),
        (
            ["sarf=x"],
            "error: --output 'sarf=x': no report format is called 'sarf'\n  help: Did you mean 'sarif'?\n",
        ),
        (["=x"], "no report format is called ''\n  help: Formats are checkstyle, concise, "),
        (["_xml=x"], "no report format is called '_xml'\n"),
        (["json=gone/x"], "error: 'gone/x' cannot be written: the folder 'gone' is not there\n"),
        (["json=folder"], "error: 'folder' cannot be written: it is no regular file\n"),
        (["json=/dev/null"], "error: '/dev/null' cannot be written: it is no regular file\n"),
        (["json=" + "x" * 300], "cannot be written: "),
        (["json=plan.md"], "error: 'plan.md' would be overwritten, and this check reads it\n"),
        (["json=folder/../plan.md"], "would be overwritten, and this check reads it\n"),
        (["json=link.md"], "error: 'link.md' cannot be written: it is a symbolic link\n"),
        (["json=hard.txt"], "error: 'hard.txt' would be overwritten, and this check reads it\n"),
        (["json=gov.toml"], "error: 'gov.toml' would be overwritten, and this check reads it\n"),
        (["json=x", "text=./x"], "error: two reports would be written to x\n"),
    ],
)
def test_what_cannot_be_written_is_refused_before_anything_is(
    arguments: list[str], told: str, tmp_path: Path
) -> None:
    healthy(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "link.md").symlink_to("plan.md")
    (tmp_path / "hard.txt").hardlink_to(tmp_path / "tasks.md")
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir() if file.is_file()}

    outcome = gov(tmp_path, "check", *(part for text in arguments for part in ("--output", text)))

    assert (outcome.code, outcome.out) == (2, "")
    assert told in outcome.err
    assert "Traceback" not in outcome.err
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir() if file.is_file()} == before


def test_a_report_of_a_diff_is_refused(tmp_path: Path) -> None:
    outcome = gov(healthy(tmp_path), "check", "--diff", "--output", "json=x")

    assert outcome.code == 2
    assert outcome.err.startswith("error: --output writes a report, and --diff makes none\n")


def test_a_report_of_some_paths_tells_nothing_of_the_others(tmp_path: Path) -> None:
    healthy(tmp_path, tasks_md="### TASK-001 Write logs\n\n**References**: PLAN-009\n")

    outcome = gov(tmp_path, "check", "plan.md", "--format", "junit")

    assert {case.attrib["name"] for case in xml(outcome.out).iter("testcase") if len(case) == 0} == {
        "PLAN-001"
    }


@pytest.mark.parametrize("name", [".git/HEAD", ".git/hooks/pre-commit", "bare/config", ".git/new.json"])
def test_a_report_is_never_written_among_the_files_of_a_repository(tmp_path: Path, name: str) -> None:
    git(healthy(tmp_path), "init", "-q")
    git(tmp_path, "init", "-q", "--bare", "bare")
    before = (tmp_path / name).read_bytes() if (tmp_path / name).exists() else None

    outcome = gov(tmp_path, "check", "--output", f"json={name}")

    assert (outcome.code, outcome.out) == (2, "")
    assert "a git repository's own files" in outcome.err
    assert ((tmp_path / name).read_bytes() if (tmp_path / name).exists() else None) == before


@pytest.fixture
def change(tmp_path: Path) -> Path:
    """A change that makes `reports` a link to elsewhere, checked out."""
    project = healthy(tmp_path / "project")
    git(project, "init", "-q")
    git(project, "add", "--all")
    git(project, "commit", "-q", "-m", "Begin")
    (tmp_path / "elsewhere/below").mkdir(parents=True)
    (project / "reports").symlink_to(tmp_path / "elsewhere")
    (project / "sound").mkdir()
    git(project, "add", "--all")
    git(project, "commit", "-q", "-m", "Change")
    return project


@pytest.mark.parametrize("name", ["reports/x", "reports/below/x", "./sound/../reports/x", "{}/reports/x"])
@pytest.mark.parametrize("option", ["--output=json=", "--log="])
def test_a_change_sends_no_report_elsewhere_by_a_linked_folder(change: Path, name: str, option: str) -> None:
    file = name.format(change)

    outcome = gov(change, "pr", "--range", "HEAD~1..HEAD", f"{option}{file}")

    assert outcome.code == 2
    assert "cannot be written: 'reports' is a symbolic link of the repository" in outcome.err
    assert not [path for path in (change.parent / "elsewhere").rglob("*") if path.is_file()]


@pytest.mark.parametrize("name", ["sound/x", "../linked/x", "../linked/../elsewhere/x"])
def test_a_link_outside_of_the_repository_is_that_of_whoever_judges(change: Path, name: str) -> None:
    (change.parent / "linked").symlink_to(change.parent / "elsewhere")

    outcome = gov(change, "pr", "--range", "HEAD~1..HEAD", "--output", f"json={name}")

    assert outcome.code == 0, outcome.err
    assert "findings" in json.loads((change / name).read_bytes())
