"""What tests show: of an item, and of each of its criteria."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gov.evidence.model import Evidence, Outcome, Shown, TestResult
    from gov.items import Item

__all__ = ["ShownItem", "shown", "state_of"]

# The gravest outcome decides; a test that was skipped says nothing beside one that ran.
_STATES: tuple[tuple[Outcome, Shown], ...] = (
    ("failed", "failing"), ("passed", "passing"), ("skipped", "skipped"),
)  # fmt: skip


class ShownItem(NamedTuple):
    """What tests say of an item, and of each of its criteria in their order.

    `whole` comes from the tests that name the item itself. Such a test shows the item and no criterion of it;
    one that names a criterion speaks of the item as well, and is part of `item`.
    """

    item: Shown
    whole: Shown
    criteria: tuple[Shown, ...]


def shown(evidence: Evidence, item: Item) -> ShownItem | None:
    """What tests show of an item; None where no test results were read."""
    if evidence.tests is None:
        return None
    named = evidence.tests_by_id
    whole = named.get(item.id, ())
    each = [named.get(criterion.id, ()) for criterion in item.criteria]
    everything = (*whole, *(test for tests in each for test in tests))
    return ShownItem(state_of(everything), state_of(whole), tuple(map(state_of, each)))


def state_of(tests: Iterable[TestResult]) -> Shown:
    """What some tests show together: a failing one outweighs all, and a skipped one nothing."""
    outcomes = {test.outcome for test in tests}
    return next((state for outcome, state in _STATES if outcome in outcomes), "none")
