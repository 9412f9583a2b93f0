"""What is wrong now, by family of rules."""

from gov.metrics.metric import Metric
from gov.metrics.named.findings import FINDINGS, RULES, SET_ASIDE
from gov_dashboards.card import Card, Subject
from gov_dashboards.explaining import explain
from gov_dashboards.numbers import Frame, Named, bar_chart, table_of, tile
from gov_dashboards.parts import Action
from gov_dashboards.wording import counted

ORDER = 42
ID = "gov-findings"
LEAD = "Findings of each family that has any, and families none of whose rules was run."
SEVERITIES = ("error", "warning", "info")
NOT_COUNTED = "Findings were not counted."


def card(subject: Subject) -> Card:
    """Draw one bar a family; those that found nothing are in order, and left out."""
    found = subject.all_of(FINDINGS.name)
    also = (SET_ASIDE, RULES)
    if not found or found[0].part is None:
        why = found[0].unknown if found else NOT_COUNTED
        return Card(ID, "What is wrong is not known", LEAD, None, None, FINDINGS, also=also, unknown=why)
    total = found[0].part or 0
    severities = [subject.metrics[f"{FINDINGS.name}.{name}"].part or 0 for name in SEVERITIES]
    told = ", ".join(
        counted(number, name) for number, name in zip(severities, ("error", "warning", "note"), strict=True)
    )
    families = [one for one in found[1:] if _family(one) not in SEVERITIES]
    silent = [one for one in families if one.part is None]
    title = f"{counted(total, 'finding')}: {told}" if total else "No rule found anything"
    if silent:
        title += f"; {counted(len(silent), 'family', 'families')} not run"
    named = tuple(Named(_family(one), one, "warning") for one in families if one.part or one.part is None)
    frame = Frame(ID, title, "Findings by family")
    return Card(
        ID, title, LEAD, tile(subject, FINDINGS.name, "Findings", ID, told),
        bar_chart(subject, frame, named, "Where") if total else None,
        FINDINGS, f"{counted(len(families), 'family', 'families')} of rules found none.", also,
        explained=(
            *explain(subject, (FINDINGS.name, SET_ASIDE.name), "findings"),
            *explain(subject, (RULES.name,), "rules"),
        ),
        links=(Action("All findings", subject.page("findings")),),
        table=table_of(subject, frame, named, "Why not") if named else None,
        empty_title="Nothing found",
    )  # fmt: skip


def _family(metric: Metric) -> str:
    return metric.name.partition(".")[2]
