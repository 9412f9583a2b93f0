"""How much there is of everything: the numbers on the last lines of a check."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from gov.items.item import STRUCK

if TYPE_CHECKING:
    from gov.project import Project

__all__ = ["Census", "census"]


class Census(NamedTuple):
    """Counts of one project.

    `references` counts what stands in reference fields, `dependencies` what items wait for, `supersessions`
    what they replace or are replaced by; a range counts once for each item it names. `criteria` are those
    that are not struck out, `ticked` those with a tick.
    """

    documents: int
    items: int
    by_kind: tuple[tuple[str, int], ...]
    criteria: int
    ticked: int
    references: int
    dependencies: int
    supersessions: int


def census(project: Project) -> Census:
    """Count what a project holds."""
    relations = Counter(r.reference.relation for r in project.graph.resolutions)
    criteria = [criterion for item in project.items for criterion in item.criteria]
    ticked = [criterion.checked for criterion in criteria].count(True)
    standing = len(criteria) - [criterion.mark for criterion in criteria].count(STRUCK)
    kinds = ((kind, len(project.of_kind(kind))) for kind in project.configuration.kinds)
    return Census(
        len(project.documents), len(project.items), tuple(entry for entry in kinds if entry[1]), standing,
        ticked, relations["references"], relations["depends-on"],
        relations["supersedes"] + relations["superseded-by"],
    )  # fmt: skip
