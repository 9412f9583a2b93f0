"""Where a new item goes and which number it gets."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gov.items import Item
    from gov.project import Project

__all__ = ["Spot", "next_identifier", "slug", "spot_for"]

_FOLDERS = {"principle": "constitution.md", "plan": "plan.md", "task": "tasks.md"}
_ONE_FILE_EACH = {"spec": "specs", "decision": "adr"}
_HOME = "docs/governance"


@dataclass(frozen=True, slots=True)
class Spot:
    """A file for a new item, and where in it.

    `offset` is the byte to insert at, -1 for a file of its own; `level` is that of its heading.
    """

    path: str
    offset: int
    level: int


def next_identifier(project: Project, kind: str) -> str:
    """The first number of a kind above every one declared or named anywhere, so that none is used twice."""
    used = {item.number for item in project.of_kind(kind)}
    vocabulary = project.reader.vocabulary
    for resolution in project.graph.resolutions:
        token = vocabulary.token_at(resolution.reference.target)
        if token is not None and token.kind == kind:
            used.add(token.number)
    return vocabulary.canonical(kind, max(used, default=0) + 1)


def spot_for(project: Project, kind: str, identifier: str, title: str) -> Spot:
    """The place of a new item: where those of its kind stand, else where this tool would put the first."""
    items = project.of_kind(kind)
    alone = [item for item in items if len(project.by_path[item.path].items) == 1 and item.level == 1]
    if items and len(alone) * 2 <= len(items):
        path = Counter(item.path for item in items if item not in alone).most_common(1)[0][0]
        last = [item for item in items if item.path == path][-1]
        return Spot(path, _end_of(last, project), last.level)
    if alone:
        return Spot(_beside(alone[-1], project, identifier, title), -1, 1)
    if kind in _ONE_FILE_EACH:
        return Spot(f"{_HOME}/{_ONE_FILE_EACH[kind]}/{identifier}-{slug(title)}.md", -1, 1)
    return Spot(f"{_HOME}/{_FOLDERS.get(kind, kind + 's.md')}", -1, 3)


def slug(title: str) -> str:
    """A title as part of a file name: lower case letters, digits and dashes."""
    return "-".join(re.findall(r"[a-z0-9]+", title.lower()))[:60].strip("-") or "untitled"


def _end_of(item: Item, project: Project) -> int:
    """The byte after an item's last line of text: blank lines and a rule that follow stay where they are."""
    data = project.by_path[item.path].source.data[: item.body.end]
    lines = data.splitlines(keepends=True)
    while lines and lines[-1].strip() in {b"", b"---", b"***", b"___"}:
        lines.pop()
    return sum(map(len, lines))


def _beside(item: Item, project: Project, identifier: str, title: str) -> str:
    """A file name beside another's, made the same way: with the prefix or with the number alone."""
    folder, _, name = item.path.rpartition("/")
    folder = f"{folder}/" if folder else ""
    prefix = project.reader.vocabulary.prefix(item.kind)
    if name.startswith(prefix):
        return f"{folder}{identifier}-{slug(title)}.md"
    return f"{folder}{identifier.removeprefix(prefix)}-{slug(title)}.md"
