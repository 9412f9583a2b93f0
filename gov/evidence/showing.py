"""What tests show: of an item, and of each of its criteria."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gov.evidence.model import STATES, Shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gov.evidence.model import Evidence, TestResult
    from gov.items import Item

__all__ = ["ShownItem", "shown", "state_of"]


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
    states = evidence.states_by_id
    whole = states.get(item.id, "none")
    each = tuple([states.get(criterion.id, "none") for criterion in item.criteria])
    gravest: Shown = next((state for _, state in STATES if state == whole or state in each), "none")
    return ShownItem(gravest, whole, each)


def state_of(tests: Iterable[TestResult]) -> Shown:
    """What some tests show together: a failing one outweighs all, and a skipped one nothing."""
    outcomes = {test.outcome for test in tests}
    return next((state for outcome, state in STATES if outcome in outcomes), "none")
