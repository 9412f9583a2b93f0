"""A measurement says what a process cost, and never hides that it did not do its work."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from benchmarks.budgets import judge
from benchmarks.cases import COMPARED, FLOOR, name
from benchmarks.measure import Command, Failed, Summary, failed, interleave, run

if TYPE_CHECKING:
    from pathlib import Path


def python(title: str, code: str, folder: Path, timeout: float = 60.0) -> Command:
    return Command(title, (sys.executable, "-c", code), folder, timeout)


def summary(title: str, cpu: float, wall: float = 1.0) -> Summary:
    return Summary(title, 5, wall, wall, wall, cpu, 100.0)


def test_a_run_reports_time_and_memory_of_the_whole_process(tmp_path: Path) -> None:
    measured = run(python("allocate", "held = bytearray(200_000_000)", tmp_path), tmp_path)

    assert measured.cpu > 0
    assert measured.wall > 0
    assert 200 < measured.peak_megabytes < 4000


def test_a_program_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    with pytest.raises(Failed, match="not done after 0 s"):
        run(python("sleep", "import time; time.sleep(60)", tmp_path, timeout=0.2), tmp_path)


def test_a_program_that_fails_is_reported_with_its_words(tmp_path: Path) -> None:
    with pytest.raises(Failed, match="exit code 1: no such corpus"):
        run(python("fail", "raise SystemExit('no such corpus')", tmp_path), tmp_path)


def test_a_program_that_is_not_there_is_reported(tmp_path: Path) -> None:
    with pytest.raises(Failed, match="could not be started"):
        run(Command("absent", (str(tmp_path / "absent"),), tmp_path), tmp_path)


def test_commands_take_turns_after_one_warm_up_each(tmp_path: Path) -> None:
    log = tmp_path / "log"
    commands = [python(title, f"open({str(log)!r}, 'a').write({title!r})", tmp_path) for title in "AB"]

    summaries = interleave(commands, 2, tmp_path / "scratch")

    assert log.read_text(encoding="utf-8") == "ABABAB"
    assert [(one.name, one.runs, one.failure) for one in summaries] == [("A", 2, ""), ("B", 2, "")]


def test_work_that_was_not_done_is_a_failure_beside_the_others(tmp_path: Path) -> None:
    def refuse(printed: str) -> None:
        raise Failed(f"read {printed.strip()} items of 2")

    idle = Command("idle", (sys.executable, "-c", "print(1)"), tmp_path, verify=refuse)

    summaries = interleave([idle, python("other", "", tmp_path)], 1, tmp_path / "scratch")

    assert [(one.name, one.failure) for one in summaries] == [("idle", "read 1 items of 2"), ("other", "")]


@pytest.mark.parametrize(("cpu", "kept"), [(2.5, True), (2.51, False)])
def test_more_than_two_and_a_half_floors_breaks_the_promise(cpu: float, kept: bool) -> None:
    measured = {name(COMPARED): summary(name(COMPARED), cpu), FLOOR: summary(FLOOR, 1.0)}

    verdicts = {one.promise: (one.kept, one.binding) for one in judge(measured, {})}

    assert verdicts["CPU at 10,000 items, in floors"] == (kept, True)


@pytest.mark.parametrize(("wall", "kept"), [(40.0, True), (39.9, False)])
def test_less_than_forty_times_faster_than_sphinx_needs_breaks_the_promise(wall: float, kept: bool) -> None:
    peers = {
        COMPARED: {
            name(COMPARED): summary(name(COMPARED), 1.0),
            "sphinx-needs 1": summary("sphinx-needs 1", 1.0, wall),
        }
    }

    verdicts = {one.promise: (one.kept, one.binding) for one in judge({}, peers)}

    assert verdicts == {"wall at 10,000 items: times faster than sphinx-needs": (kept, True)}


def test_a_run_that_failed_keeps_no_promise() -> None:
    measured = {name(COMPARED): failed(name(COMPARED), "exit code 3"), FLOOR: summary(FLOOR, 1.0)}

    assert {(one.kept, one.binding) for one in judge(measured, {})} == {(False, True)}
