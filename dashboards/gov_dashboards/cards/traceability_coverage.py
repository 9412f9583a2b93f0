"""How much of the work can be led back to a principle."""

from gov.metrics import KindCoverage, TraceabilityCoverage, traceability_coverage
from gov_dashboards.card import Card, Subject
from gov_dashboards.charts import Bar, Chart, bars
from gov_dashboards.explaining import explain
from gov_dashboards.parts import Cell, Column, Table, Tile
from gov_dashboards.wording import counted, verb

ORDER = 30
ID = "gov-traceability-coverage"

COLUMNS = (
    Column("kind", "Kind"),
    Column("traced", "Lead up to a principle", numeric=True),
    Column("untraced", "Lead nowhere", wide=True),
)


def card(subject: Subject) -> Card:
    """Count and draw."""
    return draw(traceability_coverage(subject.project), subject)


def draw(measured: TraceabilityCoverage, subject: Subject) -> Card:
    """Draw one bar a kind, and name the items that lead nowhere."""
    share = measured.total
    tile = Tile(
        "Traceability",
        "–" if share.percent is None else f"{share.percent} %",
        f"{share.part} of {share.whole} items lead up to a principle" if share.whole else "no items",
        f"#{ID}",
        share.part,
        share.whole,
    )
    title = finding(measured)
    lead = "Plan items, specifications, tasks and decisions from which references lead up to a principle."
    if not share.whole:
        return Card(ID, title, lead, tile, None, measured.definition, EMPTY)
    figure, height = bars([_bar(one) for one in measured.kinds], "percent")
    table = Table(
        f"{ID}-table",
        "Items that lead up to a principle, by kind",
        COLUMNS,
        tuple(_row(one, subject) for one in measured.kinds),
        filterable=False,
    )
    chart = Chart(f"{ID}-chart", title, figure, height, table, subject.source, f"{ID}-title")
    return Card(
        ID, title, lead, subject.with_past(tile, "traceability_coverage"), chart, measured.definition,
        explained=explain(subject, ("traceability_coverage",)),
    )  # fmt: skip


EMPTY = "Plan items, specifications, tasks and decisions belong here, each with its References."


def finding(measured: TraceabilityCoverage) -> str:
    """Say in a sentence what the chart shows."""
    share = measured.total
    if not share.whole:
        return "No document declares an item that could be traced"
    if share.is_complete:
        return f"All {counted(share.whole, 'item')} lead up to a principle"
    missing = share.whole - share.part
    return f"{missing} of {counted(share.whole, 'item')} {verb(missing, 'leads', 'lead')} up to no principle"


def _bar(one: KindCoverage) -> Bar:
    return Bar(_name(one), float(one.share.percent or 0), f"{one.share.percent or 0} %", str(one.share))


def _row(one: KindCoverage, subject: Subject) -> tuple[Cell, ...]:
    return (
        Cell(_name(one)),
        Cell(str(one.share), value=str(one.share.percent or 0)),
        subject.cell(one.untraced),
    )


def _name(one: KindCoverage) -> str:
    return f"{one.noun[:1].upper()}{one.noun[1:]}s"
