"""What a number is: how it is defined in words, and how a share is counted and written."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Definition", "Share"]


@dataclass(frozen=True, slots=True)
class Definition:
    """A metric in words: what is counted, out of what, and what a team would do to raise it.

    Every place that shows the number shows these words with it: gate, badge, report, dashboard and `gov
    metrics`.
    """

    name: str
    title: str
    unit: str
    numerator: str
    denominator: str
    made_of: str
    raised_by: str


@dataclass(frozen=True, slots=True)
class Share:
    """Some of a whole, both as counts; a share of nothing has no percentage."""

    part: int
    whole: int

    @property
    def percent(self) -> int | None:
        """Whole per cent, never rounded up to 100 nor down to 0: those two mean all and none."""
        if self.whole == 0:
            return None
        if self.part in (0, self.whole):
            return 100 if self.part else 0
        return min(99, max(1, round(100 * self.part / self.whole)))

    @property
    def is_complete(self) -> bool:
        """Whether there is something to count and all of it counts."""
        return self.whole > 0 and self.part == self.whole

    def __str__(self) -> str:
        """Write count, denominator and percentage: "18 of 99, 18 %"."""
        if self.percent is None:
            return "nothing to count"
        return f"{self.part} of {self.whole}, {self.percent} %"
