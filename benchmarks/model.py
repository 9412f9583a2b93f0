"""The benchmark's project as plain values, which every writer puts into its own notation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Criterion", "Document", "Entry", "Kind", "Link"]


class Kind(StrEnum):
    """What an item is."""

    PRINCIPLE = "principle"
    PLAN = "plan"
    SPEC = "spec"
    TASK = "task"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Link:
    """A reference to another item, with that item's title as its label."""

    target: str
    label: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of a task list."""

    text: str
    checked: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One item; an empty string or tuple means that items of this kind have no such part."""

    id: str
    kind: Kind
    title: str
    prose: str
    status: str = ""
    date: str = ""
    links: tuple[Link, ...] = ()
    dependencies: tuple[str, ...] = ()
    assignee: str = ""
    effort: str = ""
    blocked_by: str = ""
    criteria: tuple[Criterion, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One file's worth of items; `path` has no suffix, since each notation has its own."""

    path: str
    title: str
    intro: str
    entries: tuple[Entry, ...]
