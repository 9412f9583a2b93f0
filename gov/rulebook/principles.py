"""Principles, what they say, and the document that holds them: what two families look at."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gov.text import Heading, Place

if TYPE_CHECKING:
    from gov.items import Item
    from gov.project import Document, Project

__all__ = ["is_retired", "principles_of", "title_place", "without_own_fields", "words_of"]

_RETIRED = re.compile(r"withdrawn|retired|removed|superseded|deprecated|repealed", re.IGNORECASE)
_RETIRED_TITLE = re.compile(rf"[(\[](?:{_RETIRED.pattern})", re.IGNORECASE)
_OWN_FIELDS = re.compile(
    r"^.{0,20}\b(?:version|ratified|last amended|amended|last updated|effective)\b.{0,10}:.*",
    re.IGNORECASE | re.MULTILINE,
)


def principles_of(project: Project) -> dict[str, Item]:
    """The principles of a project by identifier."""
    return {item.id: item for item in reversed(project.of_kind("principle"))}


def words_of(project: Project, item: Item) -> str:
    """What a principle says, spaces, line ends and the document's own fields left out."""
    data = project.by_path[item.path].source.data[item.body.start : item.body.end]
    text = without_own_fields(data.decode("utf-8", "replace"))
    return " ".join(text.replace("---", " ").split())


def without_own_fields(text: str) -> str:
    """A text without its document's version and dates: these are no words of a principle."""
    return _OWN_FIELDS.sub("", text)


def is_retired(item: Item) -> bool:
    """Whether a principle says that it no longer holds."""
    return bool((item.status and _RETIRED.search(item.status.written)) or _RETIRED_TITLE.search(item.title))


def title_place(document: Document) -> Place:
    """Where the title of a document stands; its beginning where it has no heading."""
    for block in document.outline.blocks:
        if isinstance(block, Heading):
            return Place(document.path, *block.line.span(0, len(block.line.text)))
    return Place(document.path, 0, 0)
