"""The commit by whose policy a change request is judged: the tip of the branch that it wants to enter."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gov.cli._usual_base import usual_bases
from gov.errors import UsageError
from gov.text import printable

if TYPE_CHECKING:
    from gov.change import ChangeRequest
    from gov.history.revisions import Revisions

__all__ = ["Base", "base_of", "refuse_itself"]

_SHORT = 10
_REMOTE = "refs/remotes/origin/"
_WAY_OUT = "Name what it goes into: gov pr --base REV, or --range BASE..HEAD."


class Base(NamedTuple):
    """A commit, the name that led to it, and what could not be seen of the branch that has it."""

    commit: str
    name: str
    note: str = ""


def base_of(request: ChangeRequest, found: Revisions, head: str) -> Base:
    """Where the policy is read, which is never older than the base that the host or the user names.

    Raises `UsageError` where that is not there, or nobody names one and none of the usual ones is there.
    """
    if request.base:
        told = Base(found.commit(request.base), request.base)
        return told if request.target is None else _as_of_now(told, request, found, head)
    name = f"{_REMOTE}{request.target}"
    if request.target is not None and not request.is_elsewhere and (tip := _tip(found, name)):
        return Base(tip, name)
    for usual in usual_bases(found, head, _own(request, found)):
        if tip := _tip(found, usual):
            return Base(tip, usual)
    message = "nobody said where the change begins, and neither origin/main nor main is here"
    message += " beside the branch itself" if _own(request, found) else ""
    raise UsageError(message, help=found.way_to_fetch() or _WAY_OUT)


def refuse_itself(request: ChangeRequest, found: Revisions, name: str) -> None:
    """Refuse a change that brings nothing because its base is the branch that is judged.

    `name` is that base. Where nobody named it, and the branch has no name, the two may be the same as well.
    """
    own = _own(request, found)
    if own and found.branch(name) == own and name != "HEAD":
        message = (
            f"{printable(name)} is the branch that is judged, {printable(own)}: nothing lies between them"
        )
        raise UsageError(message, help=_WAY_OUT)
    if not own and not request.base and request.event == "range":
        message = f"nobody said where the change begins, and {printable(name)} has all of it already"
        raise UsageError(message, help=_WAY_OUT)


def _as_of_now(told: Base, request: ChangeRequest, found: Revisions, head: str) -> Base:
    """The tip of the target where it came to that since the host told of the base; else the base, and why."""
    name = f"{_REMOTE}{request.target}"
    shown = printable(name)
    tip = "" if request.is_elsewhere else _tip(found, name)
    if request.is_elsewhere:
        why = f"the job runs in another repository than the one of {printable(request.target or '')}"
    elif not tip:
        why = f"{shown} is not here. {found.way_to_fetch(name)}".rstrip(" .")
    elif tip == told.commit:
        return told
    elif not found.is_part_of(told.commit, tip):
        why = f"{shown} does not follow from it"
    elif found.is_part_of(head, tip):
        why = f"{shown} has the change already"
    else:
        return Base(tip, name)
    note = (
        f"the policy is that of {told.commit[:_SHORT]}, and may be another by now in the branch it goes into"
    )
    return told._replace(note=f"{note}: {why}")


def _own(request: ChangeRequest, found: Revisions) -> str:
    """The branch that is judged, as far as anybody tells; that of a fork is none of this repository."""
    told = "" if request.is_fork else request.branch or ""
    return found.branch(request.head or "HEAD") or told


def _tip(found: Revisions, ref: str) -> str:
    try:
        return found.commit(ref)
    except UsageError:
        return ""
