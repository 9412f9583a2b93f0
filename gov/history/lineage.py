"""What happened to an item under all the numbers that it had: one that was renumbered is one item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.history.model import Event
from gov.history.past import differences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gov.history.contents import State
    from gov.history.model import Past, Transition

__all__ = ["lineage"]


def lineage(past: Past, identifier: str) -> tuple[Event, ...]:
    """The events of an item, oldest first, those of its former numbers among them.

    A former number is followed where the item gave it up on the main line, as it got the next one or before:
    a number that stayed with another item is that item's.
    """
    line = _Line(past)
    found: list[Event] = []
    seen, name, until = {identifier}, identifier, len(past.commits)
    former = line.former(identifier)
    while True:
        own = [event for event in past.events.get(name, ()) if line.order[event.commit.id] <= until]
        start = next((step for step in line.back_from(name, until) if step.before is None), None)
        step = line.given_up(former - seen, start) if start is not None else None
        if start is None or step is None or step.before is None:
            return (*own, *found)
        # As it was renumbered it was declared anew, and that is no event of its own.
        at = line.order[start.commit.id]
        joint = [Event(start.commit, name, "renumbered", step.item, name)]
        joint += [Event(start.commit, name, *change) for change in differences(step.before, start.after)]
        found = [*joint, *(event for event in own if line.order[event.commit.id] > at), *found]
        seen.add(step.item)
        former |= frozenset(step.before.formerly)
        name, until = step.item, line.order[step.commit.id] - 1


class _Line:
    """The transitions of each item, and the place of each commit on the main line, oldest first."""

    def __init__(self, past: Past) -> None:
        self.order = {commit.id: number for number, commit in enumerate(reversed(past.commits))}
        self._by_item: dict[str, list[Transition]] = {}
        for transition in past.transitions:
            self._by_item.setdefault(transition.item, []).append(transition)

    def back_from(self, name: str, until: int) -> Iterator[Transition]:
        """What happened to a number up to a commit, newest first."""
        return (t for t in reversed(self._by_item.get(name, ())) if self.order[t.commit.id] <= until)

    def former(self, name: str) -> frozenset[str]:
        """The numbers that an item had, as it says last."""
        states: list[State] = []
        for transition in self._by_item.get(name, ()):
            states.extend(state for state in (transition.before, transition.after) if state is not None)
        return frozenset(states[-1].formerly) if states else frozenset()

    def given_up(self, names: Iterable[str], start: Transition) -> Transition | None:
        """Where one of some numbers was given up by the item that then got another; the latest."""
        at = self.order[start.commit.id]
        last = (next(self.back_from(name, at), None) for name in sorted(names))
        found = [step for step in last if step is not None and _gives_up(step, start)]
        return max(found, key=lambda transition: self.order[transition.commit.id], default=None)


def _gives_up(transition: Transition, start: Transition) -> bool:
    """Whether a number goes: it is declared no more, or by the same commit for an item of another title."""
    before, after = transition.before, transition.after
    if before is None or start.after is None:
        return False
    if after is None:
        return True
    is_same_commit = transition.commit.id == start.commit.id
    return is_same_commit and before.title == start.after.title != after.title
