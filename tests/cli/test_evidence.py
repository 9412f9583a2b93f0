"""Evidence as a user of the command sees it."""

import json
import subprocess
from pathlib import Path

import pytest
from inline_snapshot import snapshot
from jsonschema import Draft202012Validator

from gov.schemas import schema_text
from tests.cli.running import gov, healthy, write

REPORT = """\
<testsuites><testsuite>
  <testcase classname="log" name="j">
    <properties><property name="gov" value="TASK-001.1"/></properties>{inner}
  </testcase>
</testsuite></testsuites>
"""
ONLY = '[check]\nselect = ["ENF-008"]\n'


def with_report(folder: Path, inner: str = "", **changed: str) -> Path:
    """A healthy project with a report of one test."""
    return write(healthy(folder, **changed), {"reports/junit.xml": REPORT.replace("{inner}", inner)})


def test_a_failing_test_of_a_ticked_criterion_fails_the_check(tmp_path: Path) -> None:
    outcome = gov(
        with_report(tmp_path, "<failure/>", gov_toml=ONLY), "check", "--evidence", "junit=reports/*.xml"
    )

    assert outcome.code == 1
    assert outcome.out.partition("\n\n")[0] == snapshot("""\
tasks.md:11:7: error[ENF-008.criterion-test-fails] TASK-001.1 is ticked, and log.j fails
  11 | - [x] Each line of the log is one JSON object
     |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  reports/junit.xml:2:3: log.j failed
  help: Mend what the test found, or take back what is claimed until it is mended.\
""")


@pytest.mark.parametrize(
    ("files", "place"),
    [
        ({"gov_toml": ONLY + "[evidence]\nminimum-coverage = 80\n"}, "gov.toml:4"),
        (
            {"pyproject_toml": "[tool.gov.evidence]\nminimum-coverage = 80\n", "gov_toml": ""},
            "pyproject.toml:2",
        ),
    ],
)
def test_a_promise_that_nothing_measures_is_refused(
    tmp_path: Path, files: dict[str, str], place: str
) -> None:
    healthy(tmp_path, gov_toml=files["gov_toml"])
    if not files["gov_toml"]:
        (tmp_path / "gov.toml").unlink()
        write(tmp_path, {"pyproject.toml": files["pyproject_toml"]})

    outcome = gov(tmp_path, "check")

    assert outcome.code == 2
    message = "minimum-coverage demands 80 %, and no coverage report is named: nothing measures it"
    assert f"{place}: {message}" in outcome.err
    assert "--evidence coverage=FILE" in outcome.err


def test_a_promise_is_measured_by_a_report_of_one_run(tmp_path: Path) -> None:
    healthy(tmp_path, gov_toml=ONLY + "[evidence]\nminimum-coverage = 40\n")
    write(tmp_path, {"lcov.info": "SF:a.py\nDA:1,1\nDA:2,0\nend_of_record\n"})
    report = ("check", "--evidence", "coverage=lcov.info")

    kept = gov(tmp_path, *report, "--evidence", "minimum-coverage=20")
    fallen = gov(tmp_path, *report, "--evidence", "minimum-coverage=60")

    assert (kept.code, fallen.code) == (0, 1)
    assert "ENF-008.coverage-below" in fallen.out


def test_a_demand_of_one_run_needs_a_report_as_well(tmp_path: Path) -> None:
    outcome = gov(healthy(tmp_path), "check", "--evidence", "minimum-coverage=50")

    assert outcome.code == 2
    assert "--evidence: minimum-coverage demands 50 %" in outcome.err


def test_a_finding_in_a_report_shows_its_line(tmp_path: Path) -> None:
    with_report(tmp_path, gov_toml=ONLY + '[evidence]\njunit = ["reports/junit.xml"]\n')
    report = tmp_path / "reports" / "junit.xml"
    report.write_text(report.read_text(encoding="utf-8").replace("TASK-001.1", "TASK-011"), encoding="utf-8")

    outcome = gov(tmp_path, "check")

    assert outcome.code == 1
    assert outcome.out.partition("\n\n")[0] == snapshot("""\
reports/junit.xml:3:45: error[ENF-008.unknown-id-in-test] log.j names TASK-011, which no document declares
  tasks.md:3:5: TASK-001 is declared here
  help: did you mean TASK-001 (Write JSON Logs)?\
""")


@pytest.mark.parametrize(
    ("evidence", "message"),
    [
        (
            "junit=reports/none.xml",
            "error: [evidence] junit: 'reports/none.xml' names no file of the project\n",
        ),
        ("junit=tasks.md", "error: tasks.md:1: it is not XML: not well-formed (invalid token)\n"),
        ("coverage=reports/junit.xml", "error: reports/junit.xml:1: it is no Cobertura report: "),
        ("openapi=tasks.md", "error: tasks.md:5: is not YAML: "),
        ("sarif=tasks.md", "error: tasks.md:1: is not JSON: "),
        ("junit", "error: 'junit' is no evidence: it lacks an equals sign\n"),
    ],
)
@pytest.mark.gov("TASK-033.1")
@pytest.mark.parametrize("command", [("check",), ("rules",), ("list",), ("show", "TASK-001")])
def test_evidence_that_is_none_stops_a_command(
    tmp_path: Path, command: tuple[str, ...], evidence: str, message: str
) -> None:
    outcome = gov(with_report(tmp_path), *command, "--evidence", evidence)

    assert outcome.code == 2
    assert outcome.out == ""
    assert outcome.err.startswith(message)
    assert "  help: " in outcome.err


@pytest.mark.gov("TASK-033.3")
def test_the_list_says_what_tests_show(tmp_path: Path) -> None:
    outcome = gov(with_report(tmp_path), "list", "--format", "json", "--evidence", "junit=reports/junit.xml")

    listed = json.loads(outcome.out)
    Draft202012Validator(json.loads(schema_text("list"))).validate(listed)
    shown = {item["id"]: (item["shown"], [c["shown"] for c in item["criteria"]]) for item in listed}
    assert shown == {
        "CONST-P1": ("none", []), "PLAN-001": ("none", []), "TASK-001": ("passing", ["passing", "none"]),
        "TASK-002": ("none", ["none"]),
    }  # fmt: skip


def test_an_item_is_shown_with_what_tests_show(tmp_path: Path) -> None:
    outcome = gov(with_report(tmp_path), "show", "TASK-001", "--evidence", "junit=reports/junit.xml")

    assert outcome.out == snapshot("""\
TASK-001 Write JSON Logs
  task, tasks.md:3
  Status: In Progress
  Assignee: Mira
  Estimated Effort: S
  references PLAN-001 Structured Logging
  Tests: shown by a passing test
  [x] TASK-001.1 Each line of the log is one JSON object (shown by a passing test)
  [ ] TASK-001.2 Each line holds the request's identifier (shown by no test)
  named by TASK-002
""")


def test_a_criterion_is_shown_with_its_tests(tmp_path: Path) -> None:
    outcome = gov(with_report(tmp_path), "show", "TASK-001.1", "--evidence", "junit=reports/junit.xml")

    assert outcome.out == snapshot("""\
TASK-001 Write JSON Logs, tasks.md:11
  TASK-001.1 [x] Each line of the log is one JSON object
  tests: log.j (passed)
""")


def test_the_rules_say_which_of_them_run_by_evidence(tmp_path: Path) -> None:
    codes = ("ENF-008.coverage-below", "ENF-008.criterion-test-fails", "ENF-011.marker-unknown-id")
    with_report(tmp_path)

    outcome = gov(tmp_path, "rules", "--evidence", "junit=reports/junit.xml", "--format", "json")

    states = {value["code"]: (value["state"], value["reason"]) for value in json.loads(outcome.out)}
    assert [states[code] for code in codes] == snapshot(
        [
            ("not run", "no coverage report is configured ([evidence] coverage)"),
            ("run", ""),
            ("not run", "no code is configured whose comments may name items ([evidence] markers)"),
        ]
    )


def test_an_api_is_compared_with_what_the_base_described(tmp_path: Path) -> None:
    operation = '"responses": {"204": {"description": "ended"}}, "summary": "End a session", "security": []'
    described = f'{{"openapi": "3.1.0", "paths": {{"/session": {{"delete": {{{operation}}}}}}}}}'
    api = write(healthy(tmp_path), {"api.json": described}) / "api.json"
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "-c", "user.name=Mira", "-c", "user.email=mira@example.org", "commit", "-qm", "First")
    api.write_text(described.replace("/session", "/sessions"), encoding="utf-8")

    outcome = gov(tmp_path, "check", "--base", "HEAD", "--evidence", "openapi=api.json")

    assert outcome.code == 1
    assert "error[ENF-006.breaking-change] DELETE /session is gone" in outcome.out


API = """\
openapi: 3.1.0
paths:
  /session:
    get: {summary: Who is signed in, security: [], responses: {"200": {content: {application/json: {schema:
      {type: object, properties: {name: {type: string}}}}}}}}
"""
NAMING = "[project]\nkinds = ['principle', 'plan', 'task']\n[evidence]\nopenapi = '%s'\n"


def described(folder: Path) -> Path:
    """A repository whose settings name the description of an API."""
    write(healthy(folder, gov_toml=NAMING % "api.yaml"), {"api.yaml": API})
    git(folder, "init", "-q")
    committed(folder, "Describe the API\n\nTask: TASK-001")
    return folder


def committed(folder: Path, message: str) -> None:
    """Commit everything in a folder."""
    git(folder, "add", "-A")
    git(folder, "-c", "user.name=Mira", "-c", "user.email=mira@example.org", "commit", "-qm", message)


@pytest.mark.parametrize("command", [("check", "--base", "HEAD~1"), ("pr", "--range", "HEAD~1..HEAD")])
@pytest.mark.parametrize(
    ("settings", "files", "told"),
    [
        (
            "",
            {"api.yaml": API},
            "gov.toml:1:1: error[ENF-006.breaking-change] nothing describes the API any more",
        ),
        ("", {}, "gov.toml:1:1: error[ENF-006.breaking-change] nothing describes the API any more"),
        (
            "v1.yaml",
            {"v1.yaml": API.replace("name:", "alias:")},
            "v1.yaml:4:5: error[ENF-006.breaking-change] GET /s",
        ),
        ("v1.yaml", {"v1.yaml": API}, ""),
    ],
    ids=["unnamed", "deleted", "moved-and-broken", "moved"],
)
def test_a_break_is_found_however_the_settings_change_beside_it(
    tmp_path: Path, command: tuple[str, ...], settings: str, files: dict[str, str], told: str
) -> None:
    described(tmp_path)
    (tmp_path / "api.yaml").unlink()
    naming = NAMING % settings if settings else NAMING.partition("[evidence]")[0]
    write(tmp_path, {"gov.toml": naming, **files})
    committed(tmp_path, "Move the description\n\nTask: TASK-001")

    outcome = gov(tmp_path, *command)

    assert (told in outcome.out) if told else ("breaking-change" not in outcome.out), (
        outcome.out + outcome.err
    )
    assert outcome.code == 1 if told else outcome.code in {0, 1}


def test_a_change_cannot_name_another_description_while_the_old_one_is_there(tmp_path: Path) -> None:
    described(tmp_path)
    write(tmp_path, {"gov.toml": NAMING % "old.yaml", "old.yaml": API})
    (tmp_path / "api.yaml").write_text(API.replace("name:", "alias:"), encoding="utf-8")
    committed(tmp_path, "Show an old one\n\nTask: TASK-001")

    outcome = gov(tmp_path, "pr", "--range", "HEAD~1..HEAD")

    assert "api.yaml:4:5: error[ENF-006.breaking-change] GET /session" in outcome.out
    assert outcome.code == 1


def git(folder: Path, *arguments: str) -> None:
    """Run git in a folder."""
    subprocess.run(["git", *arguments], cwd=folder, check=True)
