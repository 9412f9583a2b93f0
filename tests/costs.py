"""How costs are measured and compared where a machine is shared: no neighbour's work makes a proof fail.

Costs are processor seconds. A busy machine makes each run dearer, by up to twice and for seconds at a time,
and never cheaper: so the least of several runs counts, what is compared is run in turns, and an absolute
limit is one of the machine it was set on, which a fixed piece of work beside it stands for. Slow proofs that
measure so are marked `untimed`: others run beside them.
"""

from __future__ import annotations

import gc
import time
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 12
# Twice the size may cost this many times as much: what grows with the square costs four times.
GROWTH = 2.6
# Below this, noise outweighs what is compared.
NEGLIGIBLE = 0.25
# What `_work` took on the machine that the limits were set on, when it did nothing else.
REFERENCE = 0.1


def seconds(work: Callable[[], object]) -> float:
    """What some work costs in this process. Garbage is not collected meanwhile, as in the command."""
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        work()
        return time.process_time() - start
    finally:
        gc.enable()


def _work() -> int:
    text = "".join(f"- [ ] TASK-{number:03d} and what is to hold\n" for number in range(200_000))
    return sum(len(line.strip().split(" ")) for line in text.splitlines())


@dataclass(frozen=True, slots=True)
class Spent:
    """The least that was measured, the limit it is held against, and whether it stays within."""

    least: float
    limit: float

    def __bool__(self) -> bool:
        return self.least <= self.limit


def within(limit: float, cost: Callable[[], float]) -> Spent:
    """Whether something costs at most so many seconds, on a machine such as the limit was set on."""
    least, work = cost(), inf
    allowed = limit
    for _ in range(ROUNDS):
        if least <= allowed:
            break
        work = min(work, seconds(_work))
        allowed = limit * max(1.0, work / REFERENCE)
        least = min(least, cost())
    return Spent(least, allowed)


def in_proportion(
    small: Callable[[], float],
    large: Callable[[], float],
    start: Callable[[], float] = lambda: 0.0,
    *,
    growth: float = GROWTH,
) -> Spent:
    """Whether twice the size costs no more than `growth` times as much, what starting costs taken from both.

    What cannot be told from noise is in proportion.
    """
    once = twice = empty = inf
    limit = 0.0
    for _ in range(ROUNDS):
        empty, once, twice = min(empty, start()), min(once, small()), min(twice, large())
        limit = max(NEGLIGIBLE, growth * (once - empty))
        if twice - empty <= limit:
            break
    return Spent(twice - empty, limit)
