"""Every number of a small project equals the count by hand."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from gov import discovery
from gov.metrics import named
from gov.schemas import schema_text
from tests.cli.running import gov as run
from tests.metrics.by_hand import DAY, counted_by_hand

if TYPE_CHECKING:
    from pathlib import Path

UNKNOWN = None
# name: (value, part, whole), each counted by hand.
BY_HAND: dict[str, tuple[int | None, int | None, int | None]] = {
    "documents": (4, 4, UNKNOWN),
    "items": (9, 9, UNKNOWN),
    "items.principle": (2, 2, 9),
    "items.plan": (3, 3, 9),
    "items.task": (3, 3, 9),
    "items.decision": (1, 1, 9),
    # TASK-002 is nobody's and its test fails; TASK-003 names a plan item that is not there.
    "compliance": (71, 5, 7),
    "compliance.CONST-P1": (80, 4, 5),
    "compliance.CONST-P2": (100, 1, 1),
    "traceability_coverage": (86, 6, 7),
    "traceability_coverage.plan": (100, 3, 3),
    "traceability_coverage.task": (67, 2, 3),
    "traceability_coverage.decision": (100, 1, 1),
    # PLAN-003 is only proposed, and nothing implements PLAN-002.
    "implementation_coverage": (75, 3, 4),
    "implementation_coverage.principle": (100, 2, 2),
    "implementation_coverage.plan": (50, 1, 2),
    "orphans": (1, 1, 2),
    "task_completion": (33, 1, 3),
    "tasks_by_status.Not Started": (0, 0, 3),
    "tasks_by_status.In Progress": (1, 1, 3),
    "tasks_by_status.Blocked": (1, 1, 3),
    "tasks_by_status.Completed": (1, 1, 3),
    "criteria_ticked": (60, 3, 5),
    "criteria_shown": (33, 1, 3),
    "decisions_by_status.Draft": (0, 0, 1),
    "decisions_by_status.Proposed": (0, 0, 1),
    "decisions_by_status.Accepted": (1, 1, 1),
    "decisions_by_status.Rejected": (0, 0, 1),
    "decisions_by_status.Deprecated": (0, 0, 1),
    "decisions_by_status.Superseded": (0, 0, 1),
    "decision_lead_time": (10, 10, 1),
    "reviews_current": (50, 1, 2),
    "tasks_stalled": (1, 1, 1),
    # Changed 92, 92, 82 and 62 days ago.
    "document_age": (82, 82, 4),
    "findings": (5, 5, UNKNOWN),
    "findings.error": (2, 2, 5),
    "findings.warning": (2, 2, 5),
    "findings.info": (1, 1, 5),
    "findings.ENF-003": (1, 1, 5),
    "findings.ENF-004": (UNKNOWN, UNKNOWN, UNKNOWN),
    "findings.ENF-005": (1, 1, 5),
    "findings.ENF-008": (2, 2, 5),
    "findings.ENF-015": (1, 1, 5),
    "findings_set_aside": (0, 0, UNKNOWN),
    "changes_exempt": (1, 1, 2),
    "changes_overridden": (1, 1, 2),
    "overrides_running": (0, 0, 1),
    "overrides_ended": (1, 1, 1),
    "overrides_followed_up": (0, 0, 1),
    "overrides_owed": (1, 1, 1),
    "open-without-owner": (50, 1, 2),
    "first-principle": (67, 4, 6),
}
EMPTY_FAMILIES = {f"findings.ENF-{number:03}" for number in (0, 1, 2, 7, 9, 12, 13, 14)}
NOT_RUN = {f"findings.ENF-{number:03}" for number in (6, 10, 11)}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return counted_by_hand(tmp_path_factory.mktemp("counted"))


@pytest.fixture(scope="module")
def told(folder: Path) -> dict[str, dict[str, object]]:
    outcome = run(folder, "metrics", "--json", SOURCE_DATE_EPOCH=DAY)
    assert (outcome.code, outcome.err) == (0, "")
    value = json.loads(outcome.out)
    Draft202012Validator(json.loads(schema_text("metrics"))).validate(value)
    return {metric["name"]: metric for metric in value["metrics"]}


@pytest.mark.gov("TASK-042.2")
@pytest.mark.parametrize("name", BY_HAND)
def test_a_number_equals_the_count_by_hand(name: str, told: dict[str, dict[str, object]]) -> None:
    metric = told[name]

    assert (metric["value"], metric["part"], metric["whole"]) == BY_HAND[name]


def test_no_number_is_left_uncounted_by_hand(told: dict[str, dict[str, object]]) -> None:
    assert told.keys() - BY_HAND.keys() == {"rules_run", *EMPTY_FAMILIES, *NOT_RUN}
    assert {name for name, metric in told.items() if metric["unknown"]} == {"findings.ENF-004", *NOT_RUN}
    assert {told[name]["value"] for name in EMPTY_FAMILIES} == {0}


def test_a_number_names_what_it_is_made_of(told: dict[str, dict[str, object]]) -> None:
    assert told["compliance"]["others"] == ["TASK-002", "TASK-003"]
    assert told["orphans"]["counted"] == ["PLAN-002"]
    assert told["criteria_shown"]["counted"] == ["TASK-001.1"]
    assert told["reviews_current"]["others"] == ["constitution.md"]
    assert told["open-without-owner"]["counted"] == ["TASK-002"]
    assert told["findings.ENF-005"]["counted"] == ["tasks.md:29:17 ENF-005.dangling"]
    assert told["changes_overridden"]["counted"] == ["github #8"]


def test_a_number_says_what_it_is(told: dict[str, dict[str, object]]) -> None:
    words = ("title", "unit", "numerator", "denominator", "made_of", "raised_by")

    assert [(name, key) for name, metric in told.items() for key in words if not metric[key]] == []


def test_the_parts_and_the_rest_make_the_whole(told: dict[str, dict[str, object]]) -> None:
    for metric in told.values():
        counted, others = metric["counted"], metric["others"]
        assert isinstance(counted, list)
        assert isinstance(others, list)
        if metric["whole"] is not None:
            assert len(counted) + len(others) == metric["whole"], metric["name"]
        if metric["form"] != "days" and metric["part"] is not None:
            assert len(counted) == metric["part"], metric["name"]


@pytest.mark.gov("TASK-042.1")
def test_the_last_commit_gives_the_numbers_of_today(folder: Path, told: dict[str, dict[str, object]]) -> None:
    value = json.loads(run(folder, "metrics", "--json", "--history", SOURCE_DATE_EPOCH=DAY).out)
    Draft202012Validator(json.loads(schema_text("metrics"))).validate(value)

    assert [commit["subject"] for commit in value["commits"]] == ["Begin", "Decide", "Finish"]
    done = [commit["values"]["task_completion"]["part"] for commit in value["commits"]]
    assert done == [0, 0, 1]
    for name, point in value["commits"][-1]["values"].items():
        assert point == {key: told[name][key] for key in ("value", "part", "whole")}, name
    last = value["samples"][-1]["values"]
    for name in ("traceability_coverage", "implementation_coverage", "orphans", "criteria_ticked"):
        assert last[name] == {key: told[name][key] for key in ("value", "part", "whole")}
    assert "criteria_shown" not in {name for name, point in last.items() if point["value"] is not None}
    assert value["sampled"] == "judged without evidence at the last commit of 3 weeks, at most 12:"


def test_days_bound_what_is_told_of_the_past(folder: Path) -> None:
    asked = ("metrics", "--csv", "--history", "--since", "2026-03-11", "--until", "2026-03-30", "items")

    outcome = run(folder, *asked, SOURCE_DATE_EPOCH=DAY)

    rows = list(csv.DictReader(io.StringIO(outcome.out)))
    assert [(row["date"][:10], row["name"], row["value"], row["from"]) for row in rows] == [
        ("2026-03-11", "items", "9", "commit"),
        ("2026-03-11", "items", "9", "sample"),
    ]


def test_one_number_tells_all_about_itself(folder: Path) -> None:
    lines = run(folder, "metrics", "orphans", SOURCE_DATE_EPOCH=DAY).out.splitlines()

    assert lines[0] == "Orphans: 1 of 2"
    assert lines[-2:] == ["  counted: PLAN-002", "  the others: PLAN-001"]


def test_every_group_of_numbers_has_a_place_of_its_own() -> None:
    orders = [module.ORDER for module in discovery.modules(named)]

    assert len(set(orders)) == len(orders)


def test_the_reference_explains_every_number(root: Path, told: dict[str, dict[str, object]]) -> None:
    page = (root / "docs/guides/metrics.md").read_text(encoding="utf-8")
    ours = {name.partition(".")[0] for name in told} - {"open-without-owner", "first-principle"}

    assert {name for name in ours if not re.search(rf"^\| `{name}`", page, re.MULTILINE)} == set()
