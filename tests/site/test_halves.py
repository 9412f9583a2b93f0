"""Pages written by two processes: all of them, and a failure of either is a failure."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """\
import sys
from pathlib import Path
from gov_mkdocs.plugin import halves

halves.WORTH_A_COPY = int(sys.argv[2])


def work(numbers):
    for number in numbers:
        if number == int(sys.argv[3]):
            raise ValueError("no such page")
        Path(sys.argv[1], str(number)).write_text("x")


halves.in_halves(range(9), work)
print("done")
"""


def run(folder: Path, worth: int, failing: int) -> subprocess.CompletedProcess[str]:
    arguments = (sys.executable, "-c", SCRIPT, str(folder), str(worth), str(failing))
    return subprocess.run(arguments, check=False, capture_output=True, text=True)


@pytest.mark.parametrize("worth", [1, 100], ids=["two processes", "one process"])
def test_everything_is_done_once(tmp_path: Path, worth: int) -> None:
    done = run(tmp_path, worth, -1)

    assert (done.returncode, done.stdout) == (0, "done\n"), done.stderr
    assert sorted(int(file.name) for file in tmp_path.iterdir()) == list(range(9))


@pytest.mark.parametrize("failing", [0, 8], ids=["in the first half", "in the second half"])
def test_a_failure_of_either_half_is_told(tmp_path: Path, failing: int) -> None:
    done = run(tmp_path, 1, failing)

    assert done.returncode == 1
    assert "no such page" in done.stderr
