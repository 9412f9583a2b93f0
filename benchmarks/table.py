"""Write the figures as Markdown tables and as JSON."""

from __future__ import annotations

import json
import platform
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmarks.budgets import Judgement
    from benchmarks.cases import Measured
    from benchmarks.measure import Summary

__all__ = ["as_json", "as_markdown", "machine", "verdicts"]


def machine() -> str:
    """Say what the figures were measured on."""
    libraries = ", ".join(f"{library} {version(library)}" for library in ("pyromark", "networkx"))
    return f"{_cores()} cores ({_processor()}), Python {platform.python_version()}, {libraries}"


def as_markdown(ours: Measured, peers: dict[int, Measured], judgements: list[Judgement]) -> str:
    """Lay out the medians, ours first, then the promises with their verdicts."""
    parts = [f"Measured on {machine()}.\n", _medians(ours.values())]
    parts += [
        f"The same {count:,} items, in turns:\n\n{_medians(found.values())}" for count, found in peers.items()
    ]
    parts.append(verdicts(judgements))
    return "\n".join(parts)


def as_json(ours: Measured, peers: dict[int, Measured], judgements: list[Judgement]) -> str:
    """Give the same figures to a program."""
    report = {
        "machine": machine(),
        "ours": [asdict(summary) for summary in ours.values()],
        "peers": {
            str(count): [asdict(summary) for summary in found.values()] for count, found in peers.items()
        },
        "budgets": [asdict(judgement) for judgement in judgements],
    }
    return json.dumps(report, indent=2) + "\n"


def _medians(summaries: Iterable[Summary]) -> str:
    rows = "".join(_median(summary) for summary in summaries)
    return f"| run | runs | wall (least to most) s | CPU s | peak MB |\n|---|--:|--:|--:|--:|\n{rows}"


def _median(one: Summary) -> str:
    if one.failure:
        return f"| {one.name} | failed | {one.failure.replace('|', '/')} | | |\n"
    wall = f"{one.wall:.2f} ({one.wall_least:.2f} to {one.wall_most:.2f})"
    return f"| {one.name} | {one.runs} | {wall} | {one.cpu:.2f} | {one.peak_megabytes:,.0f} |\n"


def verdicts(judgements: Iterable[Judgement]) -> str:
    """Lay out promises with what was measured."""
    rows = "".join(
        f"| {one.promise} | {one.limit} | {one.measured} | {'pass' if one.kept else '**fail**'} |\n"
        for one in judgements
    )
    return f"| promise | budget | measured | |\n|---|--:|--:|---|\n{rows}"


def _cores() -> int:
    text = _cpu_information()
    return text.count("processor\t:") or 1


def _processor() -> str:
    names = [
        line.split(":", 1)[1].strip()
        for line in _cpu_information().splitlines()
        if line.startswith("model name")
    ]
    return names[0] if names else platform.machine()


def _cpu_information() -> str:
    path = Path("/proc/cpuinfo")
    return path.read_text(encoding="utf-8") if path.exists() else ""
