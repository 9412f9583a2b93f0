"""GitLab's pipelines, which tell of a merge request in variables, the description cut after 2700 characters.

A detached pipeline is not told where the target is by now, only its name and where the change left it.
The names are those of GitLab's reference of predefined variables. The author is not among them: who started
the pipeline is, and need not be the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gov.change.hosts._names import address_in, branch_in, is_ref, is_revision, revision_in, whole
from gov.change.hosts._reading import shown
from gov.change.model import ChangeRequest
from gov.errors import GovError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gov.change.hosts._reading import Part

__all__ = ["PRECEDENCE", "is_here", "read", "sent"]

PRECEDENCE = 400
_NUMBER = re.compile(r"[1-9][0-9]{0,17}")
_DRAFT = re.compile(r"\s{0,8}(?:\[draft\]|\(draft\)|draft:)", re.IGNORECASE)
_CUT_AFTER = 2700
_MERGED = frozenset(("merged_result", "merge_train"))
"""Pipelines on what the merge comes to: their own commit is that merge, which the source branch lacks."""


def is_here(environment: Mapping[str, str]) -> bool:
    """Whether GitLab's runner started this process."""
    return environment.get("GITLAB_CI") == "true"


def sent(event: Part) -> bool:
    """Whether an event is one of GitLab's webhooks, which say what they are about."""
    return event.has("object_kind")


def read(environment: Mapping[str, str], event: bytes | None) -> ChangeRequest:
    """The merge request or the push that a pipeline was started for."""
    if event is not None:
        message = "an event of GitLab holds less of a merge request than its pipelines are told"
        raise UsageError(message, help="Run gov pr in a merge request pipeline, without --event.")
    variables = _Variables(environment)
    if environment.get("CI_MERGE_REQUEST_IID"):
        return _merge_request(variables)
    source = environment.get("CI_PIPELINE_SOURCE", "")
    if source == "push":
        return _push(variables)
    message = f"a pipeline whose source is {shown(source)} asks for no change"
    way_out = (
        "Pipelines for merge requests and pushes do (merge_request_event, push); "
        "for others, gov pr --range BASE..HEAD."
    )
    raise UsageError(message, help=way_out)


class _Variables:
    """The environment of a job; what is not set, or empty where a name should stand, is None."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment

    def text(self, name: str) -> str | None:
        value = self._environment.get(name)
        return None if value is None else whole(value)

    def number(self, name: str) -> int | None:
        value = self.text(name)
        if not value:
            return None
        if not _NUMBER.fullmatch(value):
            raise _refused(name, value, "a number that GitLab gives")
        return int(value)

    def revision(self, *names: str) -> str | None:
        """The first of some variables that names a commit."""
        for name in names:
            if value := self.text(name):
                if not is_revision(value):
                    raise _refused(name, value, "the full name of a commit")
                if found := revision_in(value):
                    return found
        return None

    def branch(self, name: str) -> str | None:
        value = self.text(name)
        if not value:
            return None
        if not is_ref(value):
            raise _refused(name, value, "a name that git allows")
        return branch_in(value)

    def address(self, name: str) -> str:
        return address_in(self.text(name) or "")


def _refused(name: str, value: str, wanted: str) -> GovError:
    message = f"the variable {name} is {shown(value)}, which is not {wanted}"
    return GovError(message, help="Leave it as GitLab sets it: no job and no project should define it.")


def _merge_request(variables: _Variables) -> ChangeRequest:
    kind = variables.text("CI_MERGE_REQUEST_EVENT_TYPE")
    number = variables.number("CI_MERGE_REQUEST_IID")
    project = variables.address("CI_MERGE_REQUEST_PROJECT_URL")
    heads = ("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA", *(() if kind in _MERGED else ("CI_COMMIT_SHA",)))
    bases = ("CI_MERGE_REQUEST_TARGET_BRANCH_SHA", "CI_MERGE_REQUEST_DIFF_BASE_SHA")
    title = variables.text("CI_MERGE_REQUEST_TITLE")
    body, is_cut = _description(variables)
    labels = (variables.text("CI_MERGE_REQUEST_LABELS") or "").split(",")
    return ChangeRequest(
        host="gitlab",
        event="merge-queue" if kind == "merge_train" else "pull-request",
        number=number,
        title=title,
        body=body,
        is_cut=is_cut,
        labels=tuple(label for label in labels if label),
        is_draft=_is_draft(variables, title),
        base=variables.revision(*bases),
        head=variables.revision(*heads),
        # A train stands on the requests before it, and its target has none of them yet.
        target=None if kind == "merge_train" else variables.branch("CI_MERGE_REQUEST_TARGET_BRANCH_NAME"),
        is_elsewhere=_differ(variables, "CI_PROJECT_ID", "CI_MERGE_REQUEST_PROJECT_ID") is True,
        branch=variables.branch("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME"),
        # The pipeline may run in either of the two, so its own project does not tell.
        is_fork=_differ(variables, "CI_MERGE_REQUEST_SOURCE_PROJECT_ID", "CI_MERGE_REQUEST_PROJECT_ID"),
        url=f"{project}/-/merge_requests/{number}" if project else "",
        repository_url=project,
    )


def _description(variables: _Variables) -> tuple[str | None, bool]:
    """The description, and whether it is only the beginning of one.

    GitLab 16.7 cuts and does not say so. A request without description has the flag alone.
    """
    body, flag = (variables.text(f"CI_MERGE_REQUEST_DESCRIPTION{end}") for end in ("", "_IS_TRUNCATED"))
    if body is None:
        return (None if flag is None else ""), flag == "true"
    return body, flag == "true" or (not flag and len(body) >= _CUT_AFTER)


def _is_draft(variables: _Variables, title: str | None) -> bool | None:
    """Whether it is a draft: told since GitLab 17.10, and before that by how the title begins."""
    told = variables.text("CI_MERGE_REQUEST_DRAFT")
    if told in {"true", "false"}:
        return told == "true"
    return None if title is None else _DRAFT.match(title) is not None


def _differ(variables: _Variables, one: str, other: str) -> bool | None:
    """Whether two variables name different projects; None where one of them names none."""
    projects = variables.number(one), variables.number(other)
    return None if None in projects else projects[0] != projects[1]


def _push(variables: _Variables) -> ChangeRequest:
    """Commits that are there already; of a new branch nobody tells where it began."""
    return ChangeRequest(
        host="gitlab",
        event="push",
        base=variables.revision("CI_COMMIT_BEFORE_SHA"),
        head=variables.revision("CI_COMMIT_SHA"),
        branch=variables.branch("CI_COMMIT_BRANCH"),
        repository_url=variables.address("CI_PROJECT_URL"),
    )
