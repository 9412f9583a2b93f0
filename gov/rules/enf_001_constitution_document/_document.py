"""What the rules about the constitution look for in it: its fields, its version, its title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gov.items import is_null
from gov.text import Heading, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.items import Field
    from gov.project import Document, Project

__all__ = ["DATES", "fields", "title_place", "version_of"]

DATES = ("ratified", "amended", "date")
_VERSION = re.compile(
    r"[vV]?(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})"
    r"(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?(?![0-9A-Za-z._+-])"
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
