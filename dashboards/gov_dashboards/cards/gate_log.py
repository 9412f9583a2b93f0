"""What the gate let in without a task, and what became of it."""

from collections.abc import Sequence

from gov.change.log import LogEntry
from gov.metrics import GateLog, LogCount, ReasonCount
from gov.metrics.gate_log import DEFINITIONS
from gov.text import printable
from gov_dashboards.card import NAMED, Card, Subject
from gov_dashboards.charts import Bar, Chart, bars
from gov_dashboards.parts import Action, Badge, Cell, Column, Group, Table, Tile
from gov_dashboards.wording import counted, verb

ORDER = 40
ID = "gov-gate-log"
TITLE = "Exemptions and overrides"
LEAD = "Changes that the gate let in without a task, and how far overrides have been followed up."
# Enough to know a reason by; the log has all of it.
LONGEST_REASON = 80
SHORT = 7

COLUMNS = (
    Column("what", "What"),
    Column("count", "Count", numeric=True),
    Column("changes", "Changes"),
    Column("follow-up", "Follow-up"),
    Column("reasons", "Reasons", wide=True),
)
REASONS = {
    "bot": "Exempt bots",
    "merge": "Exempt merges",
    "revert": "Exempt reverts",
    "paths": "Exempt paths",
}
WHY = {
    "bot": "a bot by its host's word",
    "merge": "merges that bring nothing of their own",
    "revert": "takes back whole commits, and nothing else",
    "paths": "every changed file is exempt",
}


def card(subject: Subject) -> Card:
    """Count and draw; without a log say so, since nothing logged is not nothing let in."""
    if subject.gate_log is not None:
        return draw(subject.gate_log, subject)
    name = subject.project.configuration.change.log
    empty = f"{printable(name)} is not there yet: {WRITTEN}" if name else NO_LOG
    return Card(ID, TITLE, LEAD, None, None, DEFINITIONS[0], empty, DEFINITIONS[1:])


WRITTEN = "“gov pr --log” writes it."
NO_LOG = f"A log belongs here: name it under [change] log in the configuration; {WRITTEN}"
EMPTY = "Exemptions and overrides belong here, as “gov pr --log” adds them to the log. It holds none so far."


def draw(measured: GateLog, subject: Subject) -> Card:
    """Draw one bar for each reason of an exemption, then one for each number of overrides."""
    exempt, overridden = measured.exempt.share.part, measured.overridden.share.part
    tile = Tile(
        "Let in without a task",
        str(measured.whole),
        f"{exempt} exempt, {overridden} overridden; "
        f"{counted(measured.owed.share.part, 'follow-up')} not done in time",
        f"#{ID}",
    )
    title = finding(measured)
    if not measured.whole:
        return Card(ID, title, LEAD, tile, None, DEFINITIONS[0], EMPTY, DEFINITIONS[1:])
    rows = [_Row.of_reason(one, measured) for one in measured.reasons if one.kind == "exempt"]
    if overridden:
        rows += [
            _Row.of_count("Overrides running", measured.running, "running"),
            _Row.of_count("Overrides ended", measured.ended, "none"),
            _Row.of_count("Follow-up done", measured.followed_up, "done"),
            _Row.of_count("Follow-up overdue", measured.owed, "warning"),
        ]
    figure, height = bars([row.bar for row in rows], "count")
    table = Table(f"{ID}-table", TITLE, COLUMNS, tuple(row.cells(subject) for row in rows), filterable=False)
    source = f"{subject.source}, and {printable(subject.project.configuration.change.log)}"
    chart = Chart(f"{ID}-chart", title, figure, height, table, source, f"{ID}-title")
    links = (Action("Every exemption and override, one by one", subject.page("gate")),)
    return Card(ID, title, LEAD, tile, chart, DEFINITIONS[0], also=DEFINITIONS[1:], links=links)


def finding(measured: GateLog) -> str:
    """Say in a sentence what the chart shows: first what somebody has to do something about."""
    if not measured.whole:
        return "No change was let in without a task"
    overrides, owed = measured.overridden.share.part, measured.owed.share.part
    exempt = measured.exempt.share.part
    exemptions = f"{counted(exempt, 'change')} {verb(exempt, 'was', 'were')} exempt"
    if owed:
        return (
            f"{owed} of {counted(overrides, 'override')} {verb(owed, 'has', 'have')} run out, "
            "and the follow-up is not done"
        )
    if not overrides:
        return f"{exemptions}, and none was overridden"
    running = measured.running.share.part
    if running:
        return f"{running} of {counted(overrides, 'override')} still {verb(running, 'runs', 'run')}"
    followed = "all that was overridden is followed up"
    return f"{exemptions}; {followed}" if exempt else f"{followed[:1].upper()}{followed[1:]}"


class _Row:
    """One bar of the chart, and the same as a row of its table."""

    def __init__(self, name: str, group: Group, whole: int, entries: Sequence[LogEntry]) -> None:
        self.name, self.group, self.entries = name, group, entries
        self.label = f"{len(entries)} of {whole}"

    @classmethod
    def of_reason(cls, one: ReasonCount, measured: GateLog) -> "_Row":
        return cls(REASONS.get(one.reason, printable(one.reason)), "none", measured.whole, one.entries)

    @classmethod
    def of_count(cls, name: str, one: LogCount, group: Group) -> "_Row":
        return cls(name, group, one.share.whole, one.entries)

    @property
    def bar(self) -> Bar:
        return Bar(self.name, float(len(self.entries)), self.label, self.label, self.group)

    def cells(self, subject: Subject) -> tuple[Cell, ...]:
        """The row; what people wrote is on one line, and each of it not long."""
        tasks = tuple(dict.fromkeys(entry.follow_up for entry in self.entries if entry.follow_up))
        said = dict.fromkeys(map(_reason, self.entries))
        return (
            Cell(value=self.name, badge=Badge(self.name, self.group)),
            Cell(self.label, value=str(len(self.entries))),
            Cell(_listed([_change(entry) for entry in self.entries]) or "none"),
            subject.cell(tasks),
            Cell(_listed(list(said)) or "none"),
        )


def _change(entry: LogEntry) -> str:
    """A change by its number, and of a range of commits by the last of them."""
    return f"{entry.host} {entry.head[:SHORT] if entry.number is None else f'#{entry.number}'}"


def _reason(entry: LogEntry) -> str:
    """Why an exemption holds, in our words; of an override the words of its author, quoted."""
    if entry.kind == "exempt":
        return WHY.get(entry.reason, printable(entry.reason))
    text = printable(entry.reason)
    return f"“{text if len(text) <= LONGEST_REASON else f'{text[:LONGEST_REASON]}…'}”"


def _listed(texts: list[str]) -> str:
    """Texts in a cell; of very many, the first and how many more."""
    more = len(texts) - NAMED
    return ", ".join(texts[:NAMED]) + (f" and {more} more" if more > 0 else "")
