"""Charts as figures that the page's script draws: numbers and names of tokens here, colours and fonts there.

The only importer of plotly. A figure carries no template and no colour, so that light and dark follow the
palette; identifiers come from the caller, so that the same numbers give the same bytes.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from plotly import graph_objects

from gov_dashboards.parts import Group, Table

# Beside its colour, each group has a pattern of its own: bars stay apart in print and for every eye.
PATTERNS: Mapping[Group, str] = {"done": "", "running": "/", "blocked": "x", "warning": ".", "none": "\\"}

ROW = 30
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
            "autorange": "reversed",
            "automargin": True,
            "type": "category",
            "ticks": "",
            "ticksuffix": "  ",
        },
    )
    return _plain([trace, labels] if unit == "count" else [_track(rows), trace, labels], layout), height


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
