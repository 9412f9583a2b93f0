"""One diagnostic everywhere, the same bytes each time, and nothing that a document says gets out of hand."""

import json
import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

import gov.reports
from gov import discovery
from gov.reports import Context, report
from gov.rulebook import judged
from tests.reports.reading import Told, told, written, xml
from tests.reports.verdicts import FILES, hostile, verdict
from tests.rules.judging import case_of, judge, rulebook

FORMATS = discovery.module_names(gov.reports)
JSON = {"json", "sarif", "gitlab", "rdjson"}
# Data as it was written, for programs; all others show text to people.
AS_WRITTEN = {"json", "jsonl"}


@pytest.mark.gov("TASK-035.1", "TASK-035.4")
@pytest.mark.parametrize("name", FORMATS)
def test_a_finding_has_the_same_code_place_and_message_everywhere(name: str) -> None:
    assert told(name, written(name, verdict())) == [
        Told(
            "ENF-005.dangling", "tasks.md", 4, 27, "TASK-001 references PLAN-002, which no document declares"
        ),
        Told("ENF-005.width", "tasks.md", 9, 17, "TASK-002 references PLAN-1, which is declared as PLAN-001"),
    ]


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_verdict_is_written_in_the_same_bytes(name: str) -> None:
    first = written(name, hostile())

    assert first == written(name, hostile())
    assert first.endswith("\n")


@pytest.mark.parametrize("name", FORMATS)
def test_hostile_texts_stay_what_they_are(name: str) -> None:
    found = told(name, written(name, hostile()))

    if name in {"text", "concise", "junit"}:  # a hostile path is no word, so lines are read by their codes
        assert "ENF-005.dangling" in written(name, hostile())
        return
    assert [finding.code for finding in found] == ["TEAM-1.own", "ENF-005.dangling"]
    for finding in found:
        assert finding.message.startswith("<script>alert(1)</script> | ]]>")
        assert "@octocat #12" in finding.message
        assert "https://example.org www.example.org" in finding.message


@pytest.mark.parametrize("name", FORMATS)
def test_no_report_holds_a_character_that_hides_or_moves_anything(name: str) -> None:
    text = written(name, hostile())

    hidden = {c for c in text if unicodedata.category(c) in {"Cc", "Cf", "Zl", "Zp", "Cs"}} - {"\n"}
    assert hidden == set()


@pytest.mark.parametrize("name", FORMATS)
def test_no_hostile_text_begins_a_line(name: str) -> None:
    lines = written(name, hostile()).splitlines()

    commands = [line for line in lines if line.startswith("::")]
    assert name == "github" or commands == []
    assert all(line.startswith(("::error file=", "::warning title=gov::")) for line in commands)
    assert [line for line in lines if line.startswith(("<script", "@octocat", "]]>", "error", "%"))] == []


@pytest.mark.parametrize("name", sorted(JSON))
def test_json_is_json(name: str) -> None:
    json.loads(written(name, hostile()))


@pytest.mark.parametrize("name", ["text", "concise", "github", "markdown", "html", "sarif", "junit"])
def test_no_report_for_people_leaves_unsaid_what_was_set_aside(name: str) -> None:
    text = written(name, verdict())

    assert "baseline" in text
    assert "suppress" in text or "excused in the text: planned in May" in text


@pytest.mark.parametrize("name", ["text", "concise", "github", "markdown", "html"])
def test_a_check_in_which_a_rule_broke_down_has_not_passed(name: str) -> None:
    text = written(name, replace(verdict(), findings=()))

    assert re.search(r"\b(govtrace: failed|gov failed|failed: 0 errors|> ?Failed<|Failed)\b", text)


@pytest.mark.parametrize("name", ["text", "concise", "github", "markdown", "html"])
def test_where_nothing_was_checked_nothing_has_passed(name: str) -> None:
    text = written(name, judge({})).casefold()

    assert "nothing was checked" in text
    assert "passed" not in (text.partition("<body>")[2] if name == "html" else text)


@pytest.mark.parametrize("name", FORMATS)
def test_where_nobody_can_tell_what_a_change_names_nothing_has_passed(name: str) -> None:
    files = {
        "tasks.md": FILES["plan.md"].replace(b"PLAN", b"TASK"),
        "CHANGE": b"Event: merge-queue\nCommit: Mend (#7)",
    }
    case = case_of(files)

    text = report(name)(judged(case, rulebook()), Context(Path(), "error", case=case))

    shown = text.partition("<body>")[2] if name == "html" else text
    assert "passed:" not in shown
    assert "gov passed" not in shown
    assert ">Passed<" not in shown
    if name in {"json", "jsonl"}:
        value = json.loads(text.splitlines()[-1] if name == "jsonl" else text)
        assert (value["passed"], value["outcome"]) == (False, "unknown")
    elif name == "github":
        assert text.startswith(
            "::warning title=gov::unknown: a merge queue carries no title and no description"
        )
        assert text.splitlines()[-1].startswith("gov unknown: 0 errors")
    elif name == "junit":
        cases = [case for case in xml(text).iter("testcase") if case.attrib["classname"] == "ENF-004.none"]
        assert [child.tag for case in cases for child in case] == ["skipped"]
    elif name == "sarif":
        assert "so nobody can tell whether it names a task" in text
    elif name not in {"gitlab", "checkstyle", "rdjson"}:  # these tell findings alone
        assert "unknown" in shown.casefold()
