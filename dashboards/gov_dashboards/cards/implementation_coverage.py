"""How much of what was agreed is carried out by something."""

from gov.metrics.named.implementation import COVERAGE
from gov_dashboards.card import Card, Subject
from gov_dashboards.explaining import explain
from gov_dashboards.numbers import Frame, Named, bar_chart, tile
from gov_dashboards.wording import counted, verb

ORDER = 32
ID = "gov-implementation-coverage"
LEAD = "Principles, plan items and specifications that something below them refers to."
EMPTY = "What was agreed belongs here: principles, plan items and specifications."


def card(subject: Subject) -> Card:
    """Draw one bar a kind."""
    found = subject.all_of(COVERAGE.name)
    if not found or found[0].part is None:
        return Card(ID, "Nothing is declared that could be implemented", LEAD, None, None, COVERAGE, EMPTY)
    total = found[0]
    part, whole = total.part or 0, total.whole or 0
    missing = whole - part
    title = (
        f"All {counted(whole, 'item')} that others implement are implemented"
        if not missing
        else f"Nothing implements {missing} of {counted(whole, 'item')}"
    )
    named = tuple(Named(_kind(one.title), one) for one in found[1:])
    chart = bar_chart(
        subject, Frame(ID, title, "Items that something implements, by kind"), named, "Implemented by nothing"
    )
    made_of = f"{part} of {counted(whole, 'item')} {verb(part, 'has', 'have')} something below"
    return Card(
        ID, title, LEAD, tile(subject, COVERAGE.name, "Implemented", ID, made_of), chart, COVERAGE,
        explained=explain(subject, (COVERAGE.name,), "orphans"),
    )  # fmt: skip


def _kind(title: str) -> str:
    noun = title.partition(": ")[2]
    return f"{noun[:1].upper()}{noun[1:]}s"
