"""References whose words in brackets are no name of the item they name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.rules.enf_005_traceability._labels import Titles, fits, is_remark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.items import Item, Reference
    from gov.project import Project

__all__ = ["misnamed"]


def misnamed(project: Project) -> Iterator[tuple[Reference, Item, Item | None]]:
    """Each such reference, the item it names, and the other item whose name it carries, if it is one's."""
    titles: Titles | None = None
    for resolution in project.graph.resolutions:
        label = resolution.reference.label
        target = resolution.target
        if not label or target is None or label == target.title or resolution.outcome != "resolved":
            continue
        if not target.title or fits(label, target.title):
            continue
        titles = titles or Titles(project.items)
        owner = titles.owner(label, target)
        statuses = project.configuration.kinds[target.kind].statuses
        if owner is None and is_remark(label, target, statuses):
            continue
        yield resolution.reference, target, owner
