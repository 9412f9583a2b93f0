"""What each reference came to, decided once, here.

Every diagnostic about references is one of these outcomes; so one torn reference gives one finding.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gov.config import Kind
    from gov.items import Item, Reference

__all__ = ["Outcome", "Resolution", "resolve"]

Outcome = Literal[
    "resolved", "dangling", "ambiguous", "wrong-kind", "undeclared-kind", "partial-range", "reversed-range",
    "self", "missing-criterion",
]  # fmt: skip


# One is made for every reference: a tuple class called by its name takes twice as long.
_new = tuple.__new__


class Resolution(NamedTuple):
    """A reference and what it came to.

    `target` is the item it names, where there is one (the first of several). A reference by a former
    identifier stands here by that of today, and its spelling is `former`.
    """

    reference: Reference
    outcome: Outcome
    target: Item | None


def resolve(
    items: Iterable[Item],
    by_id: Mapping[str, tuple[Item, ...]],
    kinds: Mapping[str, Kind],
    formerly: Mapping[str, Item] | None = None,
) -> tuple[Resolution, ...]:
    """Resolve every reference of some items, in their order; `formerly` are items by former identifiers."""
    declared = {found[0].kind for found in by_id.values()}
    allowed = _Allowed(kinds)
    resolved: list[Resolution] = []
    for item in items:
        for reference in item.references:
            found = by_id.get(reference.target, ())
            if not found and formerly and reference.target in formerly:
                today = formerly[reference.target]
                found = (today,)
                reference = reference._replace(target=today.id, spelling="former")  # noqa: PLW2901 - the same
            outcome = _outcome(item, reference, found, allowed, declared)
            resolved.append(_new(Resolution, (reference, outcome, found[0] if found else None)))
    return tuple(resolved)


class _Allowed(dict[tuple[str, str, str], bool]):
    """Whether an item of one kind may name one of another by a relation, worked out when first asked."""

    def __init__(self, kinds: Mapping[str, Kind]) -> None:
        super().__init__()
        self._kinds = kinds

    def __missing__(self, tie: tuple[str, str, str]) -> bool:
        allows = self[tie] = _allows(self._kinds, *tie)
        return allows


def _outcome(
    item: Item, reference: Reference, found: tuple[Item, ...], allowed: _Allowed, declared: set[str]
) -> Outcome:
    if reference.is_reversed:
        return "reversed-range"
    if not found:
        if reference.target_kind not in declared:
            return "undeclared-kind"
        return "partial-range" if reference.range_text else "dangling"
    if len(found) > 1:
        return "ambiguous"
    target = found[0]
    if target is item:
        return "self"
    if not allowed[item.kind, target.kind, reference.relation]:
        return "wrong-kind"
    if reference.part > len(target.criteria):
        return "missing-criterion"
    return "resolved"


def _allows(kinds: Mapping[str, Kind], source: str, target: str, relation: str) -> bool:
    if relation == "references":
        allowed = kinds[source].references
        return not allowed or target in allowed
    # What an item waits for, replaces or is replaced by is an item of its own kind.
    return source == target
