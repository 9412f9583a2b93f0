"""Numbers as text, JSON and CSV: as they are now, and after each commit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.cli._csv import csv
from gov.text import cell_width, padded, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gov.cli._measuring import Counted
    from gov.metrics.metric import Metric
    from gov.metrics.trends import Point, Reading

__all__ = ["Series", "metric_rows", "metric_text", "metric_value", "now_value", "series_rows", "series_text"]

_SHORT = 8
_NAMED = 10


class Series:
    """Readings after every commit and at the sampled ones, and how those were chosen."""

    def __init__(self, commits: Sequence[Reading], samples: Sequence[Reading], chosen: str) -> None:
        """Keep them."""
        self.commits, self.samples, self.chosen = commits, samples, chosen

    def only(self, names: frozenset[str]) -> Series:
        """The same of some numbers alone."""
        return Series(_only(self.commits, names), _only(self.samples, names), self.chosen)

    @property
    def value(self) -> dict[str, object]:
        """It as JSON."""
        return {
            "commits": [_reading(reading) for reading in self.commits],
            "samples": [_reading(reading) for reading in self.samples],
            "sampled": self.chosen,
        }


def _only(readings: Sequence[Reading], names: frozenset[str]) -> tuple[Reading, ...]:
    return tuple(
        reading._replace(points={name: point for name, point in reading.points.items() if name in names})
        for reading in readings
    )


def metric_value(metric: Metric) -> dict[str, object]:
    """One number with everything that is known of it."""
    definition = metric.definition
    return {
        "name": metric.name,
        "title": metric.title,
        "form": metric.form,
        "value": metric.value,
        "part": metric.part,
        "whole": metric.whole,
        "unknown": metric.unknown or None,
        "counted": list(metric.counted),
        "others": list(metric.others),
        "unit": definition.unit,
        "numerator": definition.numerator,
        "denominator": definition.denominator,
        "made_of": definition.made_of,
        "raised_by": definition.raised_by,
    }


def now_value(counted: Counted, metrics: Iterable[Metric]) -> dict[str, object]:
    """The numbers as they are."""
    return {
        "version": 1,
        "day": counted.known.today.isoformat(),
        "history": counted.history or None,
        "metrics": [metric_value(metric) for metric in metrics],
    }


def metric_text(metrics: Sequence[Metric], history: str) -> list[str]:
    """A line each, or for one alone all about it."""
    if len(metrics) == 1:
        return _whole(metrics[0])
    width = max((cell_width(printable(metric.name)) for metric in metrics), default=0)
    lines = [f"{padded(printable(metric.name), width)}  {printable(str(metric))}" for metric in metrics]
    return [*lines, *([printable(history)] if history else [])]


def _whole(metric: Metric) -> list[str]:
    definition = metric.definition
    lines = [
        f"{metric.title}: {metric}",
        f"  name        {metric.name}",
        f"  unit        {definition.unit}",
        f"  counted     {definition.numerator}",
        f"  out of      {definition.denominator}",
        f"  made of     {definition.made_of}",
        f"  raised by   {definition.raised_by}",
    ]
    for title, names in (("counted", metric.counted), ("the others", metric.others)):
        if names:
            more = f", and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
            lines.append(f"  {title}: {', '.join(names[:_NAMED])}{more}")
    return [printable(line) for line in lines]


def metric_rows(metrics: Iterable[Metric]) -> str:
    """The numbers as CSV, without the names of what they are made of."""
    head = ("name", "title", "form", "value", "part", "whole", "unknown", "unit")
    rows = [
        (m.name, m.title, m.form, *map(_cell, (m.value, m.part, m.whole)), m.unknown, m.definition.unit)
        for m in metrics
    ]
    return csv([head, *rows])


def series_rows(series: Series) -> str:
    """A row for each number after each commit; what was judged at a sample of them is told apart."""
    head = ("commit", "date", "name", "value", "part", "whole", "from")
    rows: list[tuple[str, ...]] = [head]
    for word, found in (("commit", series.commits), ("sample", series.samples)):
        for reading in found:
            commit = reading.commit
            start = (commit.id, commit.when.isoformat())
            rows.extend((*start, name, *map(_cell, point), word) for name, point in reading.points.items())
    return csv(rows)


def series_text(series: Series) -> list[str]:
    """A line for each commit and each sample, with its chief numbers, or with those that were asked for."""
    lines = [_line(reading, _EACH) for reading in series.commits]
    lines.append(series.chosen)
    lines.extend(_line(reading, _JUDGED) for reading in series.samples)
    return [printable(line) for line in lines if line]


_EACH = {"task_completion": "tasks done", "criteria_ticked": "criteria ticked"}
_JUDGED = {
    "compliance": "compliant", "traceability_coverage": "traced", "implementation_coverage": "implemented",
    "findings": "findings",
}  # fmt: skip


def _line(reading: Reading, chief: dict[str, str]) -> str:
    commit, points = reading.commit, reading.points
    shown = {name: word for name, word in chief.items() if name in points} or {name: name for name in points}
    told = ", ".join(f"{_said(points[name])} {word}" for name, word in shown.items())
    if reading.unknown:
        told = f"unknown: {reading.unknown}"
    return f"{commit.when.date().isoformat()} {commit.id[:_SHORT]} {told}  {commit.subject}" if told else ""


def _said(point: Point) -> str:
    if point.part is None:
        return "unknown"
    return str(point.part) if point.whole is None else f"{point.part} of {point.whole}"


def _reading(reading: Reading) -> dict[str, object]:
    commit = reading.commit
    return {
        "commit": commit.id,
        "author": commit.author,
        "date": commit.when.isoformat(),
        "subject": commit.subject,
        "unknown": reading.unknown or None,
        "values": {
            name: {"value": point.value, "part": point.part, "whole": point.whole}
            for name, point in reading.points.items()
        },
    }


def _cell(number: int | None) -> str:
    return "" if number is None else str(number)
