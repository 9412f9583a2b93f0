"""How the work grew, and how much of it is done: tasks over time."""

from gov.metrics.task_status import COMPLETION
from gov.metrics.trends import Point, Reading
from gov_dashboards.card import Card, Subject
from gov_dashboards.numbers import Drawn, Frame, line_chart
from gov_dashboards.wording import counted, verb

ORDER = 22
ID = "gov-burn-up"
LEAD = "All tasks and those that are done, after each day on which a commit changed an item."
DRAWN = (Drawn("All", "all", "none"), Drawn("Done", "done", "done"))


def card(subject: Subject) -> Card:
    """Draw both lines from what git saw."""
    readings = tuple(map(_both, subject.course.told)) if subject.course is not None else ()
    title = _finding(readings)
    chart = line_chart(subject, Frame(ID, title, "Tasks, latest first"), readings, DRAWN, "count")
    unknown = subject.no_past if subject.course is None else "A burn-up needs two days with commits."
    return Card(ID, title, LEAD, None, chart, COMPLETION, unknown="" if chart else unknown)


def _both(reading: Reading) -> Reading:
    """How many tasks there were, and how many of them were done."""
    point = reading.points.get("task_completion", Point(None, None, None))
    done, whole = point.part or 0, point.whole or 0
    return reading._replace(points={"done": Point(done, done, whole), "all": Point(whole, whole, None)})


def _finding(readings: tuple[Reading, ...]) -> str:
    if len(readings) < 2:  # noqa: PLR2004 - as above
        return "How the work grew is not known yet"
    first, last = readings[0].points, readings[-1].points
    done = (last["done"].part or 0) - (first["done"].part or 0)
    grown = (last["all"].part or 0) - (first["all"].part or 0)
    day = readings[0].commit.when.date()
    what = "added" if grown > 0 else "removed"
    more = f"{counted(abs(grown), 'task')} {verb(abs(grown), 'was', 'were')} {what}"
    said = f"{counted(done, 'task')} {verb(done, 'was', 'were')} completed since {day}" if done >= 0 else (
        f"{counted(-done, 'task')} fewer {verb(-done, 'is', 'are')} completed than on {day}"
    )  # fmt: skip
    return f"{said}; {more}" if grown else said
