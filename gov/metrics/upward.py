"""Which items should lead up to a principle, and which principle each leads up to."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gov.graph import Graph
    from gov.items import Item

__all__ = ["TRACED_KINDS", "below", "traced"]

# The kinds that should lead up to a principle, from the plan down; a principle is where the way ends.
TRACED_KINDS = ("plan", "spec", "task", "decision")


def traced(graph: Graph) -> tuple[Item, ...]:
    """Give the items that should lead up to a principle, each once; withdrawn ones are not counted."""
    return tuple(
        item for item in graph.items.values() if item.kind in TRACED_KINDS and item.phase != "retired"
    )


def below(graph: Graph, principle: str) -> frozenset[str]:
    """Give the items from which references lead up to a principle.

    Only references carry a chain on: to depend on a task is not to serve its principle.
    """
    seen = {principle}
    waiting = deque([principle])
    while waiting:
        for resolution in graph.down(waiting.popleft(), "references"):
            source = resolution.reference.source
            if source not in seen:
                seen.add(source)
                waiting.append(source)
    return frozenset(seen - {principle})
