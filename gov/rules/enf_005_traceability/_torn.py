"""What the rules about torn references share: how a relation reads, and what a tear explains."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gov.items import Reference, Relation
    from gov.project import Project
    from gov.text import Place

__all__ = ["about", "once_a_place", "verb"]

_VERBS: dict[Relation, str] = {
    "references": "references",
    "depends-on": "depends on",
    "supersedes": "supersedes",
    "superseded-by": "is superseded by",
}


def verb(reference: Reference) -> str:
    """What the source does to the target: `depends on`."""
    return _VERBS[reference.relation]


def about(reference: Reference, project: Project) -> tuple[str, ...]:
    """The items concerned, the kind that looks unused, what is gone, and the kinds that a lost item named."""
    kind = reference.target_kind
    names = [reference.source, reference.target, f"kind:{kind}", f"gone:{reference.target}"]
    if reference.target not in project.by_id and kind in project.configuration.kinds:
        names.extend(f"lost:{lost}" for lost in _named_by(kind, project))
    return tuple(dict.fromkeys(names))


def _named_by(kind: str, project: Project) -> tuple[str, ...]:
    """The kinds that an item of a kind may name, those that it should where it may name any."""
    settings = project.configuration.kinds[kind]
    return settings.references or settings.upstream


def once_a_place(references: Iterable[Reference]) -> list[tuple[Place, list[Reference]]]:
    """References grouped by where they stand: a range is one token and several references."""
    groups: dict[Place, list[Reference]] = {}
    for reference in references:
        groups.setdefault(reference.place, []).append(reference)
    return list(groups.items())
