"""What a change does to the constitution, and the decisions of the same change that say so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gov.rulebook.anchoring import anchor
from gov.rulebook.principles import (
    is_retired,
    principles_of,
    title_place,
    without_own_fields,
    words_of,
)
from gov.text import Code, Heading, Place, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.items import Item
    from gov.project import Document, Project
    from gov.rulebook import Facts

__all__ = ["Amended", "Row", "amended", "citing", "matrix_of", "place_of"]

_WORDS = re.compile(r"\w+")
_LOG = re.compile(r"change ?log|history|amendments|revisions?", re.IGNORECASE)


class Amended(NamedTuple):
    """One thing that a change does to the constitution.

    `identifier` is the principle, empty where it is the text around them; `item` is it as it is now, or as it
    was where it is gone.
    """

    identifier: str
    what: str
    item: Item | None


class Row(NamedTuple):
    """A row of an impact matrix: the items that it begins with, all that it says, and where it stands."""

    items: tuple[str, ...]
    text: str
    place: Place


def amended(facts: Facts) -> tuple[Amended, ...]:
    """What the change does to principles, then to the text around them; spaces and signs are no change."""
    project, base = facts.project, facts.base
    if base is None or not principles_of(base):
        return ()
    old, new = principles_of(base), principles_of(project)
    found = []
    for identifier in sorted(old.keys() | new.keys(), key=lambda i: ((new.get(i) or old[i]).number, i)):
        before, now = old.get(identifier), new.get(identifier)
        if before is None or now is None:
            found.append(Amended(identifier, "removed" if now is None else "added", now or before))
        elif is_retired(now) and not is_retired(before):
            found.append(Amended(identifier, "withdrawn", now))
        elif _plain(words_of(base, before)) != _plain(words_of(project, now)) or (
            _seen(base, before) != _seen(project, now)
        ):
            found.append(Amended(identifier, "changed", now))
    if not found and _around(base) != _around(project):
        found.append(Amended("", "changed", None))
    return tuple(found)


def citing(facts: Facts, identifier: str) -> tuple[Item, ...]:
    """The items, not themselves retired, that cite a principle before the change or after it."""
    found: dict[str, Item] = {}
    for project in filter(None, (facts.base, facts.project)):
        for resolution in project.graph.down(identifier):
            item = facts.project.graph.items.get(resolution.reference.source)
            if item is not None and item.phase != "retired" and item.id != identifier:
                found[item.id] = item
    return tuple(found[name] for name in sorted(found))


def matrix_of(facts: Facts, decision: Item) -> Iterator[Row]:
    """The rows of the tables in a decision that begin with identifiers."""
    document = facts.project.by_path[decision.path]
    vocabulary = facts.project.reader.vocabulary
    for block in document.outline.blocks:
        if not isinstance(block, Table) or not decision.body.start <= block.start < decision.body.end:
            continue
        for row in block.rows[1:]:
            items = tuple(token.id for token in vocabulary.tokens(row[0].text)) if row else ()
            if items:
                place = Place(document.path, row[0].start, row[-1].end)
                yield Row(items, " | ".join(cell.text for cell in row[1:]), place)


def place_of(facts: Facts, entry: Amended) -> Place:
    """Where a finding about an amendment stands: the principle, or the title of the constitution."""
    if entry.item is not None and entry.what != "removed":
        return entry.item.place
    document = facts.project.constitution
    if document is not None:
        return title_place(document)
    return entry.item.place if entry.item is not None else anchor(facts)


def _seen(project: Project, item: Item) -> list[str]:
    """The words of a principle that a reader sees as text: none of comments, code and what is struck out."""
    document = project.by_path[item.path]
    lines: list[str] = [item.title]
    for block in document.outline.blocks:
        if not item.place.end <= block.start < item.body.end or isinstance(block, Heading):
            continue
        if isinstance(block, Table):
            lines += [cell.text for row in block.rows for cell in row]
        elif not isinstance(block, Code):
            lines += [line.text for line in block.lines]
    return _plain(without_own_fields("\n".join(lines)))


def _around(project: Project) -> list[str]:
    """The words of the constitution apart from its principles, its dates, its version and its change log."""
    document = project.constitution
    return _plain(without_own_fields(_text_around(document))) if document else []


def _text_around(document: Document) -> str:
    data = document.source.data
    cuts = [(item.body.start, item.body.end) for item in document.items]
    level = 0
    for heading in document.outline.headings:
        if level and heading.level <= level:
            cuts[-1] = (cuts[-1][0], heading.start)
            level = 0
        if not level and _LOG.search(heading.line.text):
            cuts.append((heading.start, len(data)))
            level = heading.level
    kept, at = [], 0
    for start, end in sorted((*cuts, (len(data), len(data)))):
        kept.append(document.source.text(at, start))
        at = max(at, end)
    return "\n".join(kept)


def _plain(text: str) -> list[str]:
    return _WORDS.findall(text)
