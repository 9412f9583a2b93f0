"""Which of a team's alarms go off."""

from gov.metrics.alarms import Alarm, alarms
from gov.metrics.measure import Definition
from gov_dashboards.card import Card, Subject
from gov_dashboards.parts import Cell, Column, SeverityMark, Table, Tile
from gov_dashboards.wording import counted, verb

ORDER = 90
ID = "gov-alarms"
LEAD = "Each threshold that the configuration sets under [[alerts]], held against its number."
EMPTY = (
    "Alarms belong here: set thresholds under [[alerts]] in the configuration; “gov alerts” exits with 1 "
    "when one goes off."
)
ALARMS = Definition(
    name="alarms",
    title="Alarms",
    unit="alarms",
    numerator="those whose number is beyond the threshold",
    denominator="all that the configuration names",
    made_of="[[alerts]] of the configuration, and the numbers as they are",
    raised_by="numbers that get worse",
)
COLUMNS = (
    Column("metric", "Number"),
    Column("state", "State"),
    Column("when", "Goes off when"),
    Column("value", "Is", numeric=True),
    Column("message", "Message", wide=True),
)


def card(subject: Subject) -> Card:
    """List them; those that go off first."""
    found = alarms(subject.project.configuration, subject.metrics) if subject.metrics else ()
    if not found:
        return Card(ID, "No alarm is set", LEAD, None, None, ALARMS, EMPTY)
    fired = [one for one in found if one.state == "fired"]
    lost = [one for one in found if one.state == "not-run"]
    title = f"{len(fired)} of {counted(len(found), 'alarm')} {verb(len(fired), 'goes', 'go')} off"
    if lost:
        title += f"; of {len(lost)} nobody can tell"
    order = ("fired", "not-run", "quiet")
    rows = tuple(_row(one) for one in sorted(found, key=lambda one: order.index(one.state)))
    table = Table(f"{ID}-table", "Alarms", COLUMNS, rows, filterable=False)
    shown = Tile(
        "Alarms",
        str(len(fired)),
        f"of {len(found)} go off" + (f", {len(lost)} not run" if lost else ""),
        f"#{ID}",
    )
    return Card(ID, title, LEAD, shown, None, ALARMS, table=table)


def _row(alarm: Alarm) -> tuple[Cell, ...]:
    alert, metric = alarm.alert, alarm.metric
    marks: dict[str, SeverityMark] = {"fired": alert.severity, "not-run": "not-run"}
    return (
        Cell(metric.title if metric is not None else alert.metric),
        Cell("goes off" if alarm.state == "fired" else "", severity=marks[alarm.state])
        if alarm.state in marks else Cell("quiet"),
        Cell(alert.when),
        Cell("unknown") if metric is None or metric.value is None else Cell(str(metric), str(metric.value)),
        Cell(alarm.unknown or alert.message or "–"),
    )  # fmt: skip
