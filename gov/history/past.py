"""From documents at successive commits to what happened to each item."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from gov.history.contents import CriterionState, State, states_of
from gov.history.model import Commit, Event, Happening, Past, Transition

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gov.items import Item

__all__ = ["Recorder", "differences"]


class Recorder:
    """Takes the commits of a project one after the other, oldest first, and tells what each did."""

    def __init__(self) -> None:
        """Begin with nothing: the first commit declares everything it holds."""
        self._documents: dict[str, dict[str, State]] = {}
        self._places: dict[str, set[str]] = {}
        self._commits: list[Commit] = []
        self._events: dict[str, list[Event]] = {}
        self._touched: dict[str, Commit] = {}
        self._transitions: list[Transition] = []

    def record(self, commit: Commit, changed: Mapping[str, Iterable[Item] | None]) -> None:
        """Take one commit: the items of each path that it changed, None where the file is gone."""
        read = ((path, None if items is None else states_of(path, items)) for path, items in changed.items())
        self.record_states(commit, dict(read))

    def record_states(self, commit: Commit, changed: Mapping[str, dict[str, State] | None]) -> None:
        """Take one commit: the states of the items of each path it changed, None for a file that is gone."""
        found = {path: states for path, states in changed.items() if states is not None}
        known = (self._documents.get(path, {}) for path in changed)
        concerned = dict.fromkeys(chain.from_iterable((*known, *found.values())))
        before = {identifier: self._state(identifier) for identifier in concerned}
        for path in changed:
            for identifier in self._documents.pop(path, {}):
                self._places[identifier].discard(path)
            self._touched.pop(path, None)
        for path, states in found.items():
            self._touched[path] = commit
            self._documents[path] = states
            for identifier in states:
                self._places.setdefault(identifier, set()).add(path)
        self._commits.append(commit)
        for identifier, old in sorted(before.items()):
            new = self._state(identifier)
            if new == old:
                continue
            self._transitions.append(Transition(commit, identifier, old, new))
            for what, was, now in differences(old, new):
                event = Event(commit, identifier, what, was, now)
                self._events.setdefault(identifier, []).append(event)

    def past(self, *, since: Iterable[Commit] | None = None, is_complete: bool = True) -> Past:
        """Everything that was recorded so far."""
        return Past(
            tuple(reversed(self._commits)),
            {identifier: tuple(events) for identifier, events in self._events.items()},
            dict(self._touched),
            None if since is None else tuple(since),
            is_complete,
            tuple(self._transitions),
        )

    def _state(self, identifier: str) -> State | None:
        """An item as it is now, at the first of its paths where several declare it."""
        paths = self._places.get(identifier)
        return self._documents[min(paths)][identifier] if paths else None


def differences(old: State | None, new: State | None) -> list[tuple[Happening, str, str]]:
    """What happened between two states of an item, None where it does not exist: what, before and after."""
    if old == new:
        return []
    if old is None or new is None:
        gone: list[tuple[Happening, str, str]] = [("removed", old.title, "")] if old else []
        return gone or [("declared", "", new.title if new else "")]
    found: list[tuple[Happening, str, str]] = []
    if old.title != new.title:
        found.append(("retitled", old.title, new.title))
    if old.path != new.path:
        found.append(("moved", old.path, new.path))
    if old.status != new.status:
        found.append(("status", old.status, new.status))
    before, after = _numbered(old.criteria), _numbered(new.criteria)
    return found + _changed_criteria(before, after) + _moved_criteria(before, after)


_Numbered = dict[tuple[str, int], CriterionState]


def _numbered(criteria: tuple[CriterionState, ...]) -> _Numbered:
    """Criteria by their text and by how many of the same text stand above: two may say the same."""
    counts = Counter[str]()
    found: _Numbered = {}
    for criterion in criteria:
        found[criterion.text, counts[criterion.text]] = criterion
        counts[criterion.text] += 1
    return found


def _changed_criteria(old: _Numbered, new: _Numbered) -> list[tuple[Happening, str, str]]:
    """Criteria that came, went, or were ticked or cleared; one whose words changed went and came."""
    both = [(_written(old.get(key)), _written(new.get(key))) for key in dict.fromkeys((*old, *new))]
    return [("criterion", before, after) for before, after in both if before != after]


def _written(criterion: CriterionState | None) -> str:
    if criterion is None:
        return ""
    return f"[x] {criterion.text}" if criterion.is_ticked else f"[ ] {criterion.text}"


def _moved_criteria(old: _Numbered, new: _Numbered) -> list[tuple[Happening, str, str]]:
    """Criteria that are there under another number; those that moved as one are told as one."""
    rows: list[list[tuple[CriterionState, CriterionState]]] = []
    for key, was in old.items():
        now = new.get(key)
        if now is None or now.number == was.number:
            continue
        last = rows[-1][-1] if rows else None
        if last and (last[0].number + 1, last[1].number + 1) == (was.number, now.number):
            rows[-1].append((was, now))
        else:
            rows.append([(was, now)])
    return [("criterion-moved", _place([a for a, _ in row]), _place([b for _, b in row])) for row in rows]


def _place(row: list[CriterionState]) -> str:
    first, last = row[0], row[-1]
    return f"{first.number}. {first.text}" if first is last else f"{first.number} to {last.number}"
