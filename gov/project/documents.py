"""One governed document: whether a file is one, and what is read of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from gov.dialects import dialects
from gov.items import Reader, decorated_token, lost_titles
from gov.items.fields import fields_of_lines
from gov.text import Entry, Heading, Outline, Paragraph, Source, read_outline

if TYPE_CHECKING:
    from gov.config import Configuration
    from gov.items import Item

__all__ = ["Document", "DocumentReader"]

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


class DocumentReader:
    """Reads files as documents, in the words of one configuration."""

    def __init__(self, configuration: Configuration) -> None:
        """Prepare the words and expressions once for all documents."""
        self.configuration = configuration
        self.reader = Reader(configuration)
        self._declares = _declaration_mark(configuration)
        self._is_explicit = bool(configuration.project.documents)

    def unopened(self, path: str, problem: str) -> Document:
        """Stand for a file that cannot be opened.

        Nobody knows what it would have declared: left out in silence it could hide the plan.
        """
        source = Source.unopened(path, problem)
        return Document(path, source, _EMPTY, "", (), _is_named_constitution(path))

    def document(self, path: str, data: bytes) -> Document | None:
        """The document that a file is, None where it is none."""
        constitution, explicit = _is_named_constitution(path), self._is_explicit
        named = any(dialect.names(path) for dialect in dialects())
        # In UTF-16 every other byte of an identifier is NUL: such a file is found as well, and then refused.
        plain = data.replace(b"\0", b"") if b"\0" in data else data
        reader = self.reader
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
        hides = (named or self._declares.search(plain)) and _may_hide_items(document)
        return document if hides or _titles_items(document, reader) else None


def _titles_items(document: Document, reader: Reader) -> bool:
    """Whether a title that reads like an item's heading, and declares nothing, has fields below it."""
    outline = document.outline
    if outline.html:
        for title in lost_titles(document.source, outline, reader):
            if title.where == "html" and title.level:
                return True
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


def _is_named_constitution(path: str) -> bool:
    return "constitution" in path.rpartition("/")[2].lower()


def _declaration_mark(configuration: Configuration) -> re.Pattern[bytes]:
    prefixes = "|".join(re.escape(kind.prefix) for kind in configuration.kinds.values())
    start = r"^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[ \t>*+0-9.)-]{0,40}#{1,6}[ \t]{1,40}"
    return re.compile(f"{start}(?:{prefixes})".encode(), re.MULTILINE)
