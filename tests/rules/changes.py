"""Change requests written down as text: what a host tells as headers, an empty line, the description.

    Title: Sign users in
    Author: mira
    Labels: urgent, api
    Files: A shop/auth.py +120 -3
    Commit: Sign users in

    Implements TASK-001.

A header that is not there is unknown, and so is the description where no line is empty. Also: Host, Event,
Author-Kind, Draft, Branch, Approved-By and Cut. A header goes on where a line is indented, as the message of
a commit does.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.parser import HeaderParser
from typing import TYPE_CHECKING

from gov.change import ChangedFile, ChangeRequest
from gov.history import Commit

if TYPE_CHECKING:
    from email.message import Message

    from gov.change import AuthorKind, Event

_FILE = re.compile(r"([AMDT]) (\S+)(?: \+([0-9]+))?(?: -([0-9]+))?")
_WHEN = datetime(2026, 5, 31, tzinfo=UTC)
_EVENTS: dict[str, Event] = {
    "pull-request": "pull-request", "merge-queue": "merge-queue", "push": "push", "range": "range",
}  # fmt: skip
_KINDS: dict[str, AuthorKind] = {"person": "person", "bot": "bot"}


def change_request(text: str, files: tuple[ChangedFile, ...], commits: tuple[Commit, ...]) -> ChangeRequest:
    """The change request that a text describes, with files and commits that are known beside it."""
    head, has_body, body = text.partition("\n\n")
    told: Message = HeaderParser().parsestr(head + "\n\n")
    named = [match for value in told.get_all("Files", []) for match in _FILE.finditer(value)]
    more = tuple(ChangedFile(m[2], m[1], int(m[3] or 0), int(m[4] or 0)) for m in named)  # type: ignore[arg-type] # by the pattern
    messages = [re.sub(r"\n[ \t]", "\n", value) for value in told.get_all("Commit", [])]
    own = tuple(
        Commit(f"{number:040x}", "Mira", _WHEN, message, ("0" * 40,))
        for number, message in enumerate(messages, 1)
    )
    return ChangeRequest(
        host=told.get("Host", "github"),
        event=_EVENTS[told.get("Event", "pull-request")],
        number=7,
        title=told.get("Title"),
        body=body if has_body else None,
        is_cut=told.get("Cut") == "yes",
        labels=_listed(told.get("Labels")),
        author=told.get("Author"),
        author_kind=_KINDS.get(told.get("Author-Kind", "")),
        is_draft=told.get("Draft") == "yes",
        base="b" * 40,
        head="a" * 40,
        branch=told.get("Branch"),
        commits=(*reversed(own), *commits),
        files=tuple(sorted((*files, *more))),
        approvals=_listed(told.get("Approved-By")),
    )


def changed_files(files: dict[str, bytes], base: dict[str, bytes]) -> tuple[ChangedFile, ...]:
    """What differs between two sets of files; lines are counted as if every one was written anew."""
    found = []
    for path in sorted(files.keys() | base.keys()):
        old, new = base.get(path), files.get(path)
        if old != new:
            status = "A" if old is None else "D" if new is None else "M"
            lines = [(data or b"").count(b"\n") for data in (new, old)]
            found.append(ChangedFile(path, status, *lines))  # type: ignore[arg-type] # one of three
    return tuple(found)


def _listed(text: str | None) -> tuple[str, ...] | None:
    return None if text is None else tuple(part.strip() for part in text.split(",") if part.strip())
