"""`gov metrics` where something is missing, hostile or wrong: unknown with the reason, never nought."""

from __future__ import annotations

import csv
import io
import json
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.cli.running import HEALTHY, gov, healthy, write
from tests.history.repositories import git
from tests.metrics.by_hand import DAY, commit_on, counted_by_hand

if TYPE_CHECKING:
    from pathlib import Path

OF_GIT = {"tasks_stalled", "document_age"}
OF_OTHERS = {"criteria_shown", "changes_exempt", "changes_overridden", "overrides_running", "overrides_ended"}


def told(folder: Path, *asked: str) -> dict[str, dict[str, object]]:
    outcome = gov(folder, "metrics", "--json", *asked, SOURCE_DATE_EPOCH=DAY)
    assert (outcome.code, outcome.err) == (0, "")
    return {metric["name"]: metric for metric in json.loads(outcome.out)["metrics"]}


def test_what_is_not_there_is_unknown_with_the_reason(tmp_path: Path) -> None:
    found = told(healthy(tmp_path))

    assert {*OF_GIT, *OF_OTHERS} <= {name for name, metric in found.items() if metric["unknown"]}
    assert {metric["value"] for metric in found.values() if metric["unknown"]} == {None}
    assert found["tasks_stalled"]["unknown"] == "history not available: no git repository is here"
    assert found["criteria_shown"]["unknown"] == "no test results are configured ([evidence] junit)"
    assert found["changes_exempt"]["unknown"] == "no log is configured ([change] log)"


def test_an_empty_project_has_no_per_cents(tmp_path: Path) -> None:
    found = told(tmp_path)

    shares = {name: metric["value"] for name, metric in found.items() if metric["form"] == "share"}
    assert shares.pop("rules_run")
    assert set(shares.values()) == {None}
    assert found["items"]["value"] == 0


@pytest.mark.parametrize("damage", ["no-git", "no-commit", "no-objects", "not-a-repository"])
def test_a_history_that_cannot_be_read_stops_nothing(tmp_path: Path, damage: str) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    if damage == "no-commit":
        git(healthy(folder), "init", "-q")
    else:
        counted_by_hand(folder)
        shutil.rmtree(folder / ".git" / "objects" if damage == "no-objects" else folder / ".git")
    if damage == "not-a-repository":
        (folder / ".git").write_text("gitdir: nowhere\n", encoding="utf-8")

    outcome = gov(folder, "metrics", "--history", SOURCE_DATE_EPOCH=DAY)

    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith("history not available: ")


@pytest.mark.gov("TASK-042.1")
def test_a_shallow_clone_says_that_its_history_is_not_whole(tmp_path: Path) -> None:
    folder = tmp_path / "whole"
    folder.mkdir()
    counted_by_hand(folder)
    git(tmp_path, "clone", "-q", "--depth", "1", folder.as_uri(), "clone")

    outcome = gov(tmp_path / "clone", "metrics", "--history", SOURCE_DATE_EPOCH=DAY)
    found = told(tmp_path / "clone")

    assert outcome.out.startswith("history incomplete: this is a shallow clone\n")
    # What the first commit of a shallow clone holds was written nobody knows when.
    assert found["document_age"]["value"] is None
    assert found["decision_lead_time"]["value"] is None


def test_titles_and_messages_steer_neither_terminal_nor_spreadsheet(tmp_path: Path) -> None:
    own = (
        '[[metrics]]\nname = "x"\ntitle = "=cmd|A1,\\"b\\u001b[2J"\nof = "task"\n'
        'where = { status = "Blocked" }\n'
    )
    healthy(tmp_path, gov_toml=own)
    git(tmp_path, "init", "-q", "-b", "main")
    commit_on(tmp_path, "2026-05-01", "Wipe \x1b[2J")

    as_csv = gov(tmp_path, "metrics", "x", "--csv").out
    as_text = gov(tmp_path, "metrics", "--history").out

    (row,) = csv.DictReader(io.StringIO(as_csv))
    assert row["title"] == "'=cmd|A1,\"b\\x1b[2J"
    assert "Wipe \\x1b[2J" in as_text
    assert "\x1b" not in as_csv + as_text


@pytest.mark.parametrize(
    ("where", "unknown"),
    [
        ('{ principle = "CONST-P9" }', "no principle is called 'CONST-P9'"),
        ('{ fields = { Onwer = "Mira" } }', "no item has a field 'Onwer'"),
    ],
)
def test_a_name_that_nothing_bears_makes_a_number_unknown(tmp_path: Path, where: str, unknown: str) -> None:
    own = f'[[metrics]]\nname = "x"\ntitle = "X"\nof = "task"\nwhere = {where}\n'

    assert told(healthy(tmp_path, gov_toml=own))["x"]["unknown"] == unknown


@pytest.mark.parametrize(
    ("where", "counted"),
    [
        ('{ status = "in progress" }', ["TASK-001"]),
        ('{ phase = ["open", "done"] }', ["TASK-002"]),
        ('{ assignee = "Mira" }', ["TASK-001"]),
        ('{ assignee = ["none", "mira"] }', ["TASK-001", "TASK-002"]),
        ('{ principle = "CONST-P1" }', ["TASK-001", "TASK-002"]),
        ('{ fields = { Effort = "m" } }', ["TASK-002"]),
        ('{ assignee = "Mira", phase = "open" }', []),
    ],
)
def test_a_number_of_ones_own_counts_what_its_conditions_hold_for(
    tmp_path: Path, where: str, counted: list[str]
) -> None:
    own = f'[[metrics]]\nname = "x"\ntitle = "X"\nof = "task"\nwhere = {where}\n'

    assert told(healthy(tmp_path, gov_toml=own))["x"]["counted"] == counted


def test_a_number_of_ones_own_takes_no_name_of_ours(tmp_path: Path) -> None:
    own = '[[metrics]]\nname = "orphans"\ntitle = "X"\nof = "task"\nwhere = { status = "Blocked" }\n'

    outcome = gov(healthy(tmp_path, gov_toml=own), "metrics")

    assert outcome.code == 2
    assert outcome.err == (
        "error: gov.toml:1: the metric 'orphans' is one of this tool's own\n  help: Give it another name.\n"
    )


@pytest.mark.parametrize(
    ("asked", "told_as"),
    [
        (("complience",), "no metric is called 'complience'\n  help: Did you mean 'compliance'?"),
        (("--since", "2026-01-01"), "--since and --until need --history"),
        (("--history", "--samples", "-1"), "-1 is not in the range"),
    ],
)
def test_wrong_use_is_told_with_the_way_out(tmp_path: Path, asked: tuple[str, ...], told_as: str) -> None:
    outcome = gov(healthy(tmp_path), "metrics", *asked)

    assert outcome.code == 2
    assert told_as in outcome.err


def test_a_commit_with_broken_settings_is_told_and_the_others_are_judged(tmp_path: Path) -> None:
    healthy(tmp_path)
    git(tmp_path, "init", "-q", "-b", "main")
    write(tmp_path, {"gov.toml": "[nope]\n"})
    commit_on(tmp_path, "2026-05-01", "Break")
    write(tmp_path, {"gov.toml": HEALTHY["gov.toml"], "plan.md": HEALTHY["plan.md"] + "\n        More.\n"})
    commit_on(tmp_path, "2026-05-12", "Mend")

    value = json.loads(gov(tmp_path, "metrics", "--json", "--history").out)

    broken, mended = value["samples"]
    assert "nope" in broken["unknown"]
    assert broken["values"] == {}
    assert mended["values"]["compliance"]["value"] == 100


def test_a_decision_whose_steps_git_never_saw_is_timed_by_its_own_words(tmp_path: Path) -> None:
    decision = "# ADR-0001: A\n\n**Status**: Accepted\n**Proposed**: 2026-01-01\n**Accepted**: 2026-01-15\n"
    (tmp_path / "adr").mkdir()
    (tmp_path / "adr" / "0001-a.md").write_text(decision, encoding="utf-8")

    metric = told(tmp_path)["decision_lead_time"]

    assert (metric["value"], metric["whole"], metric["counted"]) == (14, 1, ["ADR-0001"])
