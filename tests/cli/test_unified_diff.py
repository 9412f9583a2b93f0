"""The diff of one file: `git apply` makes the new bytes of the old, and it is short where files are alike."""

from __future__ import annotations

import random
import subprocess
from typing import TYPE_CHECKING

import pytest

from gov.cli._unified_diff import unified
from tests.costs import in_proportion, seconds

if TYPE_CHECKING:
    from pathlib import Path


def pairs() -> list[tuple[bytes, bytes]]:
    """Files that are alike in all ways: lines that repeat, move, come, go and lack an end."""
    chance = random.Random(7)  # noqa: S311 - the same files each time, and no secret
    found = []
    for number in range(120):
        words = [f"line {chance.randrange(3 + number)}" for _ in range(chance.randrange(1, 60))]
        other = list(words)
        for _ in range(chance.randrange(1, 9)):
            at = chance.randrange(len(other) + 1)
            size = chance.choice((0, 1, 1, 3))
            other[at : at + size] = [f"new {chance.randrange(4)}" for _ in range(chance.randrange(3))]
        ends = [chance.choice(("", "\n")) if lines else "" for lines in (words, other)]
        found.append(tuple(("\n".join(t) + e).encode() for t, e in zip((words, other), ends, strict=True)))
    return [(old, new) for old, new in found if old and new and old != new]


def test_git_makes_the_new_bytes_of_the_old_with_it(tmp_path: Path) -> None:
    both = pairs()
    for number, (old, _) in enumerate(both):
        (tmp_path / f"{number}.md").write_bytes(old)
    diff = "".join(unified(f"{n}.md", f"{n}.md", old, new) for n, (old, new) in enumerate(both))

    subprocess.run(["git", "apply", "--whitespace=nowarn"], cwd=tmp_path, input=diff.encode(), check=True)

    assert len(both) > 100
    assert [(tmp_path / f"{n}.md").read_bytes() for n in range(len(both))] == [new for _, new in both]


def test_a_line_that_came_and_one_that_went_are_all_that_is_shown() -> None:
    lines = [f"line {number}" for number in range(40)]
    other = [*lines[:4], "new", *lines[4:30], *lines[31:]]

    shown = unified("a.md", "b.md", *("\n".join([*text, ""]).encode() for text in (lines, other)))

    assert [line for line in shown.splitlines() if not line.startswith(" ")] == [
        "--- a/a.md", "+++ b/b.md", "@@ -2,6 +2,7 @@", "+new", "@@ -28,7 +29,6 @@", "-line 30",
    ]  # fmt: skip


def test_files_that_are_the_same_have_no_diff() -> None:
    assert unified("a.md", "a.md", b"one\ntwo", b"one\ntwo") == ""


@pytest.mark.hard
@pytest.mark.untimed
@pytest.mark.parametrize("line", ["Task {}", "Task"])
def test_eight_thousand_changes_in_one_file_take_no_time(line: str) -> None:
    """`difflib` takes 20 seconds for these."""

    def compare(count: int) -> None:
        text = "".join(f"{line.format(n)}\n\n**References**: PLAN-002 (Wrong)\n\n" for n in range(count))
        shown = unified("a.md", "a.md", text.encode(), text.replace("Wrong", "Sign-out").encode())
        assert shown.count("\n+**") == count

    grown = in_proportion(lambda: seconds(lambda: compare(4_000)), lambda: seconds(lambda: compare(8_000)))
    assert grown, grown


@pytest.mark.hard
@pytest.mark.untimed
def test_a_file_of_one_line_again_and_again_takes_no_time() -> None:
    def compare(count: int) -> None:
        assert unified("a.md", "a.md", b"a\nb\n" * 5 * count, b"b\nb\na\n" * 4 * count)

    grown = in_proportion(lambda: seconds(lambda: compare(5_000)), lambda: seconds(lambda: compare(10_000)))
    assert grown, grown
