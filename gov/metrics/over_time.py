"""The counts of a project after each commit that changed one of its items."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gov.history import Commit, Past, Transition
    from gov.history.contents import State

__all__ = ["Moment", "over_time"]


class Moment(NamedTuple):
    """What there was after a commit.

    `items` counts each kind that has any, `statuses` each kind and status (empty where an item states none);
    both are sorted. `criteria` are all criteria, `ticked` those with a tick.
    """

    commit: Commit
    items: tuple[tuple[str, int], ...]
    statuses: tuple[tuple[tuple[str, str], int], ...]
    criteria: int
    ticked: int


def over_time(past: Past) -> tuple[Moment, ...]:
    """The counts after each commit, oldest first: each transition is counted once."""
    moments: list[Moment] = []
    statuses: Counter[tuple[str, str]] = Counter()
    criteria = Counter[bool]()
    pending: list[Transition] = []
    for transition in (*past.transitions, None):
        if pending and (transition is None or transition.commit is not pending[-1].commit):
            _count(pending, statuses, criteria)
            moments.append(_moment(pending[-1].commit, statuses, criteria))
            pending = []
        if transition is not None:
            pending.append(transition)
    return tuple(moments)


def _count(
    transitions: Iterable[Transition], statuses: Counter[tuple[str, str]], criteria: Counter[bool]
) -> None:
    for transition in transitions:
        _add(transition.before, -1, statuses, criteria)
        _add(transition.after, 1, statuses, criteria)


def _add(
    state: State | None, number: int, statuses: Counter[tuple[str, str]], criteria: Counter[bool]
) -> None:
    if state is None:
        return
    statuses[state.kind, state.status] += number
    for criterion in state.criteria:
        criteria[criterion.is_ticked] += number


def _moment(commit: Commit, statuses: Counter[tuple[str, str]], criteria: Counter[bool]) -> Moment:
    items: Counter[str] = Counter()
    for (kind, _), count in statuses.items():
        items[kind] += count
    return Moment(
        commit,
        tuple(sorted((kind, count) for kind, count in items.items() if count)),
        tuple(sorted((key, count) for key, count in statuses.items() if count)),
        criteria.total(),
        criteria[True],
    )
