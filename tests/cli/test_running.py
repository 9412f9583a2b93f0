"""What most tests run within their own process is what a process of its own does."""

import os
import sys
from pathlib import Path

import pytest

from tests.cli.running import gov, healthy, started


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--help",),
        ("--version",),
        ("chekc",),
        ("check",),
        ("check", "--format", "json", "--fail-on", "info"),
        ("check", "nowhere"),
        ("check", "--select", "ENF-999"),
        ("explain", "ENF-005.dangling"),
        ("history", "TASK-001"),
        ("list", "--format", "csv"),
        ("metrics",),
        ("rules", "--format", "json"),
        ("show", "TASK-001"),
        ("trace", "TASK-009"),
    ],
    ids=" ".join,
)
def test_a_command_comes_to_the_same_in_a_process_of_its_own(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    folder = healthy(tmp_path)
    within, alone = gov(folder, *arguments), started(folder, *arguments)

    # `python -m gov` is what a process of its own is started with, and what it calls itself.
    assert within.code == alone.code
    assert within.out == alone.out.replace("python -m gov", "gov")
    assert within.err == alone.err.replace("python -m gov", "gov")


def test_what_a_command_is_told_is_forgotten_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    before = dict(os.environ), Path.cwd(), list(sys.argv), sys.stdin, sys.stdout, sys.stderr

    gov(healthy(tmp_path), "check", NO_COLOR="1")

    assert (dict(os.environ), Path.cwd(), list(sys.argv), sys.stdin, sys.stdout, sys.stderr) == before
