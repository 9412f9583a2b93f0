"""How far the work has come."""

from dataclasses import replace

from gov.metrics import StatusCount, TasksByStatus, tasks_by_status
from gov.metrics.task_status import COMPLETION, DEFINITION
from gov.metrics.ticked_criteria import DEFINITION as CRITERIA
from gov_dashboards.card import Card, Subject
from gov_dashboards.charts import Bar, Chart, bars
from gov_dashboards.explaining import explain
from gov_dashboards.parts import Badge, Cell, Column, Table, Tile
from gov_dashboards.status import group_of
from gov_dashboards.wording import counted, verb

ORDER = 20
ID = "gov-tasks-by-status"
# A single task that waits is no pattern worth a headline.
BOTTLENECK = 2
ALSO = (DEFINITION, CRITERIA)

COLUMNS = (
    Column("status", "Status"),
    Column("count", "Tasks", numeric=True),
    Column("tasks", "Which", wide=True),
)


def card(subject: Subject) -> Card:
    """Count and draw."""
    return draw(tasks_by_status(subject.project), subject)


def draw(measured: TasksByStatus, subject: Subject) -> Card:
    """Draw one bar a status, and name its tasks."""
    done = measured.done
    tile = Tile(
        "Tasks completed",
        f"{done.part}" if done.whole else "–",
        f"of {counted(done.whole, 'task')}; criteria ticked: {measured.criteria}"
        if done.whole
        else "no tasks",
        f"#{ID}",
        done.part,
        done.whole,
    )
    title = finding(measured)
    lead = "Each task under the status that its document gives it."
    if not done.whole:
        return Card(ID, title, lead, tile, None, COMPLETION, EMPTY, ALSO)
    figure, height = bars([_bar(one, done.whole) for one in measured.statuses], "count")
    table = Table(
        f"{ID}-table",
        "Tasks by status",
        COLUMNS,
        tuple(_row(one, done.whole, subject) for one in measured.statuses),
        filterable=False,
    )
    chart = Chart(f"{ID}-chart", title, figure, height, table, subject.source, f"{ID}-title")
    return Card(
        ID, title, lead, _with_past(tile, subject), chart, COMPLETION, also=ALSO,
        explained=explain(subject, ("task_completion",)),
    )  # fmt: skip


def _with_past(tile: Tile, subject: Subject) -> Tile:
    """The tile says how many are done; its line and its trend are those of the share."""
    moved = subject.with_past(tile, "task_completion")
    return replace(tile, points=moved.points, trend=moved.trend)


EMPTY = "Tasks belong here: headings such as “TASK-001 Title” with a Status, References and criteria."


def finding(measured: TasksByStatus) -> str:
    """Say in a sentence what the chart shows, and what holds the rest up where that is one task."""
    done = measured.done
    if not done.whole:
        return "No document declares a task"
    if done.is_complete:
        return (
            f"All {counted(done.whole, 'task')} are completed"
            if done.whole > 1
            else "The only task is completed"
        )
    how_far = f"{done.part} of {counted(done.whole, 'task')} {verb(done.part, 'is', 'are')} completed"
    if measured.waited_for and len(measured.waiting) >= BOTTLENECK:
        return f"{how_far}; {len(measured.waiting)} wait for {measured.waited_for}"
    return how_far


def _bar(one: StatusCount, whole: int) -> Bar:
    label = f"{len(one.tasks)} of {whole}"
    return Bar(one.status, float(len(one.tasks)), label, label, group_of(one.phase))


def _row(one: StatusCount, whole: int, subject: Subject) -> tuple[Cell, ...]:
    return (
        Cell(value=one.status, badge=Badge(one.status, group_of(one.phase))),
        Cell(f"{len(one.tasks)} of {whole}", value=str(len(one.tasks))),
        subject.cell(one.tasks),
    )
