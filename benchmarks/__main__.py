"""Measure the speed of `gov check`; with `--peers`, also that of the tools that others would use."""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
from pathlib import Path

from benchmarks.budgets import judge
from benchmarks.cases import SIZES, measure_ours, measure_peers
from benchmarks.table import as_json, as_markdown

_STOPPED = 128 + signal.SIGTERM
_PEER_SIZES = (1_000, 10_000)
_ENVIRONMENTS = Path(__file__).resolve().parent.parent / ".make" / "peers"  # ignored by git


def main() -> int:
    """Print tables of medians and verdicts; 1 if a promised ratio was broken or something did not run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="measured runs of each, after one to warm up (5)")
    parser.add_argument(
        "--largest", type=int, default=max(SIZES), help="leave out projects larger than this (100000)"
    )
    parser.add_argument(
        "--peers", action="store_true", help="also install and measure the peers (ten minutes more)"
    )
    parser.add_argument(
        "--peer-runs", type=int, default=5, help="measured runs of each peer at 10,000 items (5)"
    )
    parser.add_argument(
        "--gov", type=Path, default=Path(sys.executable).with_name("gov"), help="the command to measure"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(_STOPPED))
    with tempfile.TemporaryDirectory(prefix="govtrace-bench-") as folder:
        scratch = Path(folder)
        ours = measure_ours(options.gov, scratch, options.runs, options.largest)
        peers = {}
        for count in _PEER_SIZES if options.peers else ():
            runs = options.peer_runs if count == max(_PEER_SIZES) else options.runs
            peers[count] = measure_peers(options.gov, scratch, _ENVIRONMENTS, runs, count)
    judgements = judge(ours, peers)
    print(as_markdown(ours, peers, judgements))
    if options.json:
        options.json.write_text(as_json(ours, peers, judgements), encoding="utf-8")
    runs_failed = [one for measured in (ours, *peers.values()) for one in measured.values() if one.failure]
    broken = [one for one in judgements if one.binding and not one.kept]
    return 1 if runs_failed or broken else 0


if __name__ == "__main__":
    sys.exit(main())
