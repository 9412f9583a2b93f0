"""When each decision was proposed and when it was accepted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gov.rulebook.days import day_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from gov.history import Past, Transition
    from gov.items import Item
    from gov.project import Project

__all__ = ["DecisionTime", "decision_times"]

_KIND = "decision"
_PROPOSED = frozenset(("proposed", "proposed on", "date proposed", "opened"))
_ACCEPTED = frozenset(("accepted", "accepted on", "date accepted", "decided", "decided on", "decision date"))


@dataclass(frozen=True, slots=True)
class DecisionTime:
    """One decision: the days, None where nobody knows, and whether git or the decision itself tells them."""

    id: str
    proposed: date | None
    accepted: date | None
    is_accepted: bool

    @property
    def lead_time(self) -> int | None:
        """The days from one to the other; None where one is unknown, or they are the wrong way round."""
        if not self.is_accepted or self.proposed is None or self.accepted is None:
            return None
        days = (self.accepted - self.proposed).days
        return days if days >= 0 else None


def decision_times(project: Project, past: Past | None) -> tuple[DecisionTime, ...]:
    """Each decision's days, from git where it saw the step, else as the decision's own fields say.

    A decision that its first commit holds as accepted was never seen as proposed.
    """
    seen = _seen(project, past) if past is not None else {}
    return tuple(
        _of(item, seen.get(item.id, (None, None)))
        for item in project.graph.items.values()
        if item.kind == _KIND and item.phase != "retired"
    )


def _of(item: Item, seen: tuple[date | None, date | None]) -> DecisionTime:
    is_accepted = item.phase == "done"
    return DecisionTime(
        item.id,
        seen[0] or _written(item, _PROPOSED),
        (seen[1] or _written(item, _ACCEPTED)) if is_accepted else None,
        is_accepted,
    )


def _written(item: Item, labels: frozenset[str]) -> date | None:
    days = (day_of(field.value) for field in item.fields if field.label.casefold() in labels)
    return next((day for day in days if day is not None), None)


def _seen(project: Project, past: Past) -> dict[str, tuple[date | None, date | None]]:
    """When git saw each decision proposed first, and last come to be accepted.

    The first commit of a shallow clone holds what happened before it, so it tells no day.
    """
    phases = project.configuration.kinds[_KIND].statuses
    oldest = past.commits[-1] if past.commits and not past.is_complete else None
    found: dict[str, tuple[date | None, date | None]] = {}
    for step in past.transitions:
        if step.after is None or step.after.kind != _KIND or step.commit is oldest:
            continue
        before, after = _phase(step, phases, is_after=False), _phase(step, phases, is_after=True)
        proposed, accepted = found.get(step.item, (None, None))
        day = step.commit.when.date()
        if after == "proposed" and before != "proposed":
            proposed = proposed or day
        if after == "done" and before not in {"done", None}:
            accepted = day
        found[step.item] = (proposed, accepted)
    return found


def _phase(step: Transition, phases: Mapping[str, str], *, is_after: bool) -> str | None:
    state = step.after if is_after else step.before
    return phases.get(state.status, "") if state is not None else None
