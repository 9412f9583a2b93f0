"""`gov alerts`: what goes off, what could not be looked at, and what that comes to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from inline_snapshot import snapshot
from jsonschema import Draft202012Validator

from gov.config.measuring import Threshold
from gov.schemas import schema_text
from tests.cli.running import HEALTHY, gov, healthy
from tests.history.repositories import git
from tests.metrics.by_hand import commit_on

if TYPE_CHECKING:
    from pathlib import Path

ALERTS = """
[[alerts]]
metric = "task_completion"
when = "< 50"
message = "We wanted to be half through"

[[alerts]]
metric = "tasks_by_status.Blocked"
when = "> 0"

[[alerts]]
metric = "criteria_shown"
when = "< 100"
severity = "warning"
"""


def project(folder: Path, alerts: str = ALERTS) -> Path:
    return healthy(folder, gov_toml=HEALTHY["gov.toml"].replace("        ", "") + alerts)


@pytest.mark.gov("TASK-019.6", "TASK-042.4")
def test_an_alarm_fails_and_says_number_condition_and_what_is_behind_it(tmp_path: Path) -> None:
    outcome = gov(project(tmp_path), "alerts")

    assert outcome.code == 1
    assert outcome.out == snapshot("""\
gov.toml:4: error[alert] task_completion is 0 of 2, 0 %, which is < 50: We wanted to be half through
  raised by: finishing tasks, and saying so in their Status field
  not counted: TASK-001, TASK-002
gov.toml:13: not run: criteria_shown < 100: no test results are configured ([evidence] junit)
failed: 1 error, 0 warnings, 0 notes; 3 alerts, 1 not run
""")


@pytest.mark.gov("TASK-042.4")
def test_without_an_alarm_of_severity_error_it_passes(tmp_path: Path) -> None:
    outcome = gov(project(tmp_path, ALERTS.replace("< 50", "> 50")), "alerts")

    assert outcome.code == 0
    assert outcome.out.splitlines()[-1] == "passed: 0 errors, 0 warnings, 0 notes; 3 alerts, 1 not run"


def test_a_warning_is_told_and_fails_nothing(tmp_path: Path) -> None:
    alerts = ALERTS.replace('when = "< 50"', 'when = "< 50"\nseverity = "warning"')

    outcome = gov(project(tmp_path, alerts), "alerts")

    assert outcome.code == 0
    assert "gov.toml:4: warning[alert] task_completion" in outcome.out


@pytest.mark.parametrize("alerts", [ALERTS.replace("< 50", "> 50"), ""])
def test_strict_fails_where_something_was_not_looked_at(tmp_path: Path, alerts: str) -> None:
    assert gov(project(tmp_path, alerts), "alerts", "--strict").code == 1


def test_the_payload_is_as_its_schema_says(tmp_path: Path) -> None:
    outcome = gov(project(tmp_path), "alerts", "--format", "json")

    value = json.loads(outcome.out)
    Draft202012Validator(json.loads(schema_text("alerts"))).validate(value)
    assert outcome.code == 1
    assert value["passed"] is False
    assert [(one["metric"], one["state"], one["value"], one["line"]) for one in value["alerts"]] == [
        ("task_completion", "fired", 0, 4),
        ("tasks_by_status.Blocked", "quiet", 0, 9),
        ("criteria_shown", "not-run", None, 13),
    ]


def test_a_host_shows_alarms_at_their_lines(tmp_path: Path) -> None:
    hostile = ALERTS.replace("We wanted to be half through", "a\\n::error::b,c:d\\u001b[2J%")

    lines = gov(project(tmp_path, hostile), "alerts", "--format", "github").out.splitlines()

    assert len(lines) == 3
    start = "::error file=gov.toml,line=4,title=alert on task_completion::task_completion is 0 of 2, 0 %25"
    assert lines[0].startswith(start)
    assert lines[1].startswith("::warning file=gov.toml,line=13,title=alert on criteria_shown::not run: ")
    assert "\x1b" not in "".join(lines)


def test_an_alert_on_a_number_that_never_is_is_a_mistake(tmp_path: Path) -> None:
    outcome = gov(project(tmp_path, '[[alerts]]\nmetric = "complience"\nwhen = "< 1"\n'), "alerts")

    assert outcome.code == 2
    assert outcome.err == snapshot("""\
error: gov.toml:3: no metric is called 'complience'
  help: Did you mean 'compliance'?
""")


def test_an_alert_on_a_principle_that_is_gone_is_not_run(tmp_path: Path) -> None:
    alerts = '[[alerts]]\nmetric = "compliance.CONST-P7"\nwhen = "< 1"\n'

    outcome = gov(project(tmp_path, alerts), "alerts")

    assert outcome.code == 0
    assert outcome.out.startswith("gov.toml:3: not run: compliance.CONST-P7 < 1: ")


@pytest.mark.parametrize(
    ("when", "holds", "spares"),
    [
        ("< 80", 79, 80), ("<= 80", 80, 81), ("> 3", 4, 3), (">=3", 3, 2), ("== 0", 0, 1), ("!= 0", 1, 0),
        ("< 99.5 %", 99, 100),
    ],
)  # fmt: skip
def test_a_condition_holds_on_its_side_of_the_limit(when: str, holds: int, spares: int) -> None:
    threshold = Threshold.read(when)

    assert threshold is not None
    assert threshold.holds(holds)
    assert not threshold.holds(spares)


@pytest.mark.parametrize("when", ["80", "=> 3", "< -1", "< 1e9", "under 80", "< 80 %%", ""])
def test_anything_else_is_no_condition(when: str) -> None:
    assert Threshold.read(when) is None


def test_settings_that_say_what_is_an_alarm_are_policy(tmp_path: Path) -> None:
    """A change that quietens an alarm is seen by its reviewer; one that only moves it is not told of."""
    alert = '[[alerts]]\nmetric = "orphans"\nwhen = "> {}"\n'
    healthy(tmp_path, gov_toml=alert.format(1))
    git(tmp_path, "init", "-q", "-b", "main")
    commit_on(tmp_path, "2026-05-01", "Begin")
    for branch, settings in (("moved", f"\n\n{alert.format(1)}"), ("eased", alert.format(9))):
        git(tmp_path, "checkout", "-q", "-b", branch, "main")
        (tmp_path / "gov.toml").write_text(settings, encoding="utf-8")
        commit_on(tmp_path, "2026-05-02", "Set\n\nTask: TASK-001")

    moved, eased = (gov(tmp_path, "pr", "--range", f"main..{branch}").out for branch in ("moved", "eased"))

    assert "alerts" not in moved
    assert "adds orphans to alerts" in eased
