"""Titles in HTML, lists and quotes that read like an item's heading, and what is lost below one."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from gov.items import fields_below, lost_titles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.items import Field, Item, LostTitle
    from gov.project import Document, Project

__all__ = ["about_lost", "ended_by", "lost_below_no_heading"]


def ended_by(document: Document, start: int, level: int) -> Item | None:
    """The item that ends at a title only because readers see another one begin there."""
    starts = [item.body.start for item in document.items]
    at = bisect_right(starts, start) - 1
    if at < 0 or document.items[at].body.end != start or 0 < level <= document.items[at].level:
        return None
    return document.items[at]


def lost_below_no_heading(document: Document, project: Project) -> Iterator[LostTitle]:
    """The titles in HTML, lists and quotes that readers take for the heading of an item.

    One in HTML is that by its own form, or by the fields below it; one in a list or quote may be a sample,
    and is one where the fields of an item follow outside of it.
    """
    outline, reader = document.outline, project.reader
    if document.dialect == "adr" or not (outline.marked or outline.html):
        return
    for title in lost_titles(document.source, outline, reader):
        if title.where == "text":
            continue
        if ended_by(document, title.start, 0) is not None:
            yield title
        elif title.token.id not in project.by_id:
            keys = [field.key for field in _fields_below(title, document, project)]
            if title.where == "html":
                if title.level or keys:
                    yield title
            elif keys[:1] == ["status"] and not _is_within(document, title.start):
                yield title


def _fields_below(title: LostTitle, document: Document, project: Project) -> Iterator[Field]:
    blocks = document.outline.blocks
    at = bisect_right(blocks, title.line.start, key=lambda block: block.start)
    return fields_below(blocks, at, project.reader, document.path)


def _is_within(document: Document, start: int) -> bool:
    at = bisect_right(document.items, start, key=lambda item: item.body.start) - 1
    return at >= 0 and start < document.items[at].body.end


def about_lost(document: Document, project: Project, start: int, level: int) -> tuple[str, ...]:
    """What is named below a title that declares nothing, and so by nobody."""
    headings = document.outline.headings
    end = len(document.source.data)
    for at in range(bisect_right(headings, start, key=lambda heading: heading.start), len(headings)):
        heading = headings[at]
        if not heading.depth and (not level or heading.level <= level):
            end = heading.start
            break
    text = document.source.text(start, end)
    return tuple(dict.fromkeys(f"cites:{token.id}" for token in project.reader.vocabulary.tokens(text)))
