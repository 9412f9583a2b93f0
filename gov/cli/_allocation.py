"""Where a new item goes and which number it gets."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gov.items import Item
    from gov.project import Project

__all__ = ["Spot", "slug", "spot_for"]

_SHARED = {"principle": "constitution.md", "plan": "plan.md", "task": "tasks.md"}
_ONE_FILE_EACH = {"spec": "specs", "decision": "adr"}
_HOME = "docs/governance"
_LONGEST_SLUG = 60  # bytes: a file name holds 255 of them
_ABOVE = 230
_SEPARATOR = re.compile(r"\s?[:.\u2013\u2014-]?\s")


@dataclass(frozen=True, slots=True)
class Spot:
    """A file for a new item, and where in it.

    `offset` is the byte to insert at, -1 for a file of its own; `level` is that of its heading, `separator`
    what stands between identifier and title there.
    """

    path: str
    offset: int
    level: int
    separator: str


def spot_for(project: Project, kind: str, identifier: str, title: str) -> Spot:
    """The place of a new item: where those of its kind stand, else where this tool would put the first."""
    items = project.of_kind(kind)
    alone = [item for item in items if len(project.by_path[item.path].items) == 1 and item.level == 1]
    separator = _separator(items, project) or (" " if kind == "task" else ": ")
    if items and len(alone) * 2 <= len(items):
        path = Counter(item.path for item in items if item not in alone).most_common(1)[0][0]
        last = [item for item in items if item.path == path][-1]
        return Spot(path, _end_of(last, project), last.level, separator)
    if alone:
        return Spot(_beside(alone[-1], project, identifier, title), -1, 1, separator)
    home = _home(project)
    if kind in _ONE_FILE_EACH:
        name = f"{identifier}-{slug(title)}.md"
        return Spot(posixpath.join(home, _ONE_FILE_EACH[kind], name), -1, 1, separator)
    return Spot(posixpath.join(home, _SHARED.get(kind, f"{slug(kind)}s.md")), -1, 3, separator)


def slug(title: str) -> str:
    """A title as part of a file name: lower case letters, digits and dashes.

    Accents are left out; letters that have no plain form, such as those of other scripts, stay.
    """
    made = "".join(map(_plain, unicodedata.normalize("NFKC", title).casefold()))
    short = re.sub(r"-+", "-", made).strip("-").encode("utf-8")[:_LONGEST_SLUG]
    return short.decode("utf-8", "ignore").strip("-") or "untitled"


def _plain(character: str) -> str:
    """A letter or digit without its accent, a dash for what is neither; a mark alone is nothing."""
    first = unicodedata.normalize("NFKD", character)[0]
    if first.isascii():
        return first if first.isalnum() else "-"
    if unicodedata.category(character) == "Mn" and unicodedata.combining(character) == _ABOVE:
        return ""
    return character if character.isalnum() or unicodedata.category(character)[0] == "M" else "-"


def _home(project: Project) -> str:
    """The folder that holds the governed documents of a project, whatever their kind."""
    folders = [posixpath.dirname(document.path) for document in project.documents if document.items]
    return posixpath.commonpath(folders) if folders else _HOME


def _separator(items: tuple[Item, ...], project: Project) -> str:
    """What the last item of a kind has between identifier and title; empty where that is nothing usual."""
    for item in reversed(items):
        line = project.by_path[item.path].source.data[item.place.end :].partition(b"\n")[0]
        between = line.decode("utf-8", "replace").partition(item.title)[0] if item.title else ""
        if item.declared_as == item.id and _SEPARATOR.fullmatch(between):
            return between
    return ""


def _end_of(item: Item, project: Project) -> int:
    """The byte after an item's last line of text: blank lines and a rule that follow stay where they are."""
    data = project.by_path[item.path].source.data[: item.body.end]
    lines = data.splitlines(keepends=True)
    while lines and lines[-1].strip() in {b"", b"---", b"***", b"___"}:
        lines.pop()
    return sum(map(len, lines))


def _beside(item: Item, project: Project, identifier: str, title: str) -> str:
    """A file name beside another's, made the same way: with the prefix or without, with as many digits."""
    folder, name = posixpath.split(item.path)
    prefix = project.reader.vocabulary.prefix(item.kind)
    start = len(prefix) if name.upper().startswith(prefix) else 0
    digits = re.match(r"[0-9]+", name[start:])
    number = identifier.removeprefix(prefix)
    if digits:
        number = number.lstrip("0").zfill(len(digits.group()))
    return posixpath.join(folder, f"{name[:start]}{number}-{slug(title)}.md")
