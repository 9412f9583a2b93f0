"""The task whose title says most nearly what a message says."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from gov.rulebook.serving import CLOSED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gov.items import Item

__all__ = ["likely_task"]

_WORD = re.compile(r"\w{1,40}")
_MOST_WORDS = 60
_LONG_ENOUGH = 4
_ALIKE = 0.75
_ENOUGH = 0.6


def likely_task(text: str, tasks: Iterable[Item]) -> Item | None:
    """The open task most of whose title a text holds, a mistyped word counted as the right one.

    Of several that fit alike, one that is being worked on goes first; None where no title fits.
    """
    said = set(_WORD.findall(text.casefold())[:_MOST_WORDS])
    candidates = [(item, set(_WORD.findall(item.title.casefold()))) for item in tasks]
    candidates = [(item, title) for item, title in candidates if item.phase not in CLOSED and title]
    known = sorted(set().union(*(title for _, title in candidates)))
    for word in sorted(said.difference(known)):
        if len(word) >= _LONG_ENOUGH:
            said.update(get_close_matches(word, known, n=1, cutoff=_ALIKE))
    best, most = None, _ENOUGH
    for item, title in sorted(candidates, key=lambda pair: pair[0].phase != "running"):
        share = sum(map(len, title & said)) / sum(map(len, title))
        if share > most or (best is None and share >= most):
            best, most = item, share
    return best
