"""What the past says about a project, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from gov.history.contents import State

__all__ = ["Commit", "Event", "Happening", "Past", "Transition"]

Happening = Literal[
    "declared", "removed", "retitled", "moved", "status", "criterion", "criterion-moved", "renumbered"
]  # fmt: skip


class Commit(NamedTuple):
    """One commit: its full id, who wrote it and when it was committed, what it says, and what it follows.

    `files` are the paths that it changed, relative to the repository's top folder; None where nobody looked.
    `email` is the address that its author gave; names and addresses are whatever their writer chose.
    """

    id: str
    author: str
    when: datetime
    message: str
    parents: tuple[str, ...]
    files: tuple[str, ...] | None = None
    email: str = ""

    @property
    def subject(self) -> str:
        """The first line of its message."""
        return self.message.partition("\n")[0].strip()


class Event(NamedTuple):
    """What one commit did to one item.

    `before` and `after` are the titles, paths or statuses; of a criterion its text, with `[x]` or `[ ]`
    before it; of `criterion-moved`, where a criterion got another number, that and its text (`1. It works`),
    or the first and the last number of several (`1 to 3`); of `renumbered`, which `lineage` alone tells, the
    numbers. What was not there before, or is not there after, is empty.
    """

    commit: Commit
    item: str
    what: Happening
    before: str
    after: str


class Transition(NamedTuple):
    """One item before and after a commit, None where it does not exist."""

    commit: Commit
    item: str
    before: State | None
    after: State | None


@dataclass(frozen=True)
class Past:
    """The history of a project's documents up to a revision.

    `commits` are those that changed a document, newest first; `events` what happened to each item, oldest
    first; `touched` the last commit that changed the file at each path. `since` are the commits that the
    base does not have, newest first, whatever they changed; None without a base. `is_complete` is False in a
    shallow clone. `transitions` are the items that each commit changed, oldest first.
    """

    commits: tuple[Commit, ...]
    events: Mapping[str, tuple[Event, ...]]
    touched: Mapping[str, Commit]
    since: tuple[Commit, ...] | None = None
    is_complete: bool = True
    transitions: tuple[Transition, ...] = ()
