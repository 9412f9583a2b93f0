"""What hostile documents may cost: time, memory, and growth no steeper than the document's.

Each is checked by the command in a process of its own.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.costs import in_proportion, within
from tests.hostile.documents import DOCUMENTS

SIZE = 100_000
SECONDS = 2.0
MEBIBYTES = 512


def cost(folder: Path, data: bytes) -> float:
    """The processor seconds to check one document in a process, which ends well in the memory it may take."""
    (folder / "tasks.md").write_bytes(data)
    with (folder / "out").open("wb") as out, (folder / "errors").open("wb") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "gov", "check"], cwd=folder, stdout=out, stderr=errors
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    said = (folder / "errors").read_text(errors="replace")
    assert process.returncode in {0, 1}, said[-2000:]
    assert "Traceback" not in said
    assert usage.ru_maxrss / 1024 < MEBIBYTES
    return usage.ru_utime + usage.ru_stime


@pytest.mark.hard
@pytest.mark.untimed
@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.gov("TASK-031.1", "TASK-031.2")
def test_a_hostile_document_stays_within_time_memory_and_growth(name: str, tmp_path: Path) -> None:
    small, large = DOCUMENTS[name](SIZE), DOCUMENTS[name](2 * SIZE)

    assert (spent := within(SECONDS, lambda: cost(tmp_path, small))), spent
    grown = in_proportion(
        lambda: cost(tmp_path, small), lambda: cost(tmp_path, large), lambda: cost(tmp_path, b"")
    )
    assert grown, grown
