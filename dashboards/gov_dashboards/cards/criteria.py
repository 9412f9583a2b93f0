"""How many acceptance criteria are ticked, and how many of those a test shows."""

from gov.metrics import shown_criteria, ticked_criteria
from gov_dashboards.card import Card, Subject
from gov_dashboards.explaining import explain
from gov_dashboards.numbers import Frame, Named, bar_chart, tile
from gov_dashboards.wording import counted, verb

ORDER = 25
ID = "gov-criteria"
LEAD = "Ticked criteria out of all, and out of those that are ticked the ones that a passing test shows."
NAMES = ("criteria_ticked", "criteria_shown")
EMPTY = "Acceptance criteria belong here: task lists such as “- [ ] A session ends” below a task."


def card(subject: Subject) -> Card:
    """Draw a bar for the tick and one for the proof."""
    ticked, shown = (subject.metrics.get(name) for name in NAMES)
    also = (shown_criteria.DEFINITION,)
    if ticked is None or shown is None or ticked.part is None:
        title = "No item has acceptance criteria"
        return Card(ID, title, LEAD, None, None, ticked_criteria.DEFINITION, EMPTY, also)
    if shown.part is None:
        proof = "which of them tests show is not known"
    else:
        proof = f"tests show {shown.part} of {counted(shown.whole or 0, 'ticked one')}"
    part, whole = ticked.part, counted(ticked.whole or 0, "criterion", "criteria")
    title = f"{part} of {whole} {verb(part, 'is', 'are')} ticked; {proof}"
    chart = bar_chart(
        subject,
        Frame(ID, title, "Criteria that are ticked, and that tests show"),
        (Named("Ticked", ticked, "running"), Named("Shown by tests", shown)),
        "Which do not",
    )
    made_of = f"{part} of {whole}" + (f"; shown by tests: {shown}" if shown.part is not None else "")
    return Card(
        ID, title, LEAD, tile(subject, "criteria_ticked", "Criteria ticked", ID, made_of), chart,
        ticked_criteria.DEFINITION, also=also, explained=explain(subject, NAMES),
    )  # fmt: skip
