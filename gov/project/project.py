"""A project: its configuration, its governed documents, the items they declare and the graph of them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from gov.graph import Graph, resolve
from gov.items import Item, Reader, document_fields
from gov.project.documents import Document, DocumentReader
from gov.project.globs import Globs
from gov.project.nearest import Neighbours

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from gov.config import Configuration, Phase
    from gov.items import Field
    from gov.project.tree import Tree
    from gov.text import Block

__all__ = ["Project", "included_paths", "load_project"]


@dataclass(frozen=True)
class Project:
    """Everything the documents say; never changed once loaded.

    `items` holds every declaration in order of path and place, those with the same identifier included.
    """

    configuration: Configuration
    documents: tuple[Document, ...]
    tree: Tree = field(compare=False, repr=False)
    reader: Reader = field(compare=False, repr=False)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every declaration."""
        return tuple(item for document in self.documents for item in document.items)

    @cached_property
    def by_id(self) -> dict[str, tuple[Item, ...]]:
        """The declarations of each identifier, more than one where it is declared twice."""
        found: dict[str, list[Item]] = {}
        for item in self.items:
            found.setdefault(item.id, []).append(item)
        return {identifier: tuple(items) for identifier, items in found.items()}

    @cached_property
    def formerly(self) -> dict[str, Item]:
        """The item that had an identifier before it was renumbered, by that identifier.

        Nothing stands here for one that is declared, or that two items say they had: it would be a guess.
        """
        found: dict[str, list[Item]] = {}
        for item in self.items:
            if item.formerly:
                for identifier in item.formerly:
                    found.setdefault(identifier, []).append(item)
        return {
            identifier: items[0]
            for identifier, items in found.items()
            if identifier not in self.by_id and len({item.id for item in items}) == 1
        }

    @cached_property
    def graph(self) -> Graph:
        """The traceability graph."""
        resolutions = resolve(self.items, self.by_id, self.configuration.kinds, self.formerly)
        return Graph({identifier: found[0] for identifier, found in self.by_id.items()}, resolutions)

    @cached_property
    def by_kind(self) -> dict[str, tuple[Item, ...]]:
        """The items of each kind, in order of path and place; a kind without items is not in it."""
        found: dict[str, list[Item]] = {}
        for item in self.items:
            found.setdefault(item.kind, []).append(item)
        return {kind: tuple(items) for kind, items in found.items()}

    @cached_property
    def _by_phase(self) -> dict[Phase | None, list[Item]]:
        found: dict[Phase | None, list[Item]] = {}
        for item in self.items:
            status = item.status
            found.setdefault(status.phase if status else None, []).append(item)
        return found

    def in_phase(self, phase: Phase) -> Sequence[Item]:
        """The items of any kind that are in a phase of life, in order of path and place."""
        return self._by_phase.get(phase, ())

    @cached_property
    def _by_field(self) -> dict[str, list[tuple[Item, Field]]]:
        found: dict[str, list[tuple[Item, Field]]] = {}
        for item in self.items:
            for field_ in item.fields:
                found.setdefault(field_.key, []).append((item, field_))
        return found

    def fields_named(self, key: str) -> Sequence[tuple[Item, Field]]:
        """Every field with a canonical name, or for an empty one of names nobody knows, with its item."""
        return self._by_field.get(key, ())

    @cached_property
    def highest_numbers(self) -> dict[str, int]:
        """The highest number that an item of each kind has."""
        return {kind: max(item.number for item in items) for kind, items in self.by_kind.items()}

    @cached_property
    def by_path(self) -> dict[str, Document]:
        """The document at each path."""
        return {document.path: document for document in self.documents}

    def free_identifier(self, kind: str, taken: Collection[str] = ()) -> str:
        """The first identifier of a kind above every one that is or was declared here, or is named here.

        So none is used twice. `taken` are those that other branches have.
        """
        vocabulary = self.reader.vocabulary
        items = self.of_kind(kind)
        used = {item.number for item in items}
        tokens = [vocabulary.token_at(old) for item in items for old in item.formerly]
        tokens += [vocabulary.token_at(resolution.reference.target) for resolution in self.graph.resolutions]
        used.update(token.number for token in tokens if token is not None and token.kind == kind)
        number = max(used, default=0) + 1
        while (identifier := vocabulary.canonical(kind, number)) in taken:
            number += 1
        return identifier

    def of_kind(self, kind: str) -> tuple[Item, ...]:
        """The items of a kind."""
        return self.by_kind.get(kind, ())

    def noun(self, kind: str) -> str:
        """What an item of a kind is called in a sentence."""
        return self.configuration.kinds[kind].noun or kind

    def nearest(self, identifier: str, kind: str) -> Item | None:
        """The one item of a kind whose identifier is closest to a mistyped one.

        None where none or several are.
        """
        known = self._neighbours.get(kind)
        if known is None:
            known = self._neighbours[kind] = Neighbours(self.of_kind(kind))
        return known.nearest(identifier)

    @cached_property
    def _neighbours(self) -> dict[str, Neighbours]:
        return {}

    @cached_property
    def constitution(self) -> Document | None:
        """The document that is, or should be, the constitution; None where nothing looks like one.

        Where several do: one called `constitution` and nothing more, then the one that declares most
        principles.
        """
        candidates = [d for d in self.constitutions if d.dialect != "adr"]
        return max(candidates, key=_likeness, default=None)

    @cached_property
    def constitution_fields(self) -> tuple[Field, ...]:
        """Version and dates of the constitution, wherever it states them but in items of other kinds."""
        document = self.constitution
        if document is None:
            return ()
        closed = [i.body for i in document.items[:-1] if i.kind != "principle"]
        starts = [body.start for body in closed]

        def is_open(block: Block) -> bool:
            at = bisect_right(starts, block.start) - 1
            return at < 0 or block.start >= closed[at].end

        blocks = filter(is_open, document.outline.blocks)
        keys = ("version", "ratified", "amended", "date")
        return document_fields(document.source, blocks, self.reader.names, keys)

    @property
    def constitutions(self) -> tuple[Document, ...]:
        """The documents that are, or should be, the constitution."""
        return tuple(document for document in self.documents if document.is_constitution)


def load_project(
    tree: Tree, configuration: Configuration, known: Mapping[str, Document] | None = None
) -> Project:
    """Read every governed document of a tree.

    `known` are documents by path that were read in the words of the same configuration: what has the same
    bytes is not read again.
    """
    reader = DocumentReader(configuration)
    documents = []
    for path in _each_once(included_paths(tree.paths(), configuration), tree):
        try:
            data = tree.read(path)
        except OSError as error:
            documents.append(reader.unopened(path, error.strerror or type(error).__name__))
            continue
        old = known.get(path) if known else None
        document = old if old is not None and old.source.data == data else reader.document(path, data)
        if document is not None:
            documents.append(document)
    return Project(configuration, tuple(documents), tree, reader.reader)


def included_paths(paths: Iterable[str], configuration: Configuration) -> tuple[str, ...]:
    """Those of some paths that the settings count among the documents, in their order."""
    include, exclude = configuration.project.documents, configuration.project.exclude
    if not include and not exclude:
        return tuple(paths)
    included = Globs.of_texts(include) if include else None
    excluded = Globs.of_texts(exclude)
    return tuple(p for p in paths if (included is None or included.covers(p)) and not excluded.covers(p))


def _each_once(paths: tuple[str, ...], tree: Tree) -> tuple[str, ...]:
    """Without links to files that are read anyway: what is written once is declared once."""
    seen = {path for path in paths if tree.origin(path) == path}
    kept = []
    for path in paths:
        origin = tree.origin(path)
        if origin == path or origin not in seen:
            seen.add(origin)
            kept.append(path)
    return tuple(kept)


def _likeness(document: Document) -> tuple[bool, int]:
    stem = document.path.rpartition("/")[2].partition(".")[0].lower()
    return stem == "constitution", sum(item.kind == "principle" for item in document.items)
