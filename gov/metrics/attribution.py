"""Whose finding a finding is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gov.project import Project
    from gov.rulebook import Finding

__all__ = ["item_of", "with_findings"]


def item_of(project: Project, finding: Finding) -> str | None:
    """Give the item that a finding is about: the one its rule names, else the one whose text it stands in."""
    if finding.item:
        return finding.item
    place = finding.draft.place
    document = project.by_path.get(place.path)
    around = (
        item.id
        for item in (document.items if document else ())
        if item.body.start <= place.start < max(item.body.end, item.body.start + 1)
    )
    return next(around, None)


def with_findings(project: Project, findings: Iterable[Finding]) -> frozenset[str]:
    """Give the items with at least one error or warning; an info asks for nothing."""
    found = (item_of(project, finding) for finding in findings if finding.severity != "info")
    return frozenset(identifier for identifier in found if identifier is not None)
