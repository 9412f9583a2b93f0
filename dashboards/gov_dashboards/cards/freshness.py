"""Whether documents are looked at, and tasks move."""

from dataclasses import replace

from gov.metrics.metric import Metric
from gov.metrics.named.freshness import AGE, REVIEWS, STALLED
from gov_dashboards.card import Card, Subject
from gov_dashboards.explaining import explain
from gov_dashboards.numbers import Frame, Named, bar_chart, tile
from gov_dashboards.parts import Tile
from gov_dashboards.wording import counted, part_verb, verb

ORDER = 39
ID = "gov-freshness"
LEAD = (
    "Reviews that are not overdue, tasks in progress to which something happened of late, and how old "
    "documents are."
)
NAMES = (REVIEWS.name, STALLED.name, AGE.name)
NOT_COUNTED = "Freshness was not counted."


def card(subject: Subject) -> Card:
    """Draw what is fresh out of all; ages stand in the tile and below."""
    if any(name not in subject.metrics for name in NAMES):
        return Card(ID, "How fresh the documents are is not known", LEAD, None, None, REVIEWS,
                    also=(STALLED, AGE), unknown=NOT_COUNTED)  # fmt: skip
    reviews, stalled, age = (subject.metrics[name] for name in NAMES)
    title = "; ".join((_of_reviews(reviews), _of_tasks(stalled)))
    title = title[:1].upper() + title[1:]
    chart = bar_chart(
        subject, Frame(ID, title, "Reviews and tasks in progress"),
        (Named("Reviews in time", reviews), Named("Tasks that move", _moving(stalled), "running")),
        "Which are not",
    )  # fmt: skip
    median = f"the median of {counted(len(age.counted), 'document')}"
    shown = (
        tile(subject, AGE.name, "Age of documents", ID, median)
        if age.part is not None else Tile("Age of documents", "Unknown", age.unknown, f"#{ID}")
    )  # fmt: skip
    return Card(
        ID, title, LEAD, shown, chart, REVIEWS, also=(STALLED, AGE), explained=explain(subject, NAMES)
    )


def _moving(stalled: Metric) -> Metric:
    """The rest of the tasks in progress, as a share."""
    if stalled.part is None:
        return stalled
    made = Metric.share(STALLED, stalled.others, stalled.counted)
    return replace(made, unknown="no task is in progress") if made.part is None else made


def _of_reviews(reviews: Metric) -> str:
    if reviews.part is None:
        return "whether reviews are overdue is not known"
    late = len(reviews.others)
    whole = counted(reviews.whole or 0, "review")
    return f"{late} of {whole} {verb(late, 'is', 'are')} overdue" if late else f"none of {whole} is overdue"


def _of_tasks(stalled: Metric) -> str:
    if stalled.part is None:
        return "which tasks stand still is not known"
    if not stalled.whole:
        return "no task is in progress"
    return (
        f"{stalled.part} of {counted(stalled.whole, 'task')} in progress "
        f"{part_verb(stalled.part, stalled.whole, 'stands', 'stand')} still"
    )
