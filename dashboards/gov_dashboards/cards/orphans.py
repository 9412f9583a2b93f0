"""What was accepted and nobody works on."""

from dataclasses import replace

from gov.metrics.metric import Metric
from gov.metrics.named.implementation import ORPHANS
from gov_dashboards.card import Card, Subject
from gov_dashboards.explaining import explain
from gov_dashboards.numbers import Frame, Named, bar_chart, tile
from gov_dashboards.parts import Action
from gov_dashboards.wording import counted, verb

ORDER = 34
ID = "gov-orphans"
LEAD = "Accepted items that nothing implements, by kind."
EMPTY = "Accepted plan items and specifications belong here, and what implements them."


def card(subject: Subject) -> Card:
    """Draw one bar a kind that has any."""
    found = subject.metrics.get(ORPHANS.name)
    links = (Action("All orphans, and what would cure each", subject.page("orphans")),)
    if found is None or not found.whole:
        return Card(ID, "No item is accepted that others would implement", LEAD, None, None, ORPHANS, EMPTY)
    lost = found.part or 0
    title = (
        f"{lost} of {counted(found.whole, 'accepted item')} {verb(lost, 'is', 'are')} implemented by nothing"
        if lost
        else f"All {counted(found.whole, 'accepted item')} are implemented by something"
    )
    chart = bar_chart(
        subject,
        Frame(ID, title, "Orphans by kind"),
        tuple(Named(name, one, "warning") for name, one in _kinds(subject, found)),
        "Orphans",
    )
    made_of = f"of {counted(found.whole, 'accepted item')}"
    return Card(
        ID, title, LEAD, tile(subject, ORPHANS.name, "Orphans", ID, made_of), chart, ORPHANS,
        explained=explain(subject, (ORPHANS.name,), "orphans"), links=links,
    )  # fmt: skip


def _kinds(subject: Subject, found: Metric) -> list[tuple[str, Metric]]:
    """The same number of each kind."""
    items = subject.project.graph.items
    kinds = dict.fromkeys(items[name].kind for name in (*found.counted, *found.others))
    ordered = [kind for kind in subject.project.configuration.kinds if kind in kinds]

    def of(kind: str) -> Metric:
        inside, others = (
            tuple(name for name in names if items[name].kind == kind)
            for names in (found.counted, found.others)
        )
        whole = len(inside) + len(others)
        return replace(found, part=len(inside), whole=whole, counted=inside, others=others)

    return [(_plural(subject.project.noun(kind)), of(kind)) for kind in ordered]


def _plural(noun: str) -> str:
    return f"{noun[:1].upper()}{noun[1:]}s"
