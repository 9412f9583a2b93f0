"""Everything a change request says of itself that governance looks at, read once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gov.change.description import read_description
from gov.change.mentions import (
    mentions_in_body,
    mentions_in_commit,
    mentions_in_line,
    nearly_named,
    trailer_lines,
)
from gov.change.overrides import overrides_in
from gov.items import says_nothing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gov.change.description import Description
    from gov.change.mentions import Mention, Nearly
    from gov.change.model import ChangeRequest
    from gov.change.overrides import Override
    from gov.config import ChangeSettings
    from gov.items import Vocabulary

__all__ = ["Claims", "claims_of", "reasons_for_no_task"]

_NO_TASK = re.compile(r"\s{0,8}No-Task[ \t]{0,8}:[ \t]{0,8}(.{0,300})", re.IGNORECASE)


class Claims(NamedTuple):
    """What a change request says of itself.

    `mentions` are the identifiers it names, those that do not count among them: of its description first,
    then of its title, its branch where that is looked at, and its commits, newest first. `no_task` is the
    reason that it gives for serving no task. `open_boxes` are the words beside the boxes of its description
    that nobody ticked, `headings` those of its headings. `nearly` is what is meant as an identifier, in the
    title or where a reader sees it, and is none. `unread` is what could not be looked at, as a clause, empty
    where all was.
    """

    mentions: tuple[Mention, ...]
    no_task: str
    overrides: tuple[Override, ...]
    open_boxes: tuple[str, ...]
    headings: tuple[str, ...]
    nearly: tuple[Nearly, ...]
    unread: str

    def by_names_of_today(self, names: Mapping[str, str]) -> Claims:
        """The same, with the identifier of today where one is named that an item had before."""
        if not any(mention.token.id in names for mention in self.mentions):
            return self
        mentions = (
            mention._replace(token=mention.token._replace(id=names.get(mention.token.id, mention.token.id)))
            for mention in self.mentions
        )
        return self._replace(mentions=tuple(mentions))


def claims_of(request: ChangeRequest, vocabulary: Vocabulary, settings: ChangeSettings) -> Claims:
    """Read title, description, branch and commits."""
    description = read_description(request.body or "")
    mentions = list(mentions_in_body(description, vocabulary))
    mentions.extend(mentions_in_line(request.title or "", "title", vocabulary))
    if settings.read_branch and request.branch:
        mentions.extend(mentions_in_line(request.branch, "branch", vocabulary))
    for commit in request.commits or ():
        mentions.extend(mentions_in_commit(commit, vocabulary, reads_branch=settings.read_branch))
    return Claims(
        _each_once(mentions),
        next(_reasons(request, description), ""),
        overrides_in(description),
        description.open_boxes,
        description.headings,
        _nearly(request, description, vocabulary),
        _unread(request),
    )


def _each_once(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Mentions without those that say again what one before them says, from a place of the same sort."""
    found: dict[tuple[object, ...], Mention] = {}
    for mention in mentions:
        token = mention.token
        sort = (mention.where, mention.standing, mention.commit, mention.is_claimed)
        found.setdefault((token.id, token.written, *sort), mention)
    return tuple(found.values())


def _nearly(request: ChangeRequest, description: Description, vocabulary: Vocabulary) -> tuple[Nearly, ...]:
    """What is nearly named, each in the words of its first place, where a task is named before others."""
    lines = [(line.text, description.line_of(line.start)) for line in description.spoken_lines()]
    found: dict[tuple[str, bool], Nearly] = {}
    for nearly in nearly_named((*lines, (request.title or "", 0)), vocabulary):
        found.setdefault((nearly.token.written, nearly.is_claimed), nearly)
    return tuple(found.values())


def _reasons(request: ChangeRequest, description: Description) -> Iterator[str]:
    """The reasons that a description, or the trailers of a commit, give for serving no task."""
    texts = [line.text for line in description.spoken_lines()]
    for commit in request.commits or ():
        texts.extend(text for _, text in trailer_lines(commit.message))
    return reasons_for_no_task(texts)


def reasons_for_no_task(lines: Iterable[str]) -> Iterator[str]:
    """The reasons that lines such as `No-Task: a typing error` give; one that says nothing is none."""
    for text in lines:
        match = _NO_TASK.match(text)
        if match and not says_nothing(match.group(1)):
            yield match.group(1).strip()


def _unread(request: ChangeRequest) -> str:
    """What of a change request could not be looked at, as a clause."""
    if request.body is None and request.title is None:
        return f"{_CARRIERS[request.event]} carries no title and no description"
    if request.body is None:
        return "the description is unknown"
    if request.is_cut:
        return "the host gave only the beginning of the description"
    if request.commits is None:
        return "the commits are unknown"
    return ""


_CARRIERS = {
    "pull-request": "the event",
    "merge-queue": "a merge queue",
    "push": "a push",
    "range": "a range of commits",
}
