"""One named number: how much, of how much, what it is made of, and what would raise it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from gov.metrics.measure import Share

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gov.metrics.measure import Definition

__all__ = ["Form", "Metric"]

Form = Literal["share", "count", "days"]
NOTHING = "there is nothing to count"


@dataclass(frozen=True, slots=True)
class Metric:
    """A number under the name by which it is asked for.

    `part` is the number itself, `whole` what it is counted out of, None where it is out of nothing. `counted`
    names what was counted, `others` the rest of the whole: items by their identifiers, findings by place and
    code, documents by path, changes by host and number. Where the number is not known, `unknown` says why,
    and `part` is None: unknown is never nought.
    """

    name: str
    title: str
    definition: Definition
    form: Form
    part: int | None
    whole: int | None = None
    counted: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    unknown: str = ""

    @classmethod
    def share(cls, definition: Definition, counted: Iterable[str], others: Iterable[str]) -> Metric:
        """So many of so many, in per cent; unknown where there are none."""
        inside, outside = tuple(counted), tuple(others)
        whole = len(inside) + len(outside)
        if not whole:
            return cls.not_known(definition, NOTHING)
        name, title = definition.name, definition.title
        return cls(name, title, definition, "share", len(inside), whole, inside, outside)

    @classmethod
    def count(cls, definition: Definition, counted: Iterable[str], others: Iterable[str] | None) -> Metric:
        """So many; of how many, where `others` are the rest of a whole."""
        inside, outside = tuple(counted), tuple(others or ())
        whole = None if others is None else len(inside) + len(outside)
        name, title = definition.name, definition.title
        return cls(name, title, definition, "count", len(inside), whole, inside, outside)

    @classmethod
    def days(
        cls, definition: Definition, lengths: Iterable[tuple[str, int]], others: Iterable[str]
    ) -> Metric:
        """The median of lengths of time, each with whose it is; the lower one where two lie in the middle."""
        known, outside = tuple(lengths), tuple(others)
        if not known:
            return cls.not_known(definition, NOTHING, "days")
        inside = tuple(name for name, _ in known)
        middle = sorted(length for _, length in known)[(len(known) - 1) // 2]
        whole = len(inside) + len(outside)
        return cls(definition.name, definition.title, definition, "days", middle, whole, inside, outside)

    @classmethod
    def not_known(cls, definition: Definition, reason: str, form: Form = "share") -> Metric:
        """A number that nobody knows, and why."""
        return cls(definition.name, definition.title, definition, form, None, unknown=reason)

    def of(self, which: str, title: str) -> Metric:
        """The same for one of several: one principle, one kind, one status."""
        return replace(
            self, name=f"{self.definition.name}.{which}", title=f"{self.definition.title}: {title}"
        )

    @property
    def value(self) -> int | None:
        """The number that thresholds and trends look at: per cent of a share, else the count or the days."""
        if self.part is None or self.form != "share":
            return self.part
        return Share(self.part, self.whole or 0).percent

    @property
    def sign(self) -> str:
        """What stands behind the value: `%`, `days` or nothing."""
        return {"share": "%", "count": "", "days": "day" if self.part == 1 else "days"}[self.form]

    def __str__(self) -> str:
        """Write it with denominator and unit: `18 of 99, 18 %`, `3 of 7`, `12 days (of 4 of 6)`."""
        if self.part is None:
            return f"unknown: {self.unknown}"
        if self.form == "share":
            return str(Share(self.part, self.whole or 0))
        if self.form == "days":
            return f"{self.part} {self.sign} (median of {len(self.counted)} of {self.whole})"
        return str(self.part) if self.whole is None else f"{self.part} of {self.whole}"
