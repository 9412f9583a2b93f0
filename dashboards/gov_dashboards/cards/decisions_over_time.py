"""How decisions came and were taken: each status over time."""

from gov.metrics.named.decisions import BY_STATUS
from gov_dashboards.card import Card, Subject
from gov_dashboards.charts import MARKS
from gov_dashboards.numbers import Drawn, Frame, line_chart
from gov_dashboards.status import group_of
from gov_dashboards.wording import counted, verb

ORDER = 38
ID = "gov-decisions-over-time"
KIND = "decision"
LEAD = "Decisions of each status, after each day on which a commit changed an item."


def card(subject: Subject) -> Card:
    """Draw one line a status that any decision ever had; of very many the most frequent."""
    course = subject.course
    readings = course.told if course is not None else ()
    names = {name for one in readings for name in one.points if name.startswith(f"{BY_STATUS.name}.")}
    held = {name: [one.points[name].value or 0 for one in readings if name in one.points] for name in names}
    most = {name: max(values) for name, values in held.items()}
    ever = sorted((name for name in names if most[name]), key=lambda name: (-most[name], name))[: len(MARKS)]
    kinds = subject.project.configuration.kinds
    phases = kinds[KIND].statuses if KIND in kinds else {}
    drawn = [
        Drawn(status, name, group_of(phases.get(status)))
        for name in ever if (status := name.partition(".")[2])
    ]  # fmt: skip
    title = "How decisions came about is not known yet"
    if len(readings) > 1 and ever:
        last = readings[-1].points
        now = sum(last[name].value or 0 for name in names if name in last)
        then = sum(one.value or 0 for name, one in readings[0].points.items() if name in names)
        day = readings[0].commit.when.date()
        came = now - then
        title = (
            f"{counted(came, 'decision')} {verb(came, 'was', 'were')} added since {day}"
            if came > 0
            else f"No decision was added since {day}"
        )
    chart = (
        line_chart(subject, Frame(ID, title, "Decisions by status, latest first"), readings, drawn, "count")
        if drawn
        else None
    )
    unknown = subject.no_past if course is None else "It takes a decision, and two days with commits."
    return Card(ID, title, LEAD, None, chart, BY_STATUS, unknown="" if chart else unknown)
