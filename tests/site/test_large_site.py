"""A site of 10,000 items: how long it takes, how much memory, how much is written."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks.site import build_site, weigh

if TYPE_CHECKING:
    from benchmarks.measure import Command

ROOT = Path(__file__).resolve().parents[2]
MEASURE = """
import json, sys
from pathlib import Path
from benchmarks.measure import Command, run
arguments, folder = json.load(sys.stdin)
taken = run(Command("site", tuple(arguments), Path(folder), timeout=300), Path(folder))
print(json.dumps([taken.wall, taken.cpu, taken.peak_megabytes]))
"""

MEGABYTES = 1000
TRIES = 3


def measured(command: Command) -> list[float]:
    """Wall clock, CPU and memory of a command; a small process starts it: no child is told less than that."""
    command.before()
    told = json.dumps([command.arguments, str(command.folder)])
    done = subprocess.run(
        [sys.executable, "-c", MEASURE], cwd=ROOT, input=told, capture_output=True, text=True, check=True
    )
    found: list[float] = json.loads(done.stdout)
    return found


@pytest.mark.hard
@pytest.mark.parametrize(("items", "most"), [(1_000, 5.0), (10_000, 15.0)])
@pytest.mark.gov("TASK-043.3")
def test_a_large_site_takes_seconds_1_gb_of_memory_and_200_mb_of_output(
    tmp_path: Path, items: int, most: float
) -> None:
    """The clock counts, or where other work is on the machine the time that the build itself was given."""
    command = build_site(tmp_path, items)
    seconds: list[float] = []
    peaks = []
    while len(seconds) < TRIES and min(seconds, default=most) >= most:
        wall, cpu, peak = measured(command)
        seconds.append(min(wall, cpu))
        peaks.append(peak)

    weigh(tmp_path / f"site-{items}" / "site", items)
    assert min(seconds) < most
    assert max(peaks) < MEGABYTES
