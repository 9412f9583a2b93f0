"""Measure the platform on SQLite and PostgreSQL: reads a second, their slowest, memory, and start-up."""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measure import Failed
from benchmarks.platform.figures import LIVE, judge, measure, postgresql
from benchmarks.platform.load import CONNECTIONS, tool
from benchmarks.platform.served import ME, OPEN
from benchmarks.table import machine, verdicts

if TYPE_CHECKING:
    from benchmarks.platform.figures import Figures

_STOPPED = 128 + signal.SIGTERM


def main() -> int:
    """Print the figures and verdicts; 1 if one was missed or something did not run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.platform", description=__doc__)
    parser.add_argument("--turns", type=int, default=5, help="turns of each route (5)")
    parser.add_argument("--seconds", type=int, default=4, help="seconds of each turn (4)")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(_STOPPED))
    with tempfile.TemporaryDirectory(prefix="govtrace-bench-") as folder:
        scratch = Path(folder)
        try:
            figures = [measure("SQLite", {}, scratch / "sqlite", options.turns, options.seconds)]
            with postgresql() as variables:
                folder_of_it = scratch / "postgresql"
                figures.append(measure("PostgreSQL", variables, folder_of_it, options.turns, options.seconds))
        except Failed as failure:
            print(f"failed: {failure}", file=sys.stderr)
            return 1
    judgements = [one for found in figures for one in judge(found)]
    print(f"Measured with {tool()}, {CONNECTIONS} connections, one worker, on {machine()}.\n")
    print(_table(figures))
    print(verdicts(judgements))
    return 0 if all(one.kept for one in judgements) else 1


def _table(figures: list[Figures]) -> str:
    rows = "".join(
        f"| {one.database} | {route} | {load.rate:,.0f} | {1000 * load.p99:,.0f} |\n"
        for one in figures
        for route, load in (
            (f"`{LIVE}`, which asks no database", one.live),
            (f"`{OPEN}`, the control", one.open),
            (f"`{ME}`", one.me),
        )
    )
    return f"| database | route | answers a second | p99 ms |\n|---|---|--:|--:|\n{rows}"


if __name__ == "__main__":
    sys.exit(main())
