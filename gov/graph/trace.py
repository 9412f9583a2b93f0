"""The chain of one item as a tree: up to the principles it stands on, down to what stands on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from gov.graph.graph import Graph

__all__ = ["Branch", "Direction", "trace"]

Direction = Literal["up", "down"]


class Branch(NamedTuple):
    """One item of a tree.

    `relation` says how it is tied to the one before, `is_repeated` that its own are above.

    `is_missing` marks an identifier that nothing declares, `is_cut` an item so far away that its own are not
    shown.
    """

    id: str
    relation: str
    branches: tuple[Branch, ...]
    is_repeated: bool = False
    is_missing: bool = False
    is_cut: bool = False


def trace(graph: Graph, identifier: str, direction: Direction) -> Branch:
    """The tree above or below an item; what was shown already is named once more and not unfolded again.

    Below an identifier that nothing declares stands what names it.
    """
    return _Tree(graph, direction).branch(identifier, "", 0)


class _Tree:
    def __init__(self, graph: Graph, direction: Direction) -> None:
        self.graph = graph
        self.direction = direction
        self.seen: set[str] = set()

    def branch(self, identifier: str, relation: str, depth: int) -> Branch:
        if identifier not in self.graph.items:
            children = self.neighbours(identifier)
            branches = tuple(self.branch(name, tie, depth + 1) for name, tie in children)
            return Branch(identifier, relation, branches, is_missing=True)
        if identifier in self.seen:
            return Branch(identifier, relation, (), is_repeated=bool(self.neighbours(identifier)))
        children = self.neighbours(identifier)
        if children and depth >= _DEEPEST:
            return Branch(identifier, relation, (), is_cut=True)
        self.seen.add(identifier)
        return Branch(identifier, relation, tuple(self.branch(n, r, depth + 1) for n, r in children))

    def neighbours(self, identifier: str) -> tuple[tuple[str, str], ...]:
        if self.direction == "up":
            found = [(r.reference.target, r.reference.relation) for r in self.graph.references_of(identifier)]
        else:
            found = [(r.reference.source, r.reference.relation) for r in self.graph.naming(identifier)]
        return tuple(dict.fromkeys(found))


# A longer chain is a circle of dependencies or a machine's; readers of JSON stop at some depth as well.
_DEEPEST = 100
