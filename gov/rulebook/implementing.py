"""Which kinds of items implement which, and whether anything implements an item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.config.defaults import DEFAULT_KINDS

if TYPE_CHECKING:
    from gov.items import Item
    from gov.project import Project

__all__ = ["implementing_kinds", "is_accepted", "is_implemented"]

_ACCEPTED = frozenset(("open", "running", "blocked"))
_NOT_YET = frozenset(("Planned", "Not Started"))


def implementing_kinds(kind: str, project: Project) -> tuple[str, ...]:
    """The kinds that implement a kind: those it names, and those a team added that must stand on it."""
    kinds = project.configuration.kinds
    added = (name for name, other in kinds.items() if kind in other.upstream and name not in DEFAULT_KINDS)
    return tuple(dict.fromkeys((*kinds[kind].implemented_by, *added)))


def is_accepted(item: Item) -> bool:
    """Whether an item was accepted and is not done: somebody should be implementing it."""
    status = item.status
    return status is not None and item.phase in _ACCEPTED and status.name not in _NOT_YET


def is_implemented(item: Item, project: Project) -> bool:
    """Whether an item of a kind that implements another's, or of its own kind, names it."""
    counted = {*implementing_kinds(item.kind, project), item.kind}
    down = project.graph.down(item.id)
    return any(project.by_id[resolution.reference.source][0].kind in counted for resolution in down)
