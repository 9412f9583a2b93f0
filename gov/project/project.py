"""A project: its configuration, its governed documents, the items they declare and the graph of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from gov.dialects import dialects
from gov.graph import Graph, resolve
from gov.items import Item, Reader, decorated_token, document_fields
from gov.items.fields import fields_of_lines
from gov.project.globs import Globs
from gov.project.nearest import Neighbours
from gov.text import Entry, Heading, Outline, Paragraph, Source, read_outline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gov.config import Configuration
    from gov.items import Field
    from gov.project.tree import Tree
    from gov.text import Block

__all__ = ["Document", "Project", "load_project"]

_EMPTY = Outline((), (), ())


@dataclass(frozen=True, slots=True)
class Document:
    """One governed document: what was read of it and by which dialect."""

    path: str
    source: Source
    outline: Outline
    dialect: str
    items: tuple[Item, ...]
    is_constitution: bool

    @property
    def title(self) -> str:
        """The first heading of the first level, or the path."""
        found = (heading for heading in self.outline.headings if heading.level == 1)
        return next((heading.line.text.strip() for heading in found), self.path)


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
    def graph(self) -> Graph:
        """The traceability graph."""
        resolutions = resolve(self.items, self.by_id, self.configuration.kinds)
        return Graph({identifier: found[0] for identifier, found in self.by_id.items()}, resolutions)

    @cached_property
    def by_kind(self) -> dict[str, tuple[Item, ...]]:
        """The items of each kind, in order of path and place; a kind without items is not in it."""
        found: dict[str, list[Item]] = {}
        for item in self.items:
            found.setdefault(item.kind, []).append(item)
        return {kind: tuple(items) for kind, items in found.items()}

    @cached_property
    def highest_numbers(self) -> dict[str, int]:
        """The highest number that an item of each kind has."""
        return {kind: max(item.number for item in items) for kind, items in self.by_kind.items()}

    @cached_property
    def by_path(self) -> dict[str, Document]:
        """The document at each path."""
        return {document.path: document for document in self.documents}

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


def load_project(tree: Tree, configuration: Configuration) -> Project:
    """Read every governed document of a tree."""
    reader = Reader(configuration)
    declares = _declaration_mark(configuration)
    documents = []
    wanted = _each_once(_included(tree.paths(), configuration), tree)
    explicit = bool(configuration.project.documents)
    for path in wanted:
        document = _document(path, tree, reader, declares, explicit=explicit)
        if document is not None:
            documents.append(document)
    return Project(configuration, tuple(documents), tree, reader)


def _included(paths: Iterable[str], configuration: Configuration) -> tuple[str, ...]:
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


def _document(
    path: str, tree: Tree, reader: Reader, declares: re.Pattern[bytes], *, explicit: bool
) -> Document | None:
    constitution = _is_named_constitution(path)
    try:
        data = tree.read(path)
    except OSError as error:
        # Nobody knows what it would have declared: left out in silence it could hide the plan.
        source = Source.unopened(path, error.strerror or type(error).__name__)
        return Document(path, source, _EMPTY, "", (), constitution)
    named = any(dialect.names(path) for dialect in dialects())
    # In UTF-16 every other byte of an identifier is NUL: such a file is found all the same, and then refused.
    plain = data.replace(b"\0", b"") if b"\0" in data else data
    if not (explicit or constitution or named or reader.vocabulary.marks(plain)):
        return None
    source = Source.read(path, data)
    outline = _EMPTY if source.too_large else read_outline(source)
    name = ""
    items: tuple[Item, ...] = ()
    if outline.blocks or source.front_matter:
        dialect = next(d for d in dialects() if d.claims(source, outline, reader))
        name, items = dialect.name, dialect.read(source, outline, reader)
    constitution = constitution or any(item.kind == "principle" for item in items)
    document = Document(path, source, outline, name, items, constitution)
    if explicit or constitution or items:
        return document
    hides = (named or declares.search(plain)) and _may_hide_items(document)
    return document if hides or _titles_items(document, reader) else None


def _titles_items(document: Document, reader: Reader) -> bool:
    """Whether a heading that declares nothing, for marks stand before its identifier, has fields below it."""
    for block, following in pairwise(document.outline.blocks):
        if type(block) is Heading and not block.depth and decorated_token(block.line.text, reader):
            lines = following.lines if isinstance(following, Paragraph | Entry) else ()
            if any(field.key for field in fields_of_lines(lines, reader.names, document.path)):
                return True
    return False


def _may_hide_items(document: Document) -> bool:
    """Whether something swallows what follows it: then a document without items is no ordinary page."""
    outline = document.outline
    return (
        document.source.too_large
        or outline.too_many_events
        or bool(document.source.bad_bytes)
        or any(not code.closed for code in outline.codes)
        or any(not comment.closed for comment in outline.comments)
        or bool(document.source.front_matter and document.source.front_matter.problem)
        or any(heading.depth for heading in outline.headings)
    )


def _likeness(document: Document) -> tuple[bool, int]:
    stem = document.path.rpartition("/")[2].partition(".")[0].lower()
    return stem == "constitution", sum(item.kind == "principle" for item in document.items)


def _is_named_constitution(path: str) -> bool:
    return "constitution" in path.rpartition("/")[2].lower()


def _declaration_mark(configuration: Configuration) -> re.Pattern[bytes]:
    prefixes = "|".join(re.escape(kind.prefix) for kind in configuration.kinds.values())
    start = r"^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[ \t>*+0-9.)-]{0,40}#{1,6}[ \t]{1,40}"
    return re.compile(f"{start}(?:{prefixes})".encode(), re.MULTILINE)
