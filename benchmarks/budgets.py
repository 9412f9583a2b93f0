"""What we promise, held against what was measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.cases import CHANGED, COMPARED, FLOOR, PAST, SEED, SIZES, TESTED, TRENDS, name
from benchmarks.site import site_name

if TYPE_CHECKING:
    from benchmarks.cases import Measured
    from benchmarks.measure import Summary

__all__ = ["Judgement", "judge"]

_MISSING = "did not run"
_FLOOR_RATIO, _GROWTH, _NEEDS_RATIO = 2.5, 1.25, 40.0


@dataclass(frozen=True, slots=True)
class Judgement:
    """One promise beside what was measured; a ratio binds on every machine, seconds and bytes only inform."""

    promise: str
    limit: str
    measured: str
    kept: bool
    binding: bool


def judge(ours: Measured, peers: dict[int, Measured]) -> list[Judgement]:
    """Hold the medians against the budgets; what failed to run keeps no promise, and binds."""
    judgements = [
        *_seconds(ours, SEED, 0.5),
        *_seconds(ours, name(COMPARED), 1.5),
        *_seconds(ours, name(100_000), 15.0),
        *_memory(ours, name(100_000), 1_500.0),
        *_seconds(ours, TESTED, 2.0),
        *_seconds(ours, PAST, 10.0),
        *_seconds(ours, TRENDS, 10.0),
        *_seconds(ours, CHANGED, 2.0),
        *_seconds(ours, site_name(1_000), 5.0),
        *_seconds(ours, site_name(10_000), 15.0),
        *_memory(ours, site_name(10_000), 1_000.0),
    ]
    ten_thousand = ours.get(name(COMPARED))
    if ten_thousand and FLOOR in ours:
        floor = ours[FLOOR]
        ratio = _quotient(ten_thousand.cpu, floor.cpu)
        judgements.append(
            _at_most("CPU at 10,000 items, in floors", ratio, _FLOOR_RATIO, _ran(ten_thousand, floor))
        )
    for count in SIZES:
        if ten_thousand and count > COMPARED and name(count) in ours:
            larger = ours[name(count)]
            ratio = _quotient(larger.cpu / count, ten_thousand.cpu / COMPARED)
            promise = f"growth: CPU an item at {count:,} items, against 10,000"
            judgements.append(_at_most(promise, ratio, _GROWTH, _ran(larger, ten_thousand)))
    for measured in (peers[count] for count in peers if count == COMPARED):
        check = measured[name(COMPARED)]
        needs = next(summary for found, summary in measured.items() if found.startswith("sphinx-needs"))
        ratio = _quotient(needs.wall, check.wall)
        kept = _ran(check, needs) and ratio >= _NEEDS_RATIO
        promise = "wall at 10,000 items: times faster than sphinx-needs"
        judgements.append(
            Judgement(
                promise,
                f"at least {_NEEDS_RATIO:.0f}",
                f"{ratio:.1f}" if ratio else _MISSING,
                kept,
                binding=True,
            )
        )
    return judgements


def _seconds(ours: Measured, case: str, limit: float) -> list[Judgement]:
    if case not in ours:
        return []
    one = ours[case]
    kept = _ran(one) and one.wall <= limit
    return [
        Judgement(
            f"{case}: wall",
            f"at most {limit:g} s",
            f"{one.wall:.2f} s" if _ran(one) else _MISSING,
            kept,
            binding=not _ran(one),
        )
    ]


def _memory(ours: Measured, case: str, limit: float) -> list[Judgement]:
    if case not in ours:
        return []
    one = ours[case]
    kept = _ran(one) and one.peak_megabytes <= limit
    measured = f"{one.peak_megabytes:,.0f} MB" if _ran(one) else _MISSING
    return [
        Judgement(f"{case}: peak memory", f"at most {limit:,.0f} MB", measured, kept, binding=not _ran(one))
    ]


def _at_most(promise: str, ratio: float, limit: float, ran: bool) -> Judgement:  # noqa: FBT001 - half of a verdict
    return Judgement(
        promise,
        f"at most {limit:g}",
        f"{ratio:.2f}" if ran else _MISSING,
        ran and ratio <= limit,
        binding=True,
    )


def _ran(*summaries: Summary) -> bool:
    return not any(summary.failure for summary in summaries)


def _quotient(above: float, below: float) -> float:
    return above / below if below else 0.0
