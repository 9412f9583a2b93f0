"""What is read of scanners' logs, and what stops the run."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from inline_snapshot import snapshot

from gov.errors import GovError
from gov.evidence.sarif import read_sarif

if TYPE_CHECKING:
    from gov.evidence import ScannerResult


def log(*results: object, **run: object) -> bytes:
    """A log of one run."""
    driver = {"name": "Semgrep", "rules": [
        {"id": "py.eval", "defaultConfiguration": {"level": "error"},
         "messageStrings": {"default": {"text": "{0} is {{evaluated}} at {1}"}}},
        {"id": "py.open", "shortDescription": {"text": "A file is left open"},
         "defaultConfiguration": {"level": "none"}},
    ]}  # fmt: skip
    return json.dumps(
        {"version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": list(results), **run}]}
    ).encode()


def at(uri: str, base: str = "", **region: int) -> dict[str, object]:
    """A result in a place."""
    location = {"uri": uri, "uriBaseId": base} if base else {"uri": uri}
    physical = {"artifactLocation": location, "region": region}
    return {"ruleId": "x", "message": {"text": "Found"}, "locations": [{"physicalLocation": physical}]}


def read(data: bytes) -> list[tuple[object, ...]]:
    """Level, rule, message and place of each result."""
    return [(r.level, r.rule, r.message, r.path, r.line, r.column) for r in read_sarif(data, "scan.sarif")]


def only(data: bytes) -> ScannerResult:
    (result,) = read_sarif(data, "scan.sarif")
    return result


def test_a_level_is_that_of_the_result_else_of_its_rule_else_a_warning() -> None:
    data = log(
        {"ruleId": "py.eval", "level": "note", "message": {"text": "a"}},
        {"ruleId": "py.eval", "message": {"text": "b"}},
        {"ruleIndex": 0, "message": {"text": "c"}},
        {"ruleId": "py.eval/sub", "message": {"text": "d"}},
        {"ruleId": "other", "message": {"text": "e"}},
        {"ruleId": "py.open", "message": {"text": "its rule is of level none"}},
    )

    assert [(r.level, r.rule, r.message) for r in read_sarif(data, "s")] == [
        ("note", "py.eval", "a"), ("error", "py.eval", "b"), ("error", "py.eval", "c"),
        ("error", "py.eval/sub", "d"), ("warning", "other", "e"),
    ]  # fmt: skip


def test_rules_of_an_extension_are_found() -> None:
    extension = {"name": "pack", "rules": [{"id": "p1", "defaultConfiguration": {"level": "error"}}]}
    tool = {"driver": {"name": "CodeQL"}, "extensions": [extension]}
    data = log({"rule": {"index": 0, "toolComponent": {"index": 0}}, "message": {"text": "a"}}, tool=tool)

    assert [(r.tool, r.level, r.rule) for r in read_sarif(data, "s")] == [("CodeQL", "error", "p1")]


@pytest.mark.parametrize(
    ("result", "is_there"),
    [
        ({"kind": "pass"}, False),
        ({"kind": "notApplicable"}, False),
        ({"kind": "informational"}, False),
        ({"kind": "open"}, True),
        ({"kind": "review"}, True),
        ({"kind": "review", "suppressions": [{"kind": "inSource"}]}, False),
        ({"kind": None}, True),
        ({"kind": "fail"}, True),
        ({"level": "none"}, False),
        ({"suppressions": []}, True),
        ({"suppressions": [{"kind": "inSource"}]}, False),
        ({"suppressions": [{"kind": "external", "status": "accepted"}]}, False),
        ({"suppressions": [{"kind": "external", "status": "underReview"}]}, True),
        ({"suppressions": [{"kind": "inSource"}, {"kind": "external", "status": "rejected"}]}, True),
        ({"baselineState": "absent"}, False),
        ({"baselineState": "unchanged"}, True),
    ],
)
def test_what_is_no_fault_that_stands_is_left_out(result: dict[str, object], is_there: bool) -> None:
    data = log({"ruleId": "x", "message": {"text": "a"}, **result})

    assert bool(read_sarif(data, "s")) is is_there


def test_what_nobody_has_decided_is_told_as_that() -> None:
    data = log(
        {"ruleId": "py.eval", "kind": "review", "message": {"text": "a"}},
        {"ruleId": "py.eval", "kind": "open", "level": "none", "message": {"text": "b"}},
        {"ruleId": "py.open", "kind": "open", "level": "error", "message": {"text": "c"}},
    )

    assert [(r.level, r.message) for r in read_sarif(data, "s")] == snapshot(
        [
            ("warning", "a (somebody has to review it)"),
            ("warning", "b (the scanner could not decide)"),
            ("error", "c (the scanner could not decide)"),
        ]
    )


@pytest.mark.parametrize(
    ("result", "message"),
    [
        ({"level": "Error"}, "the level 'Error'; SARIF knows error, warning, note, none"),
        ({"level": "fatal"}, "the level 'fatal'; SARIF knows error, warning, note, none"),
        ({"level": ["x" * 60]}, f"the level ['{'x' * 38}...; SARIF knows error, warning, note, none"),
        (
            {"kind": "Fail"},
            "the kind 'Fail'; SARIF knows fail, review, open, pass, notApplicable, informational",
        ),
        ({"ruleId": "odd"}, "the level 'high'; SARIF knows error, warning, note, none"),
    ],
)
@pytest.mark.gov("TASK-033.1")
def test_a_level_or_kind_that_sarif_has_not_stops_the_run(result: dict[str, object], message: str) -> None:
    driver = {"name": "x", "rules": [{"id": "odd", "defaultConfiguration": {"level": "high"}}]}
    run = {"tool": {"driver": driver}, "results": [{"ruleId": "odd", "level": "note"}, result]}
    data = json.dumps({"version": "2.1.0", "runs": [run]}, indent=1).encode()

    with pytest.raises(GovError) as caught:
        read_sarif(data, "scan.sarif")

    line = data[: data.rindex(b"\n    {")].count(b"\n") + 2
    assert str(caught.value) == f"scan.sarif:{line}: a result has {message}"
    assert caught.value.help == "Let the scanner write the log anew, as SARIF 2.1.0."


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ({"text": "Found {0}", "arguments": ["this"]}, "Found this"),
        ({"text": "Found {0} {1}", "arguments": ["{1}"]}, "Found {1} {1}"),
        ({"text": "Found {0}"}, "Found {0}"),
        ({"id": "default", "arguments": ["x", "y"]}, "x is {evaluated} at y"),
        ({"text": "See [the input](1) and\n[docs](https://example.org/a)."}, "See the input and docs."),
        ({"markdown": "**Found**"}, "**Found**"),
        ({"text": "\\ud800"}, "\\ud800"),
        ({"text": "a" * 1000}, "a" * 497 + "..."),
        ({}, "py.eval"),
        ("text", "py.eval"),
    ],
)
def test_a_message_is_one_line_with_its_arguments(message: object, text: str) -> None:
    assert only(log({"ruleId": "py.eval", "message": message})).message == text


def test_without_a_message_the_description_of_the_rule_speaks() -> None:
    assert only(log({"ruleId": "py.open", "level": "error"})).message == "A file is left open"


BASES = {
    "SRC": {"uri": "src/", "uriBaseId": "%SRCROOT%"},
    "%SRCROOT%": {"uri": "file:///srv/build/app/"},
    "LOOP": {"uri": "a/", "uriBaseId": "LOOP"},
    "OUT": {"uri": "file:///usr/lib/"},
}


@pytest.mark.parametrize(
    ("uri", "base", "path"),
    [
        ("app/main.py", "", "app/main.py"),
        ("./app//main.py", "", "app/main.py"),
        ("app/../main.py", "", "main.py"),
        ("app%20one/m%C3%A4in.py", "", "app one/mäin.py"),
        ("app\\main.py", "", "app/main.py"),
        ("main.py", "%SRCROOT%", "main.py"),
        ("main.py", "SRC", "src/main.py"),
        ("file:///srv/build/app/src/main.py", "", "src/main.py"),
        ("/srv/build/app/src/main.py", "", "src/main.py"),
        ("x.py", "OUT", "/usr/lib/x.py"),
        ("x.py", "UNKNOWN", "x.py"),
        ("../../etc/passwd", "", "../../etc/passwd"),
        ("C:\\app\\main.py", "", "/C:/app/main.py"),
        ("https://example.org/a.py", "", "/a.py"),
    ],
)
def test_a_path_is_decoded_and_relative_to_the_project(uri: str, base: str, path: str) -> None:
    assert only(log(at(uri, base), originalUriBaseIds=BASES)).path == path


def test_a_base_that_holds_itself_ends() -> None:
    assert only(log(at("x.py", "LOOP"), originalUriBaseIds=BASES)).path.endswith("/x.py")


def test_the_folder_that_the_scanner_ran_in_is_the_project() -> None:
    invocations = [{"executionSuccessful": True, "workingDirectory": {"uri": "file:///builds/app"}}]

    assert only(log(at("file:///builds/app/a.py"), invocations=invocations)).path == "a.py"


def test_a_file_may_be_named_by_its_number() -> None:
    result = {
        "message": {"text": "a"},
        "locations": [{"physicalLocation": {"artifactLocation": {"index": 1}}}],
    }
    artifacts = [{"location": {"uri": "a.py"}}, {"location": {"uri": "b.py"}}]

    assert only(log(result, artifacts=artifacts)).path == "b.py"


@pytest.mark.parametrize(
    ("region", "place"),
    [
        ({}, (1, 1, 0)),
        ({"startLine": 3}, (3, 1, 0)),
        ({"startLine": 3, "startColumn": 5, "endColumn": 9}, (3, 5, 9)),
        ({"startLine": 3, "startColumn": 5, "endLine": 4, "endColumn": 9}, (3, 5, 0)),
        ({"startLine": -1, "startColumn": 1 << 60}, (1, 1, 0)),
    ],
)
def test_a_region_has_a_line_and_columns(region: dict[str, int], place: tuple[int, int, int]) -> None:
    result = only(log(at("a.py", "", **region)))

    assert (result.line, result.column, result.end_column) == place


def test_a_result_begins_where_it_stands_in_the_log() -> None:
    data = b"\xef\xbb\xbf" + log(at("é.py"), at("b.py"))

    for result in read_sarif(data, "s"):
        assert data[result.start : result.start + 9] == b'{"ruleId"'


def test_a_scan_that_found_nothing_is_fine() -> None:
    assert read_sarif(log(), "s") == ()


def test_nonsense_in_a_result_is_no_failure() -> None:
    data = log(1, None, [], {"locations": 3, "message": 7, "level": None, "ruleIndex": 1e9, "rule": [1]})

    assert read(data) == [("warning", "", "", "", 1, 1)] * 4


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            b"",
            snapshot("scan.sarif:1: is not JSON: expecting value"),
        ),
        (
            b"[]",
            snapshot("scan.sarif:1: says no `version`; SARIF 2.1.0 is read"),
        ),
        (
            b'{"version": "2.1.0"}',
            snapshot("scan.sarif:1: holds no run of a scanner"),
        ),
        (
            b'{"version": "2.1.0",\n"runs": []}',
            snapshot("scan.sarif:2: holds no run of a scanner"),
        ),
        (
            b'{"version": "2.0.0", "runs": [{}]}',
            snapshot("scan.sarif:1: is of version '2.0.0'; SARIF 2.1.0 is read"),
        ),
        (
            b'{"version": "2.1.0", "runs": [{"results": [}]}',
            snapshot("scan.sarif:1: is not JSON: expecting value"),
        ),
        (
            b'{"version": "2.1.0", "runs": ["\xff"]}',
            snapshot("scan.sarif:1: holds a byte that is not UTF-8, 0xFF"),
        ),
        (
            b'{"version": "2.1.0", "runs": ' + b"[" * 100_000,
            snapshot("scan.sarif:1: is nested too deeply"),
        ),
        (
            log(invocations=[{"executionSuccessful": False}]),
            snapshot("scan.sarif:1: says that the scan by Semgrep failed, and holds no result of it"),
        ),
    ],
)
def test_what_cannot_be_read_stops_the_run(data: bytes, message: str) -> None:
    with pytest.raises(GovError) as caught:
        read_sarif(data, "scan.sarif")

    assert caught.value.help
    assert str(caught.value) == message


@pytest.mark.parametrize(
    "run",
    [
        {"tool": {"driver": {"name": "x"}}},
        {"tool": {"driver": {"name": "x"}}, "results": None},
        {
            "tool": {"driver": {"name": "x"}},
            "results": [],
            "externalPropertyFileReferences": {"results": [{}]},
        },
        {
            "tool": {"driver": {"name": "x"}},
            "results": [],
            "invocations": [
                {"executionSuccessful": True, "toolExecutionNotifications": [{"level": "error"}]}
            ],
        },
    ],
)
def test_a_run_without_its_results_is_no_clean_one(run: dict[str, object]) -> None:
    data = json.dumps({"version": "2.1.0", "runs": [run]}).encode()

    with pytest.raises(GovError, match="holds no result of it"):
        read_sarif(data, "s")
