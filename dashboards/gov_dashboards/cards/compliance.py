"""How far the project keeps each principle of its constitution."""

from gov.metrics import Compliance, PrincipleCompliance, compliance
from gov_dashboards.card import Card, Subject
from gov_dashboards.charts import Bar, Chart, bars
from gov_dashboards.explaining import explain
from gov_dashboards.parts import Cell, Column, Table, Tile
from gov_dashboards.wording import counted, part_verb, verb

ORDER = 10
ID = "gov-compliance"

COLUMNS = (
    Column("principle", "Principle"),
    Column("title", "Title"),
    Column("compliance", "Compliance", numeric=True),
    Column("open", "With findings", wide=True),
)


def card(subject: Subject) -> Card:
    """Count and draw."""
    return draw(compliance(subject.project, subject.findings), subject)


def draw(measured: Compliance, subject: Subject) -> Card:
    """Draw one bar a principle, and name what keeps each from being whole."""
    share = measured.total
    tile = Tile(
        "Compliance",
        "–" if share.percent is None else f"{share.percent} %",
        f"{share.part} of {share.whole} items follow a principle without findings"
        if share.whole
        else "no items",
        f"#{ID}",
        share.part,
        share.whole,
    )
    title = finding(measured)
    lead = "For each principle: of the items that lead up to it, those without an open error or warning."
    if not measured.principles:
        return Card(ID, title, lead, tile, None, measured.definition, EMPTY)
    figure, height = bars([_bar(one) for one in measured.principles], "percent")
    table = Table(
        f"{ID}-table",
        "Compliance by principle",
        COLUMNS,
        tuple(_row(one, subject) for one in measured.principles),
        filterable=False,
    )
    chart = Chart(f"{ID}-chart", title, figure, height, table, subject.source, f"{ID}-title")
    return Card(
        ID, title, lead, subject.with_past(tile, "compliance"), chart, measured.definition,
        explained=explain(subject, ("compliance",)),
    )  # fmt: skip


EMPTY = "Principles belong here: headings such as “CONST-P1: Title” in a constitution document."


def finding(measured: Compliance) -> str:
    """Say in a sentence what the chart shows."""
    cited = [one for one in measured.principles if one.share.whole]
    kept = [one for one in cited if one.share.is_complete]
    silent = len(measured.principles) - len(cited)
    if not measured.principles:
        return "No document declares a principle"
    if not cited:
        return f"Nothing leads up to {counted(silent, 'declared principle')} yet"
    tail = f"; {silent} {verb(silent, 'is', 'are')} not cited" if silent else ""
    if len(kept) == len(cited):
        return f"Everything that leads up to {counted(len(cited), 'principle')} is in order{tail}"
    lowest = min(cited, key=lambda one: (one.share.percent or 0, measured.principles.index(one)))
    return (
        f"{len(kept)} of {counted(len(cited), 'cited principle')} "
        f"{part_verb(len(kept), len(cited), 'is', 'are')} fully kept; "
        f"{lowest.id} is lowest at {lowest.share.percent} %{tail}"
    )


def _bar(one: PrincipleCompliance) -> Bar:
    if one.share.percent is None:
        return Bar(one.id, 0.0, "not cited", f"{one.title}: nothing leads up to it", "none")
    return Bar(one.id, float(one.share.percent), f"{one.share.percent} %", f"{one.title}: {one.share}")


def _row(one: PrincipleCompliance, subject: Subject) -> tuple[Cell, ...]:
    counted_as = "not cited" if one.share.percent is None else str(one.share)
    return (
        Cell(value=one.id, chips=(subject.chip(one.id),)),
        Cell(one.title),
        Cell(counted_as, value=str(-1 if one.share.percent is None else one.share.percent)),
        subject.cell(one.failing),
    )
