"""What is run: our own check and the floor over growing projects, and the peers over the same projects."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.corpus import PEERS
from benchmarks.measure import Command, Failed, Summary, failed, interleave
from benchmarks.seed_like import CRITERIA, TASKS
from benchmarks.site import SITES, build_site

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "CHANGED", "COMPARED", "FLOOR", "PAST", "SEED", "SIZES", "TESTED", "TRENDS", "Measured", "measure_ours",
    "measure_peers", "name",
]  # fmt: skip

SIZES = (1_000, 10_000, 20_000, 40_000, 100_000)
SEED = f"gov check, one document of {TASKS} tasks and {CRITERIA} criteria"
COMMITS = 2_000
PAST = f"gov history, {COMMITS:,} commits"
TRENDS = f"gov metrics --history, {COMMITS:,} commits"
FILES = 50
CHANGED = f"gov pr, a change of {FILES} files in a project of 300 items"
COMPARED = 10_000
"""The size at which the floor and the peers are held against us."""
TESTS = 5_000
TESTED = f"gov check, {COMPARED:,} items with evidence of {TESTS:,} tests"
FLOOR = f"floor, {COMPARED:,} items"
_PEER_TIMEOUT = 300.0
_ROOT = Path(__file__).resolve().parent.parent

Measured = dict[str, Summary]
"""Medians by the name of what was run."""


def name(count: int) -> str:
    """Name our own run over a project of this size."""
    return f"gov check, {count:,} items"


def measure_ours(gov: Path, scratch: Path, runs: int, largest: int) -> Measured:
    """Measure `gov check` and the floor in turns, over projects up to the largest size."""
    commands = [_gov(gov, SEED, _project(scratch, 0), TASKS)]
    for count in SIZES:
        if count <= largest:
            commands.append(_gov(gov, name(count), _project(scratch, count), count))
        if count == COMPARED <= largest:
            commands.append(_floor(_project(scratch, count), count))
            commands.append(_tested(gov, scratch / "tested"))
    commands.append(_history(gov, scratch / "past"))
    commands.append(_trends(gov, scratch / "past"))
    commands.append(_change(gov, scratch / "changed"))
    commands += [build_site(scratch, count) for count in SITES if count <= largest]
    return {summary.name: summary for summary in interleave(commands, runs, scratch / "output")}


def measure_peers(gov: Path, scratch: Path, environments: Path, runs: int, count: int) -> Measured:
    """Measure each peer and `gov check` in turns over the same project; one that did not run has failed."""
    commands = [_gov(gov, name(count), _project(scratch, count), count)]
    absent = []
    for peer in PEERS:
        try:
            program = peer.install(environments)
        except Failed as failure:
            absent.append(failed(f"{peer.name} {peer.version}", str(failure)))
            continue
        project = _project(scratch, count, peer.name)
        commands.append(peer.command(program, project, count, _PEER_TIMEOUT))
    return {summary.name: summary for summary in (*interleave(commands, runs, scratch / "output"), *absent)}


def _gov(gov: Path, title: str, project: Path, count: int) -> Command:
    return Command(title, (str(gov), "check", "--format", "json"), project, verify=_found(count))


def _tested(gov: Path, folder: Path) -> Command:
    if not folder.exists():
        arguments = (sys.executable, "-m", "benchmarks.tested", str(COMPARED), str(TESTS), str(folder))
        subprocess.run(arguments, cwd=_ROOT, check=True)
    evidence = ("--evidence", "junit=reports/junit.xml")
    arguments = (str(gov), "check", "--format", "json", *evidence)
    return Command(TESTED, arguments, folder, verify=_found(COMPARED))


def _floor(project: Path, count: int) -> Command:
    def verify(printed: str) -> None:
        if not printed.startswith(f"{count} items"):
            raise Failed(f"printed {printed.strip()!r}, not {count} items")

    return Command(
        FLOOR, (sys.executable, str(_ROOT / "benchmarks" / "floor.py"), str(project)), project, verify=verify
    )


def _history(gov: Path, folder: Path) -> Command:
    """The counts after each of many commits: every content that a document ever had is read."""
    _write_past(folder)

    def verify(printed: str) -> None:
        commits = len(json.loads(printed)["commits"])
        if commits != COMMITS:
            raise Failed(f"told of {commits} commits of {COMMITS}")

    return Command(PAST, (str(gov), "history", "--format", "json"), folder, verify=verify)


def _trends(gov: Path, folder: Path) -> Command:
    """The numbers after each of many commits, and the project judged at a sample of them."""
    _write_past(folder)

    def verify(printed: str) -> None:
        told = json.loads(printed)
        commits, samples = len(told["commits"]), told["samples"]
        if commits != COMMITS:
            raise Failed(f"told of {commits} commits of {COMMITS}")
        if not samples or any(sample["unknown"] for sample in samples):
            raise Failed("some sample was not judged")

    return Command(TRENDS, (str(gov), "metrics", "--history", "--json"), folder, verify=verify)


def _write_past(folder: Path) -> None:
    if not folder.exists():
        arguments = (sys.executable, "-m", "benchmarks.past", str(COMMITS), str(folder))
        subprocess.run(arguments, cwd=_ROOT, check=True)


def _change(gov: Path, folder: Path) -> Command:
    """The reviewer's summary of a change request: three projects are read, and all rules run twice."""
    if not folder.exists():
        arguments = (sys.executable, "-m", "benchmarks.changed", "300", str(FILES), str(folder))
        subprocess.run(arguments, cwd=_ROOT, check=True)

    def verify(printed: str) -> None:
        for wanted in ("It serves", "### What it does", "[x]"):
            if wanted not in printed.replace("\\", ""):
                raise Failed(f"the summary does not hold {wanted!r}")

    words = (
        "pr",
        "--base",
        "main",
        "--title",
        "Count",
        "--body-file",
        ".git/body.md",
        "--format",
        "markdown",
    )
    return Command(CHANGED, (str(gov), *words), folder, verify=verify)


def _found(count: int) -> Callable[[str], None]:
    """A check that read less than everything, or found fault with a healthy project, is not worth timing."""

    def verify(printed: str) -> None:
        report = json.loads(printed)
        if report["items"] != count:
            raise Failed(f"read {report['items']} items of {count}")
        faults = [found for found in report["findings"] if found["severity"] != "info"]
        if faults and count != TASKS:
            first = faults[0]
            raise Failed(f"{len(faults)} findings in a healthy project; {first['code']}: {first['message']}")

    return verify


def _project(scratch: Path, count: int, notation: str = "governed") -> Path:
    """Write the project from a process of its own: memory that we hold is counted to what we start."""
    folder = scratch / f"{notation}-{count}"
    if not folder.exists():
        arguments = (
            sys.executable,
            "-m",
            "benchmarks.corpus",
            str(count),
            str(folder),
            "--notation",
            notation,
        )
        subprocess.run(arguments, cwd=_ROOT, check=True)
    return folder
