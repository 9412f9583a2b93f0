"""How many decisions stand where, and how long it took to take them."""

from gov.metrics.metric import Metric
from gov.metrics.named.decisions import BY_STATUS, LEAD_TIME
from gov_dashboards.card import Card, Subject
from gov_dashboards.explaining import explain
from gov_dashboards.numbers import Frame, Named, bar_chart, tile
from gov_dashboards.parts import Action, Tile
from gov_dashboards.status import group_of
from gov_dashboards.wording import counted, verb

ORDER = 36
ID = "gov-decisions"
KIND = "decision"
LEAD = "Each decision under its status, and the days from proposed to accepted."
EMPTY = "Decisions belong here: files such as adr/0001-keep-logs.md with a Status."


def card(subject: Subject) -> Card:
    """Draw one bar a status that any decision has."""
    found = [one for one in subject.all_of(BY_STATUS.name) if one.part]
    kinds, lead_time = subject.project.configuration.kinds, subject.metrics.get(LEAD_TIME.name)
    if not found or lead_time is None or KIND not in kinds:
        return Card(ID, "No document declares a decision", LEAD, None, None, BY_STATUS, EMPTY, (LEAD_TIME,))
    phases = kinds[KIND].statuses
    named = [(one.name.partition(".")[2], one) for one in found]
    accepted = sum(one.part or 0 for name, one in named if phases.get(name) == "done")
    whole = counted(found[0].whole or 0, "decision")
    title = f"{accepted} of {whole} {verb(accepted, 'is', 'are')} accepted; lead time {_took(subject)}"
    chart = bar_chart(
        subject,
        Frame(ID, title, "Decisions by status"),
        [Named(name, one, group_of(phases.get(name))) for name, one in named],
        "Which",
    )
    told = lead_time.part is not None
    shown = (
        tile(subject, LEAD_TIME.name, "Lead time of decisions", ID, _median(lead_time, whole))
        if told else Tile("Lead time of decisions", "Unknown", lead_time.unknown, f"#{ID}")
    )  # fmt: skip
    return Card(
        ID, title, LEAD, shown, chart, BY_STATUS, also=(LEAD_TIME,),
        explained=explain(subject, (LEAD_TIME.name,), "decisions"),
        links=(Action("Decisions on a line of time", subject.page("decisions")),),
    )  # fmt: skip


def _median(lead_time: Metric, whole: str) -> str:
    return f"the median of {len(lead_time.counted)} of {whole}"


def _took(subject: Subject) -> str:
    metric = subject.metrics[LEAD_TIME.name]
    return "is unknown" if metric.part is None else f"is {metric.part} {metric.sign}"
