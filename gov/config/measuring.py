"""A team's own numbers and alarms as frozen values: `[[metrics]]` and `[[alerts]]`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from gov.config.defaults import Phase

__all__ = ["METRIC_NAME", "WHEN", "Alert", "Filter", "Threshold", "UserMetric"]

METRIC_NAME = r"[a-z][a-z0-9]*([_-][a-z0-9]+)*"
WHEN = r"(<=|>=|==|!=|<|>) {0,3}([0-9]{1,9}(\.[0-9]{1,3})?)( {0,3}%)?"
_WHEN = re.compile(WHEN)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which items count: all conditions that are given hold together, the values of one are alternatives.

    `assignee` is whom the field names, `none` for nobody. `principle` are principles to which references lead
    up, directly or through other items. `fields` are values of fields, letter case aside.
    """

    status: tuple[str, ...] = ()
    phase: tuple[Phase, ...] = ()
    assignee: tuple[str, ...] = ()
    principle: tuple[str, ...] = ()
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class UserMetric:
    """A number of a team's own: of the items of some kinds that `out_of` holds for, those `where` holds for.

    Both conditions hold for what is counted. `help` says what would raise it.
    """

    name: str
    title: str
    of: tuple[str, ...]
    where: Filter
    out_of: Filter = field(default_factory=Filter)
    help: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Alert:
    """A metric, the condition under which it is an alarm, how severe that is, and what to say."""

    metric: str
    when: str
    severity: Literal["error", "warning", "info"] = "error"
    message: str = ""
    line: int = field(default=0, compare=False)


class Threshold(NamedTuple):
    """A condition on a number, as in `< 80`."""

    operator: str
    limit: float

    @classmethod
    def read(cls, text: str) -> Threshold | None:
        """The condition that a text is, None where it is none."""
        match = _WHEN.fullmatch(text.strip())
        return cls(match.group(1), float(match.group(2))) if match else None

    def holds(self, value: float) -> bool:
        """Whether a value is on the side of the limit that the condition names."""
        return {
            "<": value < self.limit, "<=": value <= self.limit, ">": value > self.limit,
            ">=": value >= self.limit, "==": value == self.limit, "!=": value != self.limit,
        }[self.operator]  # fmt: skip
