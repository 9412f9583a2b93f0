"""What the rules about the constitution look for in it: its fields, its title, its principles' words."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from gov.items import is_null
from gov.text import Heading, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.items import Field, Item
    from gov.project import Document, Project

__all__ = [
    "DATES", "date_of", "fields", "is_retired", "principles_of", "title_place", "version_of", "words_of",
]  # fmt: skip

DATES = ("ratified", "amended", "date")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9A-SU-Za-z-])")
_VERSION = re.compile(
    r"[vV]?(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})"
    r"(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?(?![0-9A-Za-z._+-])"
)
_RETIRED = re.compile(r"withdrawn|retired|removed|superseded|deprecated|repealed", re.IGNORECASE)
_RETIRED_TITLE = re.compile(rf"[(\[](?:{_RETIRED.pattern})", re.IGNORECASE)
_OWN_FIELDS = re.compile(
    r"^.{0,20}\b(?:version|ratified|last amended|amended|last updated|effective)\b.{0,10}:.*",
    re.IGNORECASE | re.MULTILINE,
)


def fields(project: Project, *keys: str) -> Iterator[Field]:
    """The fields of the constitution with some keys that say something."""
    for field in project.constitution_fields:
        if field.key in keys and not is_null(field.value):
            yield field


def title_place(document: Document) -> Place:
    """Where the title of a document stands; its beginning where it has no heading."""
    for block in document.outline.blocks:
        if isinstance(block, Heading):
            return Place(document.path, *block.line.span(0, len(block.line.text)))
    return Place(document.path, 0, 0)


def version_of(written: str) -> tuple[int, int, int] | None:
    """The three numbers of a semantic version (semver.org, 2.0.0), None for what is none."""
    match = _VERSION.match(written.strip())
    return (int(match.group(1)), int(match.group(2)), int(match.group(3))) if match else None


def date_of(written: str) -> date | None:
    """The day that a value begins with as ISO 8601 writes it, None for anything else."""
    match = _DATE.match(written.strip())
    try:
        return date.fromisoformat(match.group()) if match else None
    except ValueError:
        return None


def principles_of(project: Project) -> dict[str, Item]:
    """The principles of a project by identifier."""
    return {item.id: item for item in reversed(project.of_kind("principle"))}


def words_of(project: Project, item: Item) -> str:
    """What a principle says, spaces, line ends and the document's own fields left out."""
    data = project.by_path[item.path].source.data[item.body.start : item.body.end]
    text = _OWN_FIELDS.sub("", data.decode("utf-8", "replace"))
    return " ".join(text.replace("---", " ").split())


def is_retired(item: Item) -> bool:
    """Whether a principle says that it no longer holds."""
    return bool((item.status and _RETIRED.search(item.status.written)) or _RETIRED_TITLE.search(item.title))
