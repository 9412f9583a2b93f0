"""The files that findings stand in: documents, and what else was read, such as reports and a baseline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gov.text import Source

if TYPE_CHECKING:
    from gov.rulebook.facts import Facts
    from gov.text import Place

__all__ = ["Sources"]


class Sources:
    """The file of each place; what is no document is read once."""

    def __init__(self, facts: Facts) -> None:
        """Know where to look; nothing is read before it is asked for."""
        self._documents = facts.project.by_path
        self._tree = facts.project.tree
        self._evidence = facts.evidence
        self._baseline = facts.baseline
        self._read: dict[str, Source | None] = {}

    def of(self, place: Place) -> Source | None:
        """The source of a place; None where it means a file as a whole, or one that is not there."""
        document = self._documents.get(place.path)
        if document is not None:
            return document.source
        if (source := self._evidence.source(place.path)) is not None:
            return source
        if not place.end:
            return None
        if place.path not in self._read:
            self._read[place.path] = self._found(place.path)
        return self._read[place.path]

    def _found(self, path: str) -> Source | None:
        if self._baseline is not None and path == self._baseline.path:
            return Source.read(path, self._baseline.data)
        return Source.read(path, self._tree.read(path)) if self._tree.exists(path) else None
