"""Charts of named numbers: one bar each now, or one line each over time, with the same in a table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from gov.metrics.milestones import MOST
from gov.text import printable
from gov_dashboards.charts import Bar, Chart, Line, Mark, bars, lines
from gov_dashboards.parts import Cell, Column, Table, Tile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gov.metrics.metric import Metric
    from gov.metrics.trends import Reading
    from gov_dashboards.card import Subject
    from gov_dashboards.charts import Json, Unit
    from gov_dashboards.parts import Group

__all__ = ["Drawn", "Frame", "Named", "bar_chart", "line_chart", "tile"]

SHORT = 8


class Frame(NamedTuple):
    """Where a chart stands: its card's identifier, the finding as title, and what its table is called."""

    anchor: str
    title: str
    caption: str


class Named(NamedTuple):
    """A number to draw as a bar: what it is called in the chart, the number, its group."""

    label: str
    metric: Metric
    group: Group = "done"


class Drawn(NamedTuple):
    """A number to draw: what it is called in the chart, and its group. `name` is that of the metric."""

    label: str
    name: str
    group: Group = "done"


def tile(subject: Subject, name: str, label: str, anchor: str, made_of: str) -> Tile:
    """A number's tile: value with unit, what it is made of, its past."""
    metric = subject.metrics[name]
    sign = f" {metric.sign}" if metric.sign else ""
    whole = metric.whole if metric.form == "share" else None
    made = Tile(label, f"{metric.value}{sign}", made_of, f"#{anchor}", metric.part if whole else None, whole)
    return subject.with_past(made, name)


def bar_chart(subject: Subject, frame: Frame, named: Sequence[Named], lists: str) -> Chart:
    """One bar a number, all shares or all counts; `lists` heads the column that names items.

    Of shares that column holds what does not count, which is what there is to do; of counts what is counted.
    """
    unit: Unit = "percent" if any(metric.form == "share" for _, metric, _ in named) else "count"
    figure, height = bars([_bar(label, metric, group) for label, metric, group in named], unit)
    return _chart(subject, frame, figure, height, table_of(subject, frame, named, lists))


def table_of(subject: Subject, frame: Frame, named: Sequence[Named], lists: str) -> Table:
    """The same numbers as a table; of one that is not known, why."""
    columns = (
        Column("what", "What"), Column("value", "How many", numeric=True), Column("which", lists, wide=True)
    )  # fmt: skip
    rows = tuple(
        (Cell(printable(label)), *_told(subject, metric, "share" in {one.metric.form for one in named}))
        for label, metric, _ in named
    )
    return Table(f"{frame.anchor}-table", frame.caption, columns, rows, filterable=False)


def _told(subject: Subject, metric: Metric, are_shares: bool) -> tuple[Cell, Cell]:  # noqa: FBT001 - of two kinds
    if metric.value is None:
        return Cell("unknown", value="-1"), Cell(printable(metric.unknown))
    which = subject.cell(metric.others if are_shares else metric.counted)
    return Cell(str(metric), value=str(metric.value)), which


def _chart(subject: Subject, frame: Frame, figure: Json, height: int, table: Table) -> Chart:
    anchor, title, _ = frame
    return Chart(f"{anchor}-chart", title, figure, height, table, subject.source, f"{anchor}-title")


def _bar(label: str, metric: Metric, group: Group) -> Bar:
    name = printable(label)
    if metric.value is None:
        return Bar(name, 0.0, "unknown", str(metric), "none")
    sign = f" {metric.sign}" if metric.sign else ""
    of = "" if metric.sign or metric.whole is None else f" of {metric.whole}"
    return Bar(name, float(metric.value), f"{metric.value}{sign}{of}", str(metric), group)


def line_chart(
    subject: Subject, frame: Frame, readings: Sequence[Reading], drawn: Sequence[Drawn], unit: Unit
) -> Chart | None:
    """One line a number over time; None where there are not two moments to draw a line between."""
    days = [reading.commit.when.date().isoformat() for reading in readings]
    if len(days) < 2:  # noqa: PLR2004 - a line needs two ends
        return None
    values = {one.name: [_value(reading, one.name, unit) for reading in readings] for one in drawn}
    rows_drawn = [Line(one.label, values[one.name], one.group) for one in drawn]
    figure, height = lines(rows_drawn, days, unit, _marks(subject, days))
    told = _told_between(subject, days)
    columns = (
        Column("commit", "Commit", kept=True),
        *([Column("events", "What happened")] if any(told) else []),
        *(Column(f"value-{number}", one.label, numeric=True) for number, one in enumerate(drawn)),
    )
    sign = " %" if unit == "percent" else ""
    rows = tuple(
        (
            Cell(f"{days[at]} {reading.commit.id[:SHORT]}"),
            *([Cell(told[at])] if any(told) else []),
            *(_cell(values[one.name][at], sign) for one in drawn),
        )
        for at, reading in reversed(tuple(enumerate(readings)))
    )
    table = Table(f"{frame.anchor}-table", frame.caption, columns, rows, filterable=False)
    chart = _chart(subject, frame, figure, height, table)
    return replace(chart, source=chart.source + _older(subject))


def _older(subject: Subject) -> str:
    """Where those are told that no line is drawn for; nothing where each has one."""
    told = subject.course.milestones if subject.course is not None else ()
    if sum(one.kind == "release" for one in told) < MOST:
        return ""
    return f". Of the releases the newest {MOST} are marked: git tag --sort=-creatordate lists them all"


def _marks(subject: Subject, days: Sequence[str]) -> list[Mark]:
    """What happened between the first and the last day, each day once."""
    by_day: dict[str, list[str]] = {}
    for one in subject.course.milestones if subject.course is not None else ():
        day = one.when.date().isoformat()
        if days[0] <= day <= days[-1]:
            by_day.setdefault(day, []).append(one.words)
    return [Mark(day, ", ".join(dict.fromkeys(words))) for day, words in by_day.items()]


def _told_between(subject: Subject, days: Sequence[str]) -> list[str]:
    """The same in words, for each day what happened since the one before it."""
    marks = _marks(subject, days)
    after = ["", *days[:-1]]
    return [
        "; ".join(
            mark.words if mark.day == day else f"{mark.words} on {mark.day}"
            for mark in marks
            if since < mark.day <= day
        )
        for since, day in zip(after, days, strict=True)
    ]


def _value(reading: Reading, name: str, unit: Unit) -> int | None:
    """The number at a moment; of a status that had no items then, nought."""
    point = reading.points.get(name)
    if point is None:
        return 0 if unit == "count" and not reading.unknown else None
    return point.value


def _cell(value: int | None, sign: str) -> Cell:
    return Cell("unknown", value="-1") if value is None else Cell(f"{value}{sign}", value=str(value))
