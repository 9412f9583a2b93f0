"""A number opened: what it is made of, item by item, and what would improve it most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gov.metrics.gains import gains

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gov.metrics.gains import Gain
    from gov.metrics.metric import Metric
    from gov_dashboards.card import Subject
    from gov_dashboards.parts import Cell

__all__ = ["Explained", "Improvement", "explain"]

FEW = 8


@dataclass(frozen=True, slots=True)
class Improvement:
    """One step, with which items, and what the number becomes by it: "71 % → 86 %"."""

    what: str
    items: Cell
    becomes: str = ""


@dataclass(frozen=True, slots=True)
class Explained:
    """A number in words, the steps that would improve it, and its parts.

    Each part is a name with its count, the first of what belongs to it, and the link to all, or nothing.
    """

    title: str
    value: str
    steps: tuple[Improvement, ...]
    parts: tuple[tuple[str, Cell, str], ...]


def explain(subject: Subject, names: Sequence[str], page: str = "items") -> tuple[Explained, ...]:
    """Open the numbers of these names; `page` is where all items are that a list leaves out."""
    found = (subject.metrics.get(name) for name in names)
    return tuple(_explained(subject, metric, page) for metric in found if metric is not None)


def _explained(subject: Subject, metric: Metric, page: str) -> Explained:
    improvements: tuple[Gain, ...] = gains(metric, subject.known) if subject.known is not None else ()
    steps = tuple(
        Improvement(_said(gain, metric), _few(subject, gain.names), _becomes(metric, gain))
        for gain in improvements
    )
    parts = [("Counted", metric.counted), *([("Not counted", metric.others)] if metric.others else [])]
    told = tuple(_part(subject, name, _items(metric, names), page) for name, names in parts)
    return Explained(metric.title, str(metric), steps, told if metric.part is not None else ())


def _part(subject: Subject, name: str, names: tuple[str, ...], page: str) -> tuple[str, Cell, str]:
    cell = subject.cell(names)
    return f"{name} ({len(names)})", cell, subject.page(page) if len(names) > len(cell.chips) else ""


def _items(metric: Metric, names: Sequence[str]) -> tuple[str, ...]:
    """What stands in a list: of findings, the rule of each once."""
    if metric.definition.name != "findings":
        return tuple(names)
    return tuple(dict.fromkeys(name.rpartition(" ")[2] for name in names))


def _few(subject: Subject, names: Sequence[str]) -> Cell:
    found = subject.cell(names[:FEW])
    more = len(names) - FEW
    return type(found)(f"and {more} more" if more > 0 else "", chips=found.chips)


def _said(gain: Gain, metric: Metric) -> str:
    is_told = metric.form == "days" or f" {gain.more} " in gain.what
    many = f" ({gain.more})" if gain.more > 1 and not is_told else ""
    return f"{gain.what}{many}"


def _becomes(metric: Metric, gain: Gain) -> str:
    if gain.value is None:
        return ""
    sign = f" {metric.sign}" if metric.sign else ""
    return f"{metric.value}{sign} → {gain.value}{sign}"
