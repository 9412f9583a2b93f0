"""Decisions on a line of time, drawn while the site is built: a row each, from proposal to acceptance.

The list beside the drawing says the same, and is all that a narrow window, paper, or a reader without sight
needs.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from jinja2 import Environment
from markupsafe import Markup

from gov_dashboards.parts import Badge, Chip

ROW = 28
LABEL = 108
WIDTH = 960
TOP = 28
EDGE = 40
SHOWN = 60
TITLE_LENGTH = 52
_MOST_TICKS = 6


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision: when it was first written down and when it got the status it has; the days may be one.

    `replaces` are the decisions that it supersedes.
    """

    chip: Chip
    badge: Badge
    begun: date
    settled: date
    replaces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the drawing: where its bar begins and ends, its height, and where its title stands.

    The title begins at `title_x`, or ends there where nothing would fit behind the bar.
    """

    decided: Decided
    start: int
    end: int
    y: int
    title: str
    title_x: int
    is_before: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A day on the axis."""

    x: int
    label: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything the template places; `hidden` counts the older decisions that it leaves to the list."""

    height: int
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    arrows: tuple[str, ...]
    hidden: int


def decision_timeline(made: Environment, decided: Sequence[Decided]) -> Markup:
    """Draw decisions, oldest first, as HTML."""
    drawing = arrange(decided)
    text = made.get_template("decision_timeline.html").render(
        drawing=drawing, width=WIDTH, label=LABEL, top=TOP, row=ROW
    )
    return Markup(text)  # noqa: S704 - the environment has escaped every value in it


def arrange(decided: Sequence[Decided]) -> Drawing:
    """Give every row, day and arrow its place; of very many decisions the latest are drawn."""
    shown = sorted(decided, key=lambda one: (one.begun, one.chip.id))[-SHOWN:]
    if not shown:
        return Drawing(0, (), (), (), 0)
    first = min(one.begun for one in shown)
    last = max(*(one.settled for one in shown), first + timedelta(days=1))

    def x(day: date) -> int:
        room = WIDTH - LABEL - 2 * EDGE
        return LABEL + EDGE + round(room * (day - first).days / (last - first).days)

    rows = tuple(
        _row(one, x(one.begun), x(max(one.begun, one.settled)), TOP + number * ROW + ROW // 2)
        for number, one in enumerate(shown)
    )
    place = {row.decided.chip.id: row for row in rows}
    arrows = tuple(_arrow(place[old], row) for row in rows for old in row.decided.replaces if old in place)
    height = TOP + len(rows) * ROW + EDGE // 2
    return Drawing(height, rows, _ticks(first, last, x), arrows, len(decided) - len(shown))


def _row(decided: Decided, start: int, end: int, y: int) -> Row:
    title = decided.chip.title
    title = title if len(title) <= TITLE_LENGTH else title[: TITLE_LENGTH - 1].rstrip() + "…"
    is_before = end > (WIDTH + LABEL) // 2
    return Row(decided, start, end, y, title, start - 14 if is_before else end + 14, is_before)


def _arrow(old: Row, new: Row) -> str:
    bend = max(old.end, new.end) + 20
    return f"M{old.end + 7} {old.y}C{bend} {old.y} {bend} {new.y} {new.end + 7} {new.y}"


def _ticks(first: date, last: date, x: Callable[[date], int]) -> tuple[Tick, ...]:
    """Days in equal steps from the first to the last: at least one apart, and few enough to be read."""
    days = (last - first).days
    steps = min(_MOST_TICKS, days)
    marks = dict.fromkeys(first + timedelta(days=days * step // steps) for step in range(steps + 1))
    return tuple(Tick(x(day), day.isoformat()) for day in marks)
