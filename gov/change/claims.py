"""Everything a change request says of itself that governance looks at, read once."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from gov.change.description import lines_of_template, read_description
from gov.change.joined import mentions_in_message
from gov.change.mentions import (
    Once,
    mentions_in_body,
    mentions_in_line,
    nearly_named,
    trailer_lines,
)
from gov.change.overrides import overrides_in
from gov.change.words import MOST_WORDS, Words
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
    where all was. `beyond` says how a description is longer than any that is read: then it says nothing.
    """

    mentions: tuple[Mention, ...]
    no_task: str
    overrides: tuple[Override, ...]
    open_boxes: tuple[str, ...]
    headings: tuple[str, ...]
    nearly: tuple[Nearly, ...]
    unread: str
    beyond: str

    def by_names_of_today(self, names: Mapping[str, str]) -> Claims:
        """The same, with the identifier of today where one is named that an item had before."""
        if not any(mention.token.id in names for mention in self.mentions):
            return self
        mentions = (
            mention._replace(token=mention.token._replace(id=names.get(mention.token.id, mention.token.id)))
            for mention in self.mentions
        )
        return self._replace(mentions=tuple(mentions))


def claims_of(
    request: ChangeRequest, vocabulary: Vocabulary, settings: ChangeSettings, templates: tuple[str, ...] = ()
) -> Claims:
    """Read title, description, branch and commits; what the templates hold already names nothing."""
    description, words, once = read_description(request.body or ""), Words(vocabulary), Once()
    samples = frozenset(line for text in templates for line in lines_of_template(text))
    mentions = [] if description.beyond else list(mentions_in_body(description, words, once, samples))
    beyond = description.beyond or (words.is_full and f"it names more than {MOST_WORDS:,} items")
    if beyond:
        return claims_of(replace(request, body=""), vocabulary, settings)._replace(beyond=beyond)
    nearly = tuple(nearly_named(description, request.title or "", words))
    mentions.extend(mentions_in_line(request.title or "", "title", words, once))
    if settings.read_branch and request.branch:
        mentions.extend(mentions_in_line(request.branch, "branch", words, once))
    for commit in request.commits or ():
        mentions.extend(mentions_in_message(commit, words, once, reads_branch=settings.read_branch))
    return Claims(
        tuple(mentions),
        next(_reasons(request, description), ""),
        overrides_in(description),
        description.open_boxes,
        description.headings,
        nearly,
        _unread(request),
        "",
    )


def _reasons(request: ChangeRequest, description: Description) -> Iterator[str]:
    """The reasons that a description, or the trailers of a commit, give for serving no task."""
    texts = [line.text for line in description.spoken]
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
