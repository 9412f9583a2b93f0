"""What tests show of an item, line by line: the item itself where a test names it, and each criterion."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gov.metrics import shown
from gov_dashboards.parts import Evidence as Shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gov.evidence import Evidence, ShownItem, TestResult
    from gov.evidence import Shown as State
    from gov.items import Item
    from gov_dashboards.parts import EvidenceState

__all__ = ["ShownLine", "shown_lines"]

_STATES: dict[State, EvidenceState] = {
    "passing": "passed", "failing": "failed", "skipped": "skipped", "none": "missing",
}  # fmt: skip
_WORDS: dict[State, str] = {
    "passing": "shown by ", "failing": "not so, says ", "skipped": "not run: ", "none": "no test names it",
}  # fmt: skip
_OUTCOMES = {"passing": "passed", "failing": "failed", "skipped": "skipped"}
_NAMED = 3


class ShownLine(NamedTuple):
    """One line: an identifier with an anchor on the page, its words, and what tests say of it."""

    id: str
    text: str
    evidence: Shown


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
