"""GitLab's, reviewdog's and Checkstyle's forms: what each asks for is there."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from gov.reports import Context, report
from tests.reports.reading import told, written, xml
from tests.reports.verdicts import FILES, hostile, many, plain, verdict
from tests.rules.judging import judge

TEXT = {"type": "string", "minLength": 1}
COUNT = {"type": "integer", "minimum": 1}
# As GitLab's documentation of Code Quality reports has it.
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": TEXT,
            "check_name": TEXT,
            "fingerprint": TEXT,
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "required": ["path", "lines"],
                "properties": {
                    "path": TEXT,
                    "lines": {"required": ["begin"], "properties": {"begin": COUNT}},
                },
            },
        },
    },
}
POSITION = {"required": ["line", "column"], "properties": {"line": COUNT, "column": COUNT}}
RANGE = {"required": ["start", "end"], "properties": {"start": POSITION, "end": POSITION}}
LOCATION = {"required": ["path", "range"], "properties": {"path": TEXT, "range": RANGE}}
# As reviewdog's own description of its messages has it.
RDJSON = {
    "type": "object",
    "required": ["source", "diagnostics"],
    "additionalProperties": False,
    "properties": {
        "source": {"required": ["name"], "properties": {"name": TEXT}},
        "diagnostics": {
            "type": "array",
            "items": {
                "required": ["message", "location", "severity", "code"],
                "additionalProperties": False,
                "properties": {
                    "message": TEXT,
                    "location": LOCATION,
                    "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
                    "code": {"required": ["value"], "properties": {"value": TEXT}},
                    "suggestions": {
                        "type": "array",
                        "items": {"required": ["range", "text"], "properties": {"range": RANGE}},
                    },
                    "related_locations": {
                        "type": "array",
                        "items": {"required": ["message", "location"], "properties": {"location": LOCATION}},
                    },
                },
            },
        },
    },
}


@pytest.mark.parametrize(("name", "schema"), [("gitlab", GITLAB), ("rdjson", RDJSON)])
def test_a_report_has_what_its_reader_asks_for(name: str, schema: dict[str, object]) -> None:
    for verdict_of in (plain, verdict, hostile):
        Draft202012Validator(schema).validate(json.loads(written(name, verdict_of())))


def test_fingerprints_for_gitlab_are_unique_where_findings_are_alike() -> None:
    task = b"### TASK-001 Write logs\n\n**References**: PLAN-009\n\n"

    issues = json.loads(written("gitlab", judge({**FILES, "a.md": task, "b.md": task})))

    assert len(issues) > 1
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    assert len({i["fingerprint"] for i in json.loads(written("gitlab", many(500)))}) == 501


def test_reviewdog_gets_columns_in_bytes_and_a_suggestion_that_fits_them() -> None:
    wide = "\U0001f600\u8a2d PLAN-001, "
    files = FILES | {"tasks.md": FILES["tasks.md"].replace(b"PLAN-001, ", wide.encode())}

    (diagnostic, *_) = json.loads(written("rdjson", judge(files)))["diagnostics"]

    start = 27 + len("\U0001f600\u8a2d ".encode())
    assert diagnostic["location"]["range"] == {
        "start": {"line": 4, "column": start},
        "end": {"line": 4, "column": start + 8},
    }
    assert diagnostic["suggestions"] == [{"range": diagnostic["location"]["range"], "text": "PLAN-001"}]


def test_checkstyle_lists_findings_below_their_file() -> None:
    root = xml(written("checkstyle", plain()))

    assert (root.tag, root.attrib) == ("checkstyle", {"version": "10.0"})
    assert [(file.attrib["name"], len(file)) for file in root] == [("tasks.md", 2)]


@pytest.mark.parametrize("name", ["github", "gitlab", "sarif", "rdjson", "checkstyle"])
@pytest.mark.parametrize("variable", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"])
def test_paths_are_those_of_the_checkout(
    name: str, variable: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    monkeypatch.setenv(variable, str(tmp_path))
    (tmp_path / "docs").mkdir()

    text = report(name)(plain(), Context(tmp_path / "docs", "error"))

    assert {finding.path for finding in told(name, text)} == {"docs/tasks.md"}


def test_one_line_of_json_lines_sums_up() -> None:
    *_, last = written("jsonl", verdict()).splitlines()

    value = json.loads(last)
    assert (value["type"], value["errors"], value["warnings"], value["baselined"]) == ("summary", 1, 1, 1)
    assert value["passed"] is False
