"""Events as GitHub's, Gitea's and Forgejo's runners hand them to a job: one form, some keys missing.

Gitea and Forgejo set the same variables as GitHub (`GITHUB_EVENT_NAME`, `GITHUB_EVENT_PATH`) and write the
payloads of their webhooks, which have GitHub's keys as far as they are read here, save `user.type`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gov.change.hosts._reading import missing, read_event, shown
from gov.change.model import ChangeRequest
from gov.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gov.change.hosts._reading import Part
    from gov.change.model import AuthorKind

__all__ = ["event_name", "file_of_event", "request_of"]

_KINDS: dict[str, AuthorKind] = {"Bot": "bot", "User": "person"}
# refs/heads/gh-readonly-queue/main/pr-104-929f8209d40f77f4abc622a499c93a83babdbe64
_QUEUED = re.compile(
    r"(?:refs/heads/)?gh-readonly-queue/.+/pr-([1-9][0-9]{0,17})-(?:[0-9a-f]{64}|[0-9a-f]{40})", re.DOTALL
)


def event_name(environment: Mapping[str, str]) -> str:
    """What the runner calls the event; empty where no runner is."""
    return environment.get("GITHUB_EVENT_NAME", "")


def file_of_event(environment: Mapping[str, str]) -> str:
    """Where the runner wrote the event."""
    return environment.get("GITHUB_EVENT_PATH", "")


def request_of(host: str, environment: Mapping[str, str], event: bytes | None) -> ChangeRequest:
    """The change request that an event tells of.

    Without a name in the environment, the event is known by what it holds. Raises `UsageError` for an event
    of another kind, `EventError` for one that is not as a host writes it.
    """
    name = event_name(environment)
    if name and name not in _READERS:
        raise _unsupported(f"the event {shown(name)} asks for no change")
    if event is None:
        variable = "GITHUB_EVENT_PATH" if name else "GITHUB_EVENT_NAME"
        message = f"{variable} is not set, so nobody tells what happened"
        way_out = "The runner sets it; elsewhere, gov pr --event FILE or --range BASE..HEAD."
        raise UsageError(message, help=way_out)
    told = read_event(event)
    name = name or _name_by(told)
    if not name:
        raise _unsupported("the event holds no pull request, no merge group and no push")
    return _READERS[name](host, told)


def _unsupported(message: str) -> UsageError:
    return UsageError(
        message, help=f"Events that do are {', '.join(_READERS)}; for others, gov pr --range BASE..HEAD."
    )


def _name_by(event: Part) -> str:
    """What an event is by what it holds; a comment on a pull request is none of those that count."""
    if event.has("merge_group"):
        return "merge_group"
    if event.has("pull_request"):
        if event.has("comment") or event.has("thread"):
            return ""
        return "pull_request_review" if event.has("review") else "pull_request"
    if event.has("schedule"):
        return ""
    return "push" if all(map(event.has, ("ref", "before", "after"))) else ""


def _pull_request(host: str, event: Part) -> ChangeRequest:
    """A pull request. No event proves an approval: who approved is told, but not whether it counts."""
    told = event.needed("pull_request")
    if _is_withdrawn(event, told):
        message = "the pull request was closed without being merged, so nothing asks to be let in"
        raise UsageError(message, help="Let the job run for requests that are open, or were merged.")
    user, base, head = told.part("user"), told.part("base"), told.part("head")
    number = told.number("number")
    labels = tuple(name for label in told.parts("labels") if (name := label.text("name")))
    return ChangeRequest(
        host=host,
        event="pull-request",
        number=event.number("number") if number is None else number,
        title=told.text("title"),
        body=(told.text("body") or "") if told.has("body") else None,
        labels=labels if told.has("labels") else None,
        author=(user.text("login") or None) if user else None,
        author_kind=_KINDS.get(user.text("type") or "") if user else None,
        acted_by=_acted_by(event, user),
        is_draft=told.flag("draft"),
        base=base.revision("sha") if base else None,
        head=head.revision("sha") if head else None,
        # The base of an event is the one of the last push to the request. Once merged, its target holds it.
        target=base.branch("ref") if base and not _is_merged(told) else None,
        branch=head.branch("ref") if head else None,
        is_fork=_is_fork(base, head),
        url=told.address("html_url"),
        repository_url=_repository_of(event),
    )


def _is_withdrawn(event: Part, told: Part) -> bool:
    """Whether a request was closed and not merged: what was merged is judged as a push would be."""
    is_closed = event.text("action") == "closed" or told.text("state") == "closed"
    return is_closed and not _is_merged(told)


def _is_merged(told: Part) -> bool:
    return bool(told.flag("merged") or told.text("merged_at"))


def _acted_by(event: Part, author: Part | None) -> str | None:
    """Whose act an event tells of; opened is a request by its author alone."""
    sender = author if event.text("action") == "opened" else event.part("sender")
    return (sender.text("login") or None) if sender else None


def _is_fork(base: Part | None, head: Part | None) -> bool | None:
    """Whether a change comes from another repository than it goes to.

    A host names no repository where it was deleted, and the one that is asked was not.
    """
    if base is None or head is None or not head.has("repo"):
        return None
    there, here = head.part("repo"), base.part("repo")
    if there is None:
        return True
    if here is None:
        return None
    ids = here.number("id"), there.number("id")
    if None not in ids:
        return ids[0] != ids[1]
    names = here.text("full_name"), there.text("full_name")
    return names[0] != names[1] if all(names) else None


def _merge_group(host: str, event: Part) -> ChangeRequest:
    """A group at the end of a queue: of its last pull request the number is told, of none the description."""
    told = event.needed("merge_group")
    if event.text("action") == "destroyed":
        message = "the merge group was dissolved, so nothing asks to be let in"
        raise UsageError(message, help="Let the job run where the event's action is checks_requested.")
    queued = _QUEUED.fullmatch(told.ref("head_ref") or "")
    return ChangeRequest(
        host=host,
        event="merge-queue",
        number=int(queued.group(1)) if queued else None,
        base=told.revision("base_sha"),
        head=told.revision("head_sha"),
        repository_url=_repository_of(event),
    )


def _push(host: str, event: Part) -> ChangeRequest:
    """Commits that are there already; of a new branch nobody tells where it began."""
    head = event.revision("after")
    if not event.text("after"):
        raise missing("after")
    if head is None:
        ref = shown(event.ref("ref") or "a branch")
        message = f"the push deleted {ref}, so it brings nothing that could be judged"
        raise UsageError(message, help="Let the job run only where the event's 'deleted' is not true.")
    return ChangeRequest(
        host=host,
        event="push",
        base=event.revision("before"),
        head=head,
        branch=event.branch("ref"),
        url=event.address("compare") or event.address("compare_url"),
        repository_url=_repository_of(event),
    )


def _repository_of(event: Part) -> str:
    repository = event.part("repository")
    return repository.address("html_url") if repository else ""


_READERS: dict[str, Callable[[str, Part], ChangeRequest]] = {
    "pull_request": _pull_request,
    "pull_request_target": _pull_request,
    "pull_request_review": _pull_request,
    "merge_group": _merge_group,
    "push": _push,
}
