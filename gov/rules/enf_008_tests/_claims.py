"""What the rules about tests share: what a project claims to be done, and where a report speaks of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.config.defaults import DEFAULT_KINDS
from gov.rulebook import Related
from gov.text import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gov.evidence import Evidence, TestResult
    from gov.items import Criterion, Item
    from gov.project import Project

__all__ = ["claimed", "listed", "named_by", "place_of", "related_to", "ticked"]

_SHOWN = 3


def claimed(project: Project) -> Iterator[Item]:
    """Tasks, and items of a team's own kinds that have criteria: what can be shown to be done."""
    for kind, items in project.by_kind.items():
        if kind == "task":
            yield from items
        elif kind not in DEFAULT_KINDS:
            yield from (item for item in items if item.criteria)


def ticked(item: Item) -> list[tuple[int, Criterion]]:
    """The criteria whose box is ticked, each with its index."""
    return [entry for entry in enumerate(item.criteria) if entry[1].checked is True]


def named_by(evidence: Evidence, item: Item) -> bool:
    """Whether a test names an item, or a criterion of it."""
    names = evidence.tests_by_id
    return item.id in names or any(criterion.id in names for criterion in item.criteria)


def place_of(test: TestResult) -> Place:
    """Where the report says how a test ended."""
    return Place(test.report, test.start, test.start)


def related_to(tests: Iterable[TestResult], what: str) -> tuple[Related, ...]:
    """Where the reports speak of some tests, the first few of them."""
    return tuple(Related(place_of(test), f"{test.name} {what}") for test in [*tests][:_SHOWN])


def listed(names: Iterable[str]) -> str:
    """Names in a sentence, each once: the first few, then how many more there are."""
    found = list(dict.fromkeys(names))
    more = len(found) - _SHOWN
    if more > 0:
        return f"{', '.join(found[:_SHOWN])} and {more} more"
    return f"{', '.join(found[:-1])} and {found[-1]}" if len(found) > 1 else found[0]
