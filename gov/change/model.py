"""What is known of a change request, as frozen values; None stands for unknown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from gov.history import Commit

__all__ = ["ApprovedBy", "AuthorKind", "ChangeRequest", "ChangedFile", "Event"]

AuthorKind = Literal["person", "bot"]
Event = Literal["pull-request", "merge-queue", "push", "range"]
"""A request that waits, one at the end of a queue, commits that were pushed, or a local range."""

ApprovedBy = tuple[str, ...]


class ChangedFile(NamedTuple):
    """A file that differs between the point where the change began and its end.

    `status` is what git calls it: A added, M changed, D deleted, T of another type; a renamed file is one
    deleted and one added. `added` and `removed` count lines, and are 0 where the file is not text.
    `path` is relative to the repository's top folder, not to the project's. `is_plain` is False for a link
    and for a repository within this one: they stand for what is elsewhere.
    """

    path: str
    status: Literal["A", "M", "D", "T"]
    added: int = 0
    removed: int = 0
    is_plain: bool = True


@dataclass(frozen=True, slots=True)
class ChangeRequest:
    """One change that asks to be let in. Each field may be unknown (None), which is not empty.

    `host` is who told of it: `github`, `gitea`, `forgejo`, `gitlab`, or `local`. `base` and `head` are
    revisions as the host names them, full object names where it tells them. `is_cut` says that the host gave
    only the beginning of the description. `author_kind` is the host's word, never a commit's, and so is
    `acted_by`: who opened, pushed or edited it last. `commits` are those that the base does not have, newest
    first, and `files` what they change together; both come from git and not from the host. `target` is the
    branch that it wants to enter, where `base` may be older than the tip of that; `is_elsewhere` says that
    the job runs in another repository, whose `origin` may have a branch of that name too. `url` is where the
    request can be read; `repository_url` where its code can. `prefix` is the project's folder in the
    repository, with a slash at its end; empty at the top.
    """

    host: str = "local"
    event: Event = "range"
    number: int | None = None
    title: str | None = None
    body: str | None = None
    is_cut: bool = False
    labels: tuple[str, ...] | None = None
    author: str | None = None
    author_kind: AuthorKind | None = None
    acted_by: str | None = None
    is_draft: bool | None = None
    base: str | None = None
    head: str | None = None
    target: str | None = None
    is_elsewhere: bool = False
    branch: str | None = None
    is_fork: bool | None = None
    commits: tuple[Commit, ...] | None = None
    files: tuple[ChangedFile, ...] | None = None
    approvals: ApprovedBy | None = None
    url: str = ""
    repository_url: str = ""
    prefix: str = ""

    def in_project(self, file: ChangedFile) -> str | None:
        """The path of a changed file from the project's folder on, as settings write it; None outside."""
        return file.path.removeprefix(self.prefix) if file.path.startswith(self.prefix) else None
