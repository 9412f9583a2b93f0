"""What hostile documents may cost: time, memory, and growth no steeper than the document's.

Each is checked by the command in a process of its own. Times are processor times: a busy machine adds few.
"""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.hostile.documents import DOCUMENTS

SIZE = 100_000
SECONDS = 2.0
MEBIBYTES = 512
GROWTH = 2.6
# Below this, start-up and noise outweigh what the document costs.
TOO_SHORT_TO_COMPARE = 0.25


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run came to."""

    code: int
    seconds: float
    mebibytes: float
    errors: str


def run(folder: Path, data: bytes) -> Cost:
    """Check one document in a process of its own."""
    (folder / "tasks.md").write_bytes(data)
    with (folder / "out").open("wb") as out, (folder / "errors").open("wb") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "gov", "check"], cwd=folder, stdout=out, stderr=errors
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(
        process.returncode,
        usage.ru_utime + usage.ru_stime,
        usage.ru_maxrss / 1024,
        (folder / "errors").read_text(errors="replace"),
    )


def cheapest(folder: Path, data: bytes, limit: float) -> Cost:
    """The cheapest of up to three runs; one within the limit is enough."""
    costs: list[Cost] = []
    for _ in range(3):
        costs.append(run(folder, data))
        if costs[-1].seconds <= limit:
            break
    return min(costs, key=lambda cost: cost.seconds)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Cost:
    """What starting costs, the cheapest of several runs: any excess makes growth look steeper."""
    folder = tmp_path_factory.mktemp("empty")
    return min((run(folder, b"") for _ in range(5)), key=lambda cost: cost.seconds)


@pytest.mark.hard
@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.gov("TASK-031.1", "TASK-031.2")
def test_a_hostile_document_stays_within_time_memory_and_growth(
    name: str, tmp_path: Path, empty: Cost
) -> None:
    small = cheapest(tmp_path, DOCUMENTS[name](SIZE), SECONDS)
    large = cheapest(tmp_path, DOCUMENTS[name](2 * SIZE), max(TOO_SHORT_TO_COMPARE, small.seconds * GROWTH))

    for cost in (small, large):
        assert cost.code in {0, 1}, cost.errors[-2000:]
        assert "Traceback" not in cost.errors
        assert cost.mebibytes < MEBIBYTES
    assert small.seconds < SECONDS
    grown, base = large.seconds - empty.seconds, small.seconds - empty.seconds
    assert grown < TOO_SHORT_TO_COMPARE or grown <= GROWTH * base, (base, grown)
