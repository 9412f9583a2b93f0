"""Messages that a code host writes where it merges or squashes: what of them a person had said before.

GitHub puts the title of a pull request below `Merge pull request #12 from ada/side`, and GitLab that of a
merge request between `Merge branch 'side' into 'main'` and `See merge request ada/shop!12`. Where they
squash, the commits that were joined are listed as `* subject`, below a subject that ends with the number.
Each such part is a message of its own: what its subject and its trailers name, the commit names.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from gov.change.mentions import mentions_in_commit
from gov.change.putting_off import PuttingOff
from gov.items import spoken_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.change.mentions import Mention, Once
    from gov.change.words import Words
    from gov.history import Commit

__all__ = ["mentions_in_message"]

_MERGED = re.compile(r"Merge pull request (?:#[0-9]{1,18} from \S|'.{1,500}' \(#[0-9]{1,18}\) from \S)")
_MERGED_BY_GITLAB = re.compile(r"Merge branch '\S{1,300}' into '\S{1,300}'")
_SEE = re.compile(r"See merge request \S{0,300}![0-9]{1,18}")
_SQUASHED = re.compile(r".{0,500} \([#!][0-9]{1,18}\)")
_MOST_PARTS = 1_000


def mentions_in_message(
    commit: Commit, words: Words, once: Once, *, reads_branch: bool = False
) -> Iterator[Mention]:
    """Every identifier that counts or nearly counts in a commit, and in what a host joined into it."""
    yield from mentions_in_commit(commit, words, once, reads_branch=reads_branch)
    for first, message in _parts(commit.message):
        part = commit._replace(message=message)
        for mention in mentions_in_commit(part, words, once, reads_branch=reads_branch):
            yield mention._replace(line=first + mention.line - 1)


def _parts(message: str) -> Iterator[tuple[int, str]]:
    """The messages within a message, each with the line from 1 on which it begins."""
    lines = [line.rstrip() for line in message.split("\n")]
    last = len(lines)
    while last and not lines[last - 1]:
        last -= 1
    subject = lines[0] if lines else ""
    is_of_gitlab = last > 1 and _SEE.fullmatch(lines[last - 1]) is not None
    if is_of_gitlab:
        last -= 1
    if _MERGED.match(subject) or (is_of_gitlab and _MERGED_BY_GITLAB.fullmatch(subject)):
        first = next((number for number in range(1, last) if lines[number]), last)
        spoken = dict(spoken_lines(message))
        if first < last and not lines[1] and first + 1 in spoken:
            yield first + 1, "\n".join(lines[first:last])
    elif is_of_gitlab:
        yield 1, "\n".join(lines[:last])
    if is_of_gitlab or _SQUASHED.fullmatch(subject):
        yield from _listed(lines, last)


def _listed(lines: list[str], last: int) -> Iterator[tuple[int, str]]:
    """The messages of the commits that were squashed into one."""
    spoken = {number for number, _ in spoken_lines("\n".join(lines))}
    starts = [n for n in range(1, last) if lines[n].startswith("* ") and n + 1 in spoken][:_MOST_PARTS]
    for start, end in pairwise((*starts, last)):
        subject = lines[start][2:].strip()
        # A list may be of other things than commits, and one of what is left out names nothing.
        if subject and not PuttingOff().of_line(subject, 0, is_open=False)[0]:
            yield start + 1, "\n".join((subject, *lines[start + 1 : end]))
