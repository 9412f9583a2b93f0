"""Whether the project is getting better: its shares, week after week."""

from gov.metrics.principle_compliance import DEFINITION
from gov.metrics.task_status import COMPLETION
from gov.metrics.ticked_criteria import DEFINITION as CRITERIA
from gov.metrics.traceability import DEFINITION as TRACED
from gov_dashboards.card import Card, Subject
from gov_dashboards.numbers import Drawn, Frame, line_chart

ORDER = 5
ID = "gov-shares-over-time"
LEAD = (
    "The project as it was after the last commit of a day, or of a week where there are many, "
    "judged by the rules of today and without the reports of other tools."
)
DRAWN = (
    Drawn("Compliance", "compliance", "running"),
    Drawn("Traced", "traceability_coverage", "warning"),
    Drawn("Implemented", "implementation_coverage", "blocked"),
    Drawn("Tasks done", "task_completion", "done"),
    Drawn("Criteria", "criteria_ticked", "none"),
)
UNCHANGED = "a trend needs two commits on different days"


def card(subject: Subject) -> Card:
    """Draw what samples of the past tell."""
    course = subject.course
    readings = course.judged if course is not None else ()
    title = _finding(subject)
    chart = line_chart(subject, Frame(ID, title, "Shares, latest first"), readings, DRAWN, "percent")
    unknown = subject.no_past if course is None else f"There is no trend yet: {course.unjudged or UNCHANGED}."
    return Card(
        ID, title, LEAD, None, chart, DEFINITION, also=(TRACED, COMPLETION, CRITERIA),
        unknown="" if chart else unknown,
    )  # fmt: skip


def _finding(subject: Subject) -> str:
    readings = subject.readings("compliance")
    if len(readings) < 2:  # noqa: PLR2004 - a trend has two ends
        return "How compliance, coverage and completion move is not known yet"
    first, last = readings[0].points["compliance"].value or 0, readings[-1].points["compliance"].value or 0
    day = readings[0].commit.when.date()
    if first == last:
        return f"Compliance is at {last} %, as it was on {day}"
    return f"Compliance {'rose' if last > first else 'fell'} from {first} % to {last} % since {day}"
