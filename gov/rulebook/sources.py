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
        self._known = dict(facts.evidence.sources or {})
        if facts.baseline is not None:
            self._known[facts.baseline.path] = facts.baseline.data
        self._read: dict[str, Source | None] = {}

    def of(self, place: Place) -> Source | None:
        """The source of a place; None where it means a file as a whole, or one that is not there."""
        document = self._documents.get(place.path)
        if document is not None:
            return document.source
        if not place.end:
            return None
        if place.path not in self._read:
            self._read[place.path] = self._found(place.path)
        return self._read[place.path]

    def _found(self, path: str) -> Source | None:
        data = self._known.get(path)
        if data is None and self._tree.exists(path):
            data = self._tree.read(path)
        return None if data is None else Source.read(path, data)
