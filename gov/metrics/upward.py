"""Which principles each item leads up to."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gov.items import Item

__all__ = ["TRACED_KINDS", "reaching", "traced"]

# The kinds that should lead up to a principle, from the plan down; a principle is where the way ends.
TRACED_KINDS = ("plan", "spec", "task", "decision")


def traced(items: Iterable[Item]) -> tuple[Item, ...]:
    """Give the items that should lead up to a principle, in document order; withdrawn ones are not counted."""
    return tuple(item for item in items if item.kind in TRACED_KINDS and item.phase != "retired")


def reaching(items: Sequence[Item]) -> dict[str, frozenset[str]]:
    """Give for each principle the items from which references lead up to it: {"CONST-P1": {"PLAN-002", ...}}.

    Only declared items carry a chain on, and only references do: to depend on a task is not to serve its principle.
    """
    declared = {item.id for item in items}
    below: defaultdict[str, list[str]] = defaultdict(list)
    for item in items:
        for reference in item.references:
            if reference.relation == "references" and reference.target in declared:
                below[reference.target].append(item.id)
    return {item.id: _reached(item.id, below) for item in items if item.kind == "principle"}


def _reached(start: str, below: dict[str, list[str]]) -> frozenset[str]:
    seen: set[str] = set()
    waiting = list(below.get(start, ()))
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            waiting.extend(below.get(one, ()))
    return frozenset(seen - {start})
