"""What tests show of an item, line by line: the item itself where a test names it, and each criterion."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING, NamedTuple

from gov.metrics import shown
from gov.metrics.course import Course
from gov_dashboards.dashboard import SHORT
from gov_dashboards.parts import Evidence as Shown
from gov_dashboards.parts import Results

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from gov.evidence import Evidence, ShownItem, TestResult
    from gov.evidence import Shown as State
    from gov.items import Item
    from gov_dashboards.parts import EvidenceState
    from gov_mkdocs.site import Site

__all__ = ["ShownLine", "results_of", "shown_lines"]

_STATES: dict[State, EvidenceState] = {
    "passing": "passed", "failing": "failed", "skipped": "skipped", "none": "missing",
}  # fmt: skip
_WORDS: dict[State, str] = {
    "passing": "shown by ", "failing": "not so, says ", "skipped": "not run: ", "none": "no test names it",
}  # fmt: skip
_OUTCOMES = {"passing": "passed", "failing": "failed", "skipped": "skipped"}
_NAMED = 3
_A_DAY, _FARTHEST = timedelta(days=1), timedelta(hours=14)


class ShownLine(NamedTuple):
    """One line: an identifier with an anchor on the page, its words, and what tests say of it."""

    id: str
    text: str
    evidence: Shown


def results_of(site: Site) -> Results:
    """What the site's test results are from: the oldest run that says when it was counts, of several."""
    runs = site.evidence.runs
    if not runs:
        return Results()
    named = runs[0].report if len(runs) == 1 else f"{len(runs)} reports"
    began = [run.began for run in runs if run.began is not None]
    some = "which does not say" if len(runs) == 1 else "not all of which say"
    unsaid = f", {some} when they ran" if len(began) < len(runs) else ""
    if not began:
        return Results(f"Test results from {named}{unsaid}")
    oldest = min(began, key=_in_utc)
    zone = " UTC" if oldest.tzinfo else ""
    words = f"Test results of {oldest:%Y-%m-%d %H:%M}{zone}, from {named}{unsaid}"
    if site.today is not None and _in_utc(oldest).date() > site.today + _A_DAY:
        return Results(f"{words}: that is after the day on which this page was made", is_stale=True)
    course = site.course
    # A report without a time zone has a clock of its own, which is half a day off at most.
    margin = timedelta() if oldest.tzinfo else _FARTHEST
    if not isinstance(course, Course) or course.when - _in_utc(oldest) <= margin:
        return Results(words)
    newest = f"commit {course.commit[:SHORT]} of {course.when:%Y-%m-%d %H:%M} UTC"
    return Results(
        f"{words}: {newest} came later, so they may no longer hold. Run the tests again", is_stale=True
    )


def _in_utc(when: datetime) -> datetime:
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def shown_lines(evidence: Evidence, item: Item) -> tuple[ShownLine, ...]:
    """The lines of an item, in the order of its criteria; none without test results."""
    found = shown(evidence, item)
    return tuple(_lines(evidence, item, found)) if found is not None else ()


def _lines(evidence: Evidence, item: Item, found: ShownItem) -> Iterator[ShownLine]:
    tests = evidence.tests_by_id
    if found.whole != "none":
        yield ShownLine(item.id, item.title, _shown(found.whole, tests.get(item.id, ())))
    for criterion, state in zip(item.criteria, found.criteria, strict=True):
        if criterion.is_struck:
            continue
        yield ShownLine(criterion.id, criterion.text, _shown(state, tests.get(criterion.id, ())))


def _shown(state: State, tests: Iterable[TestResult]) -> Shown:
    wanted = _OUTCOMES.get(state)
    names = list(dict.fromkeys(_short(test.name) for test in tests if test.outcome == wanted))
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return Shown(_STATES[state], _WORDS[state] + ", ".join(names[:_NAMED]) + more)


def _short(name: str) -> str:
    """The name of a test without its module and without the case it ran: one name for all cases."""
    return name.partition("[")[0].rpartition(".")[2] or name
