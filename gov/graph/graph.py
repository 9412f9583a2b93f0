"""Items as nodes, references as edges: who names whom, what lies above and below, where it runs in a circle.

Look-ups are plain adjacency, made once. networkx is the home of everything heavier (components, export) and
is imported only then: importing it takes longer than checking a thousand items.
"""

from __future__ import annotations

from collections import deque
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import networkx

    from gov.graph.resolution import Outcome, Resolution
    from gov.items import Item, Relation

__all__ = ["Graph", "circles"]

_FOUND = frozenset(("resolved", "ambiguous", "wrong-kind", "missing-criterion"))


class Graph:
    """The traceability graph of one project; never changed once built.

    An edge goes from the item that names to the item that is named. `up` is what an item names, `down` what
    names it. `misspelt` are the references whose identifier is not written as it should be.
    """

    def __init__(self, items: Mapping[str, Item], resolutions: Iterable[Resolution]) -> None:
        """Build the graph of items (first declarations, by identifier) and of what references came to."""
        self.items = items
        self.resolutions = tuple(resolutions)
        up: dict[str, list[Resolution]] = {}
        down: dict[str, list[Resolution]] = {}
        by_source: dict[str, list[Resolution]] = {}
        by_relation: dict[str, list[Resolution]] = {}
        by_outcome: dict[str, list[Resolution]] = {}
        self.misspelt: list[Resolution] = []
        for resolution in self.resolutions:
            reference, outcome = resolution.reference, resolution.outcome
            source = reference.source
            by_source.setdefault(source, []).append(resolution)
            by_relation.setdefault(reference.relation, []).append(resolution)
            if outcome in _FOUND:
                up.setdefault(source, []).append(resolution)
                down.setdefault(reference.target, []).append(resolution)
            if outcome != "resolved":
                by_outcome.setdefault(outcome, []).append(resolution)
            if reference.spelling != "exact":
                self.misspelt.append(resolution)
        self._by_source, self._up, self._down = by_source, up, down
        self._by_relation, self._by_outcome = by_relation, by_outcome

    def references_of(self, identifier: str) -> tuple[Resolution, ...]:
        """Everything an item names and what became of it, in reading order."""
        return tuple(self._by_source.get(identifier, ()))

    def torn(self, *outcomes: Outcome) -> tuple[Resolution, ...]:
        """The references that came to one of some outcomes other than resolved, outcome by outcome."""
        return tuple(chain.from_iterable(self._by_outcome.get(outcome, ()) for outcome in outcomes))

    def related(self, *relations: Relation) -> tuple[Resolution, ...]:
        """The references of some relations, in reading order."""
        found = [self._by_relation[relation] for relation in relations if relation in self._by_relation]
        if len(found) > 1:
            return tuple(r for r in self.resolutions if r.reference.relation in relations)
        return tuple(chain.from_iterable(found))

    def up(self, identifier: str, *relations: Relation) -> tuple[Resolution, ...]:
        """The items that an item names, by some relations or by any."""
        return _of(self._up.get(identifier, ()), relations)

    def down(self, identifier: str, *relations: Relation) -> tuple[Resolution, ...]:
        """The references by which an item is named, by some relations or by any."""
        return _of(self._down.get(identifier, ()), relations)

    def naming(self, identifier: str) -> tuple[Resolution, ...]:
        """The references by which an item, or an identifier that nothing declares, is named."""
        if identifier in self.items:
            return self.down(identifier)
        return tuple(r for r in self.resolutions if r.target is None and r.reference.target == identifier)

    def ancestors(self, identifier: str) -> tuple[str, ...]:
        """Everything above an item over references and dependencies, nearest first."""
        return self._walk(identifier, lambda node: (r.reference.target for r in self.up(node)))

    def descendants(self, identifier: str) -> tuple[str, ...]:
        """Everything that stands on an item, or on an identifier that nothing declares, nearest first."""
        return self._walk(identifier, lambda node: (r.reference.source for r in self.naming(node)))

    def reaches(self, identifier: str, *kinds: str) -> bool:
        """Whether an item of one of some kinds lies above an item, over its references."""
        return any(kind in self._kinds_above[identifier] for kind in kinds)

    def cycles(self, relation: Relation) -> tuple[tuple[str, ...], ...]:
        """Each circle of one relation as the identifiers along it, from the smallest.

        An item that names itself makes none.
        """
        found = [
            (r.reference.source, r.reference.target) for r in self.related(relation) if r.outcome in _FOUND
        ]
        # Where all of them lead back to what is declared before, there is no circle.
        order = dict(zip(self.items, range(len(self.items)), strict=True))
        if all(order[target] < order[source] for source, target in found):
            return ()
        edges: dict[str, list[str]] = {}
        for source, target in found:
            edges.setdefault(source, []).append(target)
        return circles(edges)

    def networkx(self) -> networkx.MultiDiGraph[str]:
        """The graph as networkx knows it: nodes with kind, title, status; edges with relation."""
        import networkx  # noqa: PLC0415 - 0.2 s that only an export needs

        graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
        for identifier, item in self.items.items():
            status = item.status.name if item.status else ""
            graph.add_node(identifier, kind=item.kind, title=item.title, status=status)
        for resolution in self.resolutions:
            if resolution.outcome in _FOUND:
                reference = resolution.reference
                graph.add_edge(reference.source, reference.target, relation=reference.relation)
        return graph

    @cached_property
    def _kinds_above(self) -> dict[str, frozenset[str]]:
        """Kinds above each item over `references` edges, worked out for all at once, circles included."""
        above: dict[str, frozenset[str]] = {identifier: frozenset() for identifier in self.items}
        pending = deque(self.items)
        waiting = set(self.items)
        while pending:
            node = pending.popleft()
            waiting.discard(node)
            kinds = set(above[node])
            for resolution in self._up.get(node, ()):
                target = resolution.reference.target
                if resolution.reference.relation == "references" and target in above:
                    kinds.add(self.items[target].kind)
                    kinds |= above[target]
            if len(kinds) > len(above[node]):
                above[node] = frozenset(kinds)
                for resolution in self._down.get(node, ()):
                    source = resolution.reference.source
                    if source not in waiting and source in above:
                        waiting.add(source)
                        pending.append(source)
        return above

    @staticmethod
    def _walk(identifier: str, neighbours: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
        seen = {identifier: None}
        pending = deque([identifier])
        while pending:
            for neighbour in neighbours(pending.popleft()):
                if neighbour not in seen:
                    seen[neighbour] = None
                    pending.append(neighbour)
        return tuple(seen)[1:]


def circles(edges: Mapping[str, list[str]]) -> tuple[tuple[str, ...], ...]:
    """One shortest circle of each knot of edges, from its smallest node; an edge to itself is none."""
    try:
        TopologicalSorter(edges).prepare()
    except CycleError:
        return _find_circles(edges)
    return ()


def _find_circles(edges: Mapping[str, list[str]]) -> tuple[tuple[str, ...], ...]:
    import networkx  # noqa: PLC0415 - only a graph with a circle needs components

    graph: networkx.DiGraph[str] = networkx.DiGraph()
    graph.add_edges_from((a, b) for a, targets in edges.items() for b in targets if a != b)
    components = networkx.strongly_connected_components(graph)
    found = [_circle(graph.subgraph(part), min(part)) for part in components if len(part) > 1]
    return tuple(sorted(found))


def _of(found: Iterable[Resolution], relations: tuple[Relation, ...]) -> tuple[Resolution, ...]:
    if not relations:
        return tuple(found)
    return tuple(resolution for resolution in found if resolution.reference.relation in relations)


def _circle(component: networkx.DiGraph[str], start: str) -> tuple[str, ...]:
    """A shortest way from a node of a component back to itself."""
    before: dict[str, str] = {}
    pending = deque([start])
    while pending:
        node = pending.popleft()
        for target in sorted(component.successors(node)):
            if target == start:
                path = [node]
                while path[-1] != start:
                    path.append(before[path[-1]])
                return tuple(reversed(path))
            if target not in before:
                before[target] = node
                pending.append(target)
    return (start,)
