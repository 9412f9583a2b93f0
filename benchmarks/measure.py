"""Run a program as a user would and say what the whole process cost, by `os.wait4`."""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

__all__ = ["Command", "Failed", "Run", "Summary", "failed", "interleave", "run"]

_MEGABYTE = 1_000_000
_TAIL = 200


class Failed(Exception):  # noqa: N818 - what happened to the tool, not an error of ours
    """The program did not do what it was measured for; `str()` says why."""


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to measure.

    `before` makes each run a cold one. `verify` gets what the program printed and raises `Failed` if the work
    was not done.
    """

    name: str
    arguments: tuple[str, ...]
    folder: Path
    timeout: float = 120.0
    before: Callable[[], None] = lambda: None
    verify: Callable[[str], None] = lambda _output: None


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds of wall clock and of CPU (user, system and children), and the largest process's memory."""

    wall: float
    cpu: float
    peak_megabytes: float


@dataclass(frozen=True, slots=True)
class Summary:
    """The medians of several runs; the extremes of wall time show how quiet the machine was."""

    name: str
    runs: int
    wall: float
    wall_least: float
    wall_most: float
    cpu: float
    peak_megabytes: float
    failure: str = ""


def run(command: Command, scratch: Path) -> Run:
    """Run once; output goes to files in `scratch`, as a pipe would add our reading to its time.

    Raises:
        Failed: it could not be started, took longer than its timeout, or did not exit with 0.
    """
    command.before()
    output, errors = scratch / "stdout", scratch / "stderr"
    with output.open("wb") as stdout, errors.open("wb") as stderr:
        started = time.perf_counter()
        try:
            process = subprocess.Popen(
                command.arguments,
                cwd=command.folder,
                stdin=subprocess.DEVNULL,
                stdout=stdout,
                stderr=stderr,
                env=_environment(os.environ),
                start_new_session=True,
            )
        except OSError as error:
            raise Failed(f"could not be started: {error}") from error
        overdue = threading.Event()
        timer = threading.Timer(command.timeout, _stop, (process.pid, overdue))
        timer.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:  # whoever stops us stops what we started
            os.killpg(process.pid, signal.SIGKILL)
            raise
        finally:
            timer.cancel()
        wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if overdue.is_set():
        raise Failed(f"not done after {command.timeout:.0f} s")
    if process.returncode:
        said = errors.read_text(errors="replace").strip() or output.read_text(errors="replace").strip()
        raise Failed(f"exit code {process.returncode}: {' '.join(said[-_TAIL:].split())}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024 / _MEGABYTE)


def interleave(commands: Sequence[Command], runs: int, scratch: Path) -> list[Summary]:
    """Warm up each once, then go round them, so that a slow moment of the machine falls on all alike.

    The output of the warm-up is verified. A command that fails once is not run again, and has failed.
    """
    scratch.mkdir(parents=True, exist_ok=True)
    results: list[list[Run]] = [[] for _ in commands]
    failures = [""] * len(commands)
    for turn in range(runs + 1):
        for position, command in enumerate(commands):
            if failures[position]:
                continue
            try:
                measured = run(command, scratch)
                if turn == 0:
                    command.verify((scratch / "stdout").read_text(encoding="utf-8", errors="replace"))
                else:
                    results[position].append(measured)
            except Failed as failure:
                failures[position] = str(failure)
    return [
        _summary(command.name, measured, failure)
        for command, measured, failure in zip(commands, results, failures, strict=True)
    ]


def failed(name: str, reason: str) -> Summary:
    """Sum up a program that did not do its work."""
    return Summary(name, 0, 0.0, 0.0, 0.0, 0.0, 0.0, reason)


def _summary(name: str, runs: list[Run], failure: str) -> Summary:
    if failure or not runs:
        return failed(name, failure or "not measured")
    walls = [one.wall for one in runs]
    return Summary(
        name,
        len(runs),
        statistics.median(walls),
        min(walls),
        max(walls),
        statistics.median(one.cpu for one in runs),
        statistics.median(one.peak_megabytes for one in runs),
    )


def _stop(process: int, overdue: threading.Event) -> None:
    overdue.set()
    os.killpg(process, signal.SIGKILL)


def _environment(inherited: Mapping[str, str]) -> dict[str, str]:
    """Keep what a shell gives, without settings that make one Python slower or faster than another."""
    return {name: value for name, value in inherited.items() if not name.startswith("PYTHON")}
