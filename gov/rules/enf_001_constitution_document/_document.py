"""What the rules about the constitution look for in it: its fields and its version."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gov.items import is_null

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.items import Field
    from gov.project import Project

__all__ = ["DATES", "fields", "version_of"]

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


def version_of(written: str) -> tuple[int, int, int] | None:
    """The three numbers of a semantic version (semver.org, 2.0.0), None for what is none."""
    match = _VERSION.match(written.strip())
    return (int(match.group(1)), int(match.group(2)), int(match.group(3))) if match else None
