"""The dashboard page: a verdict, one tile a number, one card a question."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from jinja2 import Environment
from markupsafe import Markup

from gov import discovery
from gov_dashboards import cards
from gov_dashboards.card import Card, Subject
from gov_dashboards.environment import environment
from gov_dashboards.wording import counted, verb

SHORT = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in `cards/`, or a module that another distribution names as `gov.cards`."""

    order: int
    name: str
    card: Callable[[Subject], Card]


def render_dashboard(subject: Subject, made: Environment | None = None) -> Markup:
    """Give the body of the dashboard page as HTML, without its title heading.

    It needs gov.css and gov.js of `STATIC` on the page, with plotly-basic.min.js beside gov.js.
    """
    return render_cards([entry.card(subject) for entry in entries()], subject, made or environment())


def render_cards(drawn: Sequence[Card], subject: Subject, made: Environment) -> Markup:
    """Put cards that are already drawn on the page, under the verdict."""
    mark, words = verdict(subject)
    text = made.get_template("dashboard.html").render(
        cards=drawn, mark=mark, verdict=words, not_run=unchecked(subject),
        as_of=as_of(subject), no_past="" if subject.course is not None else subject.no_past,
        results=subject.results,
    )  # fmt: skip
    return Markup(text)  # noqa: S704 - the environment has escaped every value in it


def entries() -> tuple[Entry, ...]:
    """Find every card, in the order that they state."""
    found = (
        Entry(module.ORDER, module.__name__, module.card) for module in discovery.modules(cards, "gov.cards")
    )
    return tuple(sorted(found, key=lambda entry: (entry.order, entry.name)))


def verdict(subject: Subject) -> tuple[str, str]:
    """Say in one line whether the project is in order: the mark to set before it, and the words."""
    counts = Counter(finding.severity for finding in subject.findings)
    parts = [counted(counts[name], name) for name in ("error", "warning") if counts[name]]
    if parts:
        return ("error" if counts["error"] else "warning"), " and ".join(parts) + " to cure"
    if not subject.project.items:
        return "not-run", "No items yet, so there is nothing to look at"
    if not subject.rules_run:
        return "not-run", "No rule was run, so nothing is known"
    return "passed", f"No errors or warnings from {counted(subject.rules_run, 'rule')}"


def as_of(subject: Subject) -> str:
    """Say which commit the numbers are of, and when it was made; nothing where nobody knows."""
    course = subject.course
    if course is None:
        return ""
    since = f", and {counted(course.uncommitted, 'document')} changed since" if course.uncommitted else ""
    return f"As of commit {course.commit[:SHORT]} of {course.when.date()}{since}."


def unchecked(subject: Subject) -> str:
    """Say how many rules had no say; nothing where all had."""
    number = subject.rules_not_run
    return f"{counted(number, 'rule')} {verb(number, 'was', 'were')} not run" if number else ""
