"""The change request that a command line, a host's event or a range of commits tells of."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gov.change import ChangedFile, ChangeRequest
from gov.change.hosts import read_host
from gov.cli._base_of_request import base_of, refuse_itself
from gov.errors import GovError, UsageError
from gov.history.merging import Merged

if TYPE_CHECKING:
    from gov.history import Commit
    from gov.history.merging import FileChange
    from gov.history.revisions import Revisions

__all__ = ["Join", "Told", "requested", "with_git"]

_LARGEST_BODY = 8 << 20


class Told(NamedTuple):
    """What the command line says of a change request; empty and None for what it leaves to the host."""

    event: str = ""
    commits: str = ""
    title: str | None = None
    body_file: str = ""
    labels: str | None = None
    author: str | None = None
    approved_by: str | None = None
    base: str = ""
    head: str = ""


class Join(NamedTuple):
    """Where a change left its base, empty where no commit is shared here, and what merging them comes to.

    A push was made: it comes to its own end, and `dropped` are the commits that it took away, newest first.
    `notes` say what could not be seen of the base.
    """

    fork: str
    made: Merged | None
    dropped: tuple[Commit, ...] = ()
    notes: tuple[str, ...] = ()


def requested(told: Told) -> ChangeRequest:
    """The change request, as far as no commit has to be read for it.

    A range asks for no host; else the host of the event or of the environment tells, and what the command
    line says goes before. Raises `UsageError` for what cannot be together, or cannot be read.
    """
    if told.commits and (told.event or told.base or told.head):
        message = "--range names both ends of a change, so --event, --base and --head are not for it"
        raise UsageError(message, help="gov pr --range origin/main..HEAD")
    event = Path(told.event) if told.event else None
    request = None if told.commits else read_host(os.environ, event)
    request = _of_range(told.commits) if request is None else request
    return replace(
        request,
        title=request.title if told.title is None else told.title,
        body=_body(told.body_file) if told.body_file else request.body,
        is_cut=request.is_cut and not told.body_file,
        labels=request.labels if told.labels is None else _listed(told.labels),
        author=request.author if told.author is None else told.author,
        author_kind=request.author_kind if told.author is None else None,
        approvals=request.approvals if told.approved_by is None else _listed(told.approved_by),
        base=told.base or request.base,
        target=None if told.base else request.target,
        head=told.head or request.head,
    )


def with_git(request: ChangeRequest, found: Revisions) -> tuple[ChangeRequest, Join]:
    """The request with full names of its ends, its commits and its files, and how it joins its base.

    Raises `UsageError` where an end is not there: a base that cannot be read is no base that allows anything.
    """
    head = found.commit(request.head or "HEAD")
    base, name, note = base_of(request, found, head)
    commits = found.commits_between(base, head)
    try:
        fork = found.fork(base, head)
    except UsageError:
        fork = ""
    is_done = request.event == "push" and request.base is not None
    made = Merged(head, ()) if is_done else found.merge(base, head)
    dropped = found.commits_between(head, base) if is_done else ()
    join = Join(fork, made, dropped, (note,) if note else ())
    files = _files(found, base, head, join)
    if not (commits or files or dropped):
        refuse_itself(request, found, name)
    return replace(request, base=base, head=head, commits=commits, files=files), join


def _files(found: Revisions, base: str, head: str, join: Join) -> tuple[ChangedFile, ...]:
    """What the change does to files: since it left the base, and what its merge does to the base.

    Both: where branches were merged back and forth, either alone can be made to look smaller than it is.
    """
    changes = {change.path: _file(change) for change in found.files_between(join.fork or base, head)}
    if join.made is not None and not join.made.conflicts:
        for change in found.files_between(base, join.made.tree):
            changes.setdefault(change.path, _file(change))
    return tuple(changes[path] for path in sorted(changes))


def _of_range(commits: str) -> ChangeRequest:
    """The ends of a range; with three dots it is the same change, which begins where it left its base."""
    base, dots, head = commits.partition("...") if "..." in commits else commits.partition("..")
    if commits and (not dots or not base or head.startswith(".")):
        message = f"--range {commits!r} is no range: it names two revisions, BASE..HEAD"
        raise UsageError(message, help="gov pr --range origin/main..HEAD")
    return ChangeRequest(base=base or None, head=head or None)


def _file(change: FileChange) -> ChangedFile:
    statuses = {"A": "A", "D": "D", "T": "T"}
    status = statuses.get(change.status, "M")
    added, removed = change.added, change.removed
    return ChangedFile(change.path, status, added, removed, change.is_plain)  # type: ignore[arg-type] # one of four


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _body(name: str) -> str:
    """The description in a file, or on standard input for a dash; what is no UTF-8 is shown as such."""
    try:
        data = sys.stdin.buffer.read(_LARGEST_BODY + 1) if name == "-" else _start_of(Path(name))
    except OSError as error:
        message = f"{name!r} cannot be read: {error.strerror}"
        raise UsageError(message, help="--body-file names a file with the description.") from error
    if len(data) > _LARGEST_BODY:
        message = f"{name!r} holds more than {_LARGEST_BODY >> 20} MB, more than any host's description"
        raise GovError(message, help="Give the description alone.")
    return data.decode("utf-8", "replace")


def _start_of(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(_LARGEST_BODY + 1)
