"""The numbers that a team has defined for itself."""

from gov.metrics.measure import Definition
from gov_dashboards.card import Card, Subject
from gov_dashboards.explaining import explain
from gov_dashboards.numbers import Frame, Named, bar_chart
from gov_dashboards.wording import counted

ORDER = 80
ID = "gov-own-numbers"
LEAD = "Each number that the configuration defines under [[metrics]]."
EMPTY = "Numbers of your own belong here: define them under [[metrics]] in the configuration."
OWN = Definition(
    name="own",
    title="Numbers of the project's own",
    unit="shares of items",
    numerator="items for which the conditions hold",
    denominator="all items of the kinds that are named",
    made_of="what the documents say of each item",
    raised_by="what its help says",
)


def card(subject: Subject) -> Card:
    """Draw one bar a number, in the order of the configuration."""
    written = subject.project.configuration.metrics
    found = [subject.metrics[one.name] for one in written if one.name in subject.metrics]
    if not found:
        return Card(ID, "No number of the project's own is defined", LEAD, None, None, OWN, EMPTY)
    lost = [one for one in found if one.value is None]
    title = f"{counted(len(found), 'number')} of the project's own"
    if len(found) == 1:
        title = f"{found[0].title}: {found[0]}"
    elif lost:
        title += f", {len(lost)} of them unknown"
    chart = bar_chart(
        subject,
        Frame(ID, title, "Numbers of the project’s own"),
        tuple(Named(one.title, one, "running") for one in found),
        "Not counted",
    )
    return Card(
        ID, title, LEAD, None, chart, found[0].definition,
        also=tuple(one.definition for one in found[1:]),
        explained=explain(subject, [one.name for one in found]),
    )  # fmt: skip
