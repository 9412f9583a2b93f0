"""Load on a server: wrk, or, where it is not installed, a client of ours in a process of its own."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

__all__ = ["CONNECTIONS", "Load", "press", "tool"]

CONNECTIONS = 16
_PATIENCE = 30
_REPORT = """
done = function(summary, latency, requests)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format('\\n{"answers": %d, "seconds": %.6f, "p99": %.6f, "failed": %d}\\n',
    summary.requests, summary.duration / 1e6, latency:percentile(99.0) / 1e6, failed))
end
"""


@dataclass(frozen=True, slots=True)
class Load:
    """What many requests met: how many were answered in a second, and how many seconds 99 of 100 took."""

    rate: float
    p99: float
    failed: int


def tool() -> str:
    """What presses."""
    return "wrk" if shutil.which("wrk") else "a client of ours, in Python: wrk is not installed"


def press(port: int, path: str, token: str, seconds: int) -> Load:
    """Ask for a path over 16 connections, each as soon as it was answered."""
    if shutil.which("wrk") is None:
        command = [sys.executable, str(Path(__file__).with_name("client.py"))]
        said = _run([*command, str(port), path, str(seconds), str(CONNECTIONS)], seconds, token)
    else:
        with tempfile.TemporaryDirectory(prefix="govtrace-wrk-") as folder:
            script = Path(folder) / "report.lua"
            script.write_text(_REPORT, encoding="utf-8")
            where = [
                "-s",
                str(script),
                "-H",
                f"Authorization: Bearer {token}",
                f"http://127.0.0.1:{port}{path}",
            ]
            said = _run(["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", *where], seconds, "")
    told = json.loads(said.strip().splitlines()[-1])
    return Load(told["answers"] / told["seconds"], told["p99"], int(told["failed"]))


def _run(command: list[str], seconds: int, given: str) -> str:
    done = subprocess.run(
        command, input=given, capture_output=True, text=True, check=True, timeout=seconds + _PATIENCE
    )
    return done.stdout
