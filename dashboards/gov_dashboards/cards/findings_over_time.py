"""Whether findings become fewer: each family over time."""

from collections.abc import Iterator

from gov.metrics.named.findings import FINDINGS
from gov.metrics.trends import Point, Reading
from gov_dashboards.card import Card, Subject
from gov_dashboards.charts import MARKS
from gov_dashboards.numbers import Drawn, Frame, line_chart
from gov_dashboards.parts import Group
from gov_dashboards.wording import counted

ORDER = 44
ID = "gov-findings-over-time"
LEAD = (
    "Findings of each family in the project as it was after the last commit of a day, or of a week where "
    "there are many, by the rules of today and without the reports of other tools."
)
EMPTY = "At none of these commits would the rules of today have found anything."
REST = "rest"
GROUPS: tuple[Group, ...] = ("running", "warning", "blocked", "done", "none", "none")
SEVERITIES = ("error", "warning", "info")


def card(subject: Subject) -> Card:
    """Draw the families that found most; the others together are one more line."""
    course = subject.course
    readings = course.judged if course is not None else ()
    most: dict[str, int] = {}
    for reading in readings:
        for name, value in _families(reading):
            most[name] = max(most.get(name, 0), value)
    ever = sorted((name for name in most if most[name]), key=lambda name: (-most[name], name))
    shown = ever if len(ever) <= len(MARKS) else ever[: len(MARKS) - 1]
    rest = frozenset(ever) - frozenset(shown)
    drawn = [Drawn(name.partition(".")[2], name, GROUPS[at]) for at, name in enumerate(shown)]
    if rest:
        drawn.append(Drawn("Others", REST, GROUPS[-1]))
        readings = tuple(_with_rest(reading, rest) for reading in readings)
    title = _finding(readings)
    chart = (
        line_chart(subject, Frame(ID, title, "Findings by family, latest first"), readings, drawn, "count")
        if drawn
        else None
    )
    unknown = "" if chart else _unknown(subject, readings)
    return Card(ID, title, LEAD, None, chart, FINDINGS, EMPTY, unknown=unknown, empty_title="Nothing found")


def _unknown(subject: Subject, readings: tuple[Reading, ...]) -> str:
    """Why nobody knows; nothing where there was none to be found."""
    if subject.course is None:
        return subject.no_past
    if len(readings) < 2:  # noqa: PLR2004 - a trend has two ends
        why = subject.course.unjudged or "it takes two commits on different days"
        return f"There is no trend yet: {why}."
    return ""


def _families(reading: Reading) -> Iterator[tuple[str, int]]:
    for name, point in reading.points.items():
        metric, _, which = name.partition(".")
        if metric == FINDINGS.name and which and which not in SEVERITIES and point.value is not None:
            yield name, point.value


def _with_rest(reading: Reading, rest: frozenset[str]) -> Reading:
    number = sum(value for name, value in _families(reading) if name in rest)
    return reading._replace(points={**reading.points, REST: Point(number, number, None)})


def _finding(readings: tuple[Reading, ...]) -> str:
    known = [one for one in readings if FINDINGS.name in one.points]
    if len(known) < 2:  # noqa: PLR2004 - a trend has two ends
        return "How findings came and went is not known yet"
    first, last = (one.points[FINDINGS.name].value or 0 for one in (known[0], known[-1]))
    day, now = known[0].commit.when.date(), known[-1].commit.when.date()
    if not first and not last:
        return f"No findings on {now}, and none on {day}"
    if first == last:
        return f"{counted(last, 'finding')} on {now}, as many as on {day}"
    return f"{counted(last, 'finding')} on {now}, {'up' if last > first else 'down'} from {first} on {day}"
