"""Charts as figures that the page's script draws: numbers and names of tokens here, colours and fonts there.

The only importer of plotly. A figure carries no template and no colour, so that light and dark follow the
palette; identifiers come from the caller, so that the same numbers give the same bytes.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Literal, TypeAlias

from plotly import graph_objects

from gov_dashboards.parts import Group, Table

# Beside its colour, each group has a pattern of its own: bars stay apart in print and for every eye.
PATTERNS: Mapping[Group, str] = {"done": "", "running": "/", "blocked": "x", "warning": ".", "none": "\\"}

DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
MARKS = ("circle", "square", "diamond", "triangle-up", "cross", "x")

ROW = 30
LINES_HEIGHT = 280
# The width of a letter at the end of a line, about.
LETTER = 7.4
MARGIN_TOP = 8
MARGIN_BOTTOM = 40
# Room at the right for the label behind the longest bar, whatever the width of the page.
MARGIN_RIGHT = 72

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
Unit = Literal["count", "percent"]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name on the axis, its length, the words behind it and those that open on hover."""

    name: str
    value: float
    label: str
    detail: str = ""
    group: Group = "done"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of numbers over time, None where one is not known."""

    name: str
    values: Sequence[int | None]
    group: Group = "done"


@dataclass(frozen=True, slots=True)
class Mark:
    """A day to be seen on a line, as ISO 8601, and the words that open on hover."""

    day: str
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawn number row: the finding as title, the figure, the same as a table, and where it is from."""

    id: str
    title: str
    figure: Json
    height: int
    table: Table
    source: str
    labelled_by: str


def bars(rows: Sequence[Bar], unit: Unit) -> tuple[Json, int]:
    """Make horizontal bars from zero, first row on top; give the figure and its height in pixels.

    `percent` takes values from 0 to 100 and always shows the whole scale, so that two charts can be compared.
    """
    longest = 100.0 if unit == "percent" else max((row.value for row in rows), default=0.0) or 1.0
    trace = graph_objects.Bar(
        orientation="h",
        x=[row.value for row in rows],
        y=[row.name for row in rows],
        customdata=[row.detail or row.label for row in rows],
        hovertemplate="%{y}: %{customdata}<extra></extra>",
        marker={
            "color": [f"var(--gov-status-{row.group})" for row in rows],
            "line": {"color": [f"var(--gov-status-{row.group})" for row in rows], "width": 1},
            "pattern": {
                "shape": [PATTERNS[row.group] for row in rows],
                "fillmode": "replace",
                "fgcolor": [f"var(--gov-status-{row.group})" for row in rows],
                "size": 8,
                "solidity": 0.3,
            },
        },
    )
    end = longest if unit == "percent" else None
    labels = graph_objects.Scatter(
        mode="text",
        x=[row.value if end is None else end for row in rows],
        y=[row.name for row in rows],
        text=[f"  {row.label}" for row in rows],
        textposition="middle right",
        cliponaxis=False,
        hoverinfo="skip",
    )
    height = MARGIN_TOP + MARGIN_BOTTOM + ROW * max(len(rows), 1)
    layout = graph_objects.Layout(
        height=height,
        margin={"l": 8, "r": MARGIN_RIGHT, "t": MARGIN_TOP, "b": MARGIN_BOTTOM},
        bargap=0.45,
        barmode="overlay",
        showlegend=False,
        xaxis=_scale(longest, unit),
        yaxis={
            # From the last to the first: an automatic range leaves room for many that are not there.
            "range": [len(rows) - 0.5, -0.5],
            "automargin": True,
            "type": "category",
            "ticks": "",
            "ticksuffix": "  ",
        },
    )
    return _plain([trace, labels] if unit == "count" else [_track(rows), trace, labels], layout), height


def lines(
    rows: Sequence[Line], days: Sequence[str], unit: Unit, marks: Sequence[Mark] = ()
) -> tuple[Json, int]:
    """Make one line a row over days as ISO 8601, oldest first, from zero; each is labelled at its end.

    Each of the at most six has a dash and a mark of its own beside its colour. Counts move in steps: between
    two commits nothing changed. Each of the `marks` is a dotted line across all of them.
    """
    drawn = rows[: len(MARKS)]
    known = [value for row in drawn for value in row.values if value is not None]
    top = 100.0 if unit == "percent" else max([1.0, *map(float, known)])
    sign = " %" if unit == "percent" else ""
    traces = [
        graph_objects.Scatter(
            mode="lines+markers",
            x=list(days),
            y=list(row.values),
            cliponaxis=False,
            hovertemplate=f"%{{x}}: %{{y}}{sign} %{{customdata}}<extra></extra>",
            customdata=[row.name] * len(days),
            line={
                "color": f"var(--gov-status-{row.group})",
                "dash": DASHES[at],
                "shape": "hv" if unit == "count" else "linear",
                "width": 2,
            },
            marker={"color": f"var(--gov-status-{row.group})", "symbol": MARKS[at], "size": 8},
        )
        for at, row in enumerate(drawn)
    ]
    ends = [(row.name, value) for row in drawn if (value := _last(row.values)) is not None]
    words = [f"  {name} {value}{sign}" for name, value in ends]
    labels = graph_objects.Scatter(
        mode="text",
        x=[days[-1]] * len(ends),
        y=apart([float(value) for _, value in ends], top),
        text=words,
        textposition="middle right",
        cliponaxis=False,
        hoverinfo="skip",
    )
    layout = graph_objects.Layout(
        height=LINES_HEIGHT,
        margin={
            "l": 48,
            "r": 16 + round(LETTER * max(map(len, words), default=0)),
            "t": 2 * MARGIN_TOP,
            "b": MARGIN_BOTTOM,
        },
        showlegend=False,
        xaxis={
            "type": "date",
            "range": [days[0], days[-1]],
            "tickvals": [days[0], days[-1]],
            "ticktext": [days[0], days[-1]],
            "showgrid": False,
        },
        yaxis={**_scale(top, unit), "automargin": True},
        shapes=[_across(mark.day) for mark in marks],
        annotations=[_sign(mark) for mark in marks],
    )
    return _plain([*traces, labels], layout), LINES_HEIGHT


def _across(day: str) -> dict[str, object]:
    line = {"color": "var(--gov-line-strong)", "dash": "dot", "width": 1}
    place = {"x0": day, "x1": day, "yref": "paper", "y0": 0, "y1": 1}
    return {"type": "line", "layer": "below", "line": line, **place}


def _sign(mark: Mark) -> dict[str, object]:
    """A triangle above its dotted line, with the words: the library reads them as HTML."""
    place = {"x": mark.day, "y": 1, "yref": "paper", "yanchor": "bottom", "showarrow": False}
    font = {"color": "var(--gov-ink-muted)", "size": 11}
    words = f"{mark.day}: {escape(mark.words, quote=False)}"
    return {"text": "\u25bc", "hovertext": words, "font": font, **place}


def apart(ends: Sequence[float], top: float) -> list[float]:
    """Move the labels at the ends of lines up and down until none covers another."""
    gap = top * 17 / (LINES_HEIGHT - 2 * MARGIN_TOP - MARGIN_BOTTOM)
    order = sorted(range(len(ends)), key=lambda at: (-ends[at], at))
    places = list(ends)
    for above, at in pairwise(order):
        places[at] = min(places[at], places[above] - gap)
    for number, at in enumerate(reversed(order)):
        places[at] = round(max(places[at], number * gap), 3)
    return places


def _last(values: Sequence[int | None]) -> int | None:
    return next((value for value in reversed(values) if value is not None), None)


def _track(rows: Sequence[Bar]) -> graph_objects.Bar:
    """Outline the whole that each share is of, so that what is missing can be seen."""
    return graph_objects.Bar(
        orientation="h",
        x=[100.0] * len(rows),
        y=[row.name for row in rows],
        hoverinfo="skip",
        marker={"color": "rgba(0,0,0,0)", "line": {"color": "var(--gov-line-strong)", "width": 1}},
    )


def _scale(longest: float, unit: Unit) -> dict[str, object]:
    scale: dict[str, object] = {"range": [0, longest], "rangemode": "tozero", "zeroline": True}
    if unit == "percent":
        return {**scale, "tickvals": [0, 50, 100], "ticktext": ["0 %", "50 %", "100 %"]}
    return {**scale, "tick0": 0, "dtick": step(longest), "tickformat": "d"}


def step(longest: float) -> int:
    """Give a round distance between the marks of a scale of counts, so that three to six stand on it."""
    size = 1
    while True:
        for round_one in (1, 2, 5):
            if longest <= 5 * round_one * size:
                return round_one * size
        size *= 10


def _plain(traces: Sequence[graph_objects.Bar | graph_objects.Scatter], layout: graph_objects.Layout) -> Json:
    """Give the figure as plain JSON, keys in order, without the template that plotly adds."""
    figure: Json = {"data": [trace.to_plotly_json() for trace in traces], "layout": layout.to_plotly_json()}
    ordered: Json = json.loads(json.dumps(figure, sort_keys=True, allow_nan=False))
    return ordered
