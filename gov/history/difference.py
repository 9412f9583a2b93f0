"""What differs between two projects, or one project at two revisions, item by item."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from gov.history.contents import states_of
from gov.history.past import differences

if TYPE_CHECKING:
    from gov.history.contents import State
    from gov.items import Item
    from gov.project import Project

__all__ = ["ItemDifference", "Step", "difference"]

Difference = Literal["added", "removed", "retitled", "moved", "status", "criterion", "reference"]


class Step(NamedTuple):
    """One thing that differs.

    `before` and `after` are titles, paths or statuses, a criterion with its box, or a reference with its
    relation; empty where it is not there.
    """

    what: Difference
    before: str
    after: str


class ItemDifference(NamedTuple):
    """One item that differs: as it is now, or as it was where it is gone, and everything that differs."""

    item: Item
    steps: tuple[Step, ...]


def difference(old: Project, new: Project) -> tuple[ItemDifference, ...]:
    """Every item that is not the same in two projects, in the order of their identifiers."""
    before, after = _states(old), _states(new)
    found = []
    for identifier in sorted(before.keys() | after.keys()):
        was, now = before.get(identifier), after.get(identifier)
        steps = [_step(*change) for change in differences(was[1] if was else None, now[1] if now else None)]
        if was and now:
            steps += _references(was[0], now[0])
        last = now or was
        if steps and last:
            found.append(ItemDifference(last[0], tuple(steps)))
    return tuple(found)


def _states(project: Project) -> dict[str, tuple[Item, State]]:
    found: dict[str, tuple[Item, State]] = {}
    for document in project.documents:
        states = states_of(document.path, document.items)
        for item in document.items:
            found.setdefault(item.id, (item, states[item.id]))
    return found


def _step(what: str, before: str, after: str) -> Step:
    return Step(_WORDS[what], before, after)


_WORDS: dict[str, Difference] = {
    "declared": "added", "removed": "removed", "retitled": "retitled", "moved": "moved", "status": "status",
    "criterion": "criterion",
}  # fmt: skip


def _references(old: Item, new: Item) -> list[Step]:
    was = dict.fromkeys(_written(old))
    now = dict.fromkeys(_written(new))
    gone = [Step("reference", text, "") for text in was if text not in now]
    return gone + [Step("reference", "", text) for text in now if text not in was]


def _written(item: Item) -> list[str]:
    return [
        f"{reference.relation} {reference.target}{f'.{reference.part}' if reference.part else ''}"
        for reference in item.references
    ]
