"""Identifiers that a line only speaks of: as a sample of how one is written, or as what is taken back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from gov.text import Code, Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gov.text import Block

__all__ = ["Samples", "SpokenOf", "spoken_of"]

SpokenOf = Literal["sample", "reverted", "quote"]

_NEAR = 80
_SAMPLE = re.compile(
    r"(?:\be[.]?[ ]?g\b[.]?|\bfor[ ](?:example|instance)\b|\bsuch[ ]as\b|\b(?:example|sample)(?=[ ]?:)"
    r"|\blike[ ](?:this|so)\b)[\s,:;(\"'`*\u201c]{0,6}"
    r"(?:(?:the[ ])?Tasks?[ \t]{0,2}[:=#]?[\s\"'`(*]{0,3})?\Z",
    re.IGNORECASE,
)
_SAMPLE_AFTER = re.compile(
    r"[\"'`\u201d]{0,2}[ ]{0,2}\((?:(?:an|a|for|as|just)[ ]){0,3}(?:example|sample|instance)\)", re.IGNORECASE
)
_INTRODUCTION = re.compile(
    r"(?:\be[.]?[ ]?g[.]?|\bfor[ ](?:example|instance)|\bsuch[ ]as|\b(?:example|sample)"
    r"|\blike[ ](?:this|so))[ ]?:\s{0,4}\Z",
    re.IGNORECASE,
)
_BACK_AFTER = re.compile(
    r"[\"'`)\u201d]{0,2}\s{1,3}(?:(?:is|was|were|has been)\s{1,3})?(?:reverted|rolled[ ]back|undone)\b",
    re.IGNORECASE,
)
_AND_ANOTHER = re.compile(r"[\s,;/`\"')]{0,6}(?:or|and|&)?[\s`\"'(]{0,4}", re.IGNORECASE)
_BACK = (
    r"(?:un-?)?(?:revert(?:s|ed|ing)?|undo(?:es|ing)?|undid|roll(?:s|ed|ing)?[ -]?back"
    r"|back(?:s|ed|ing)?[ ]out|tak(?:es?|ing)[ ]back)"
)
_TAKEN_BACK = re.compile(
    rf"\b{_BACK}\s{{1,3}}(?:(?:the|this|tasks?|commits?|[pm]rs?|changes?|work|merge|part|of|in|from|all|our|my"
    r"|[#!]?[0-9]{1,9}|[0-9a-f]{6,40})[\s:]{1,2}){0,5}[\"'`(#*\[]{0,3}\Z",
    re.IGNORECASE,
)
# A subject that takes another back, behind what sort of change it is: `Revert "..."`, `fix(shop): revert: `.
_REVERT = re.compile(
    r"\s{0,8}(?:(?:\[[\w -]{1,20}\]:?|[\w-]{1,20}(?:\([^()\n]{0,60}\))?!?:)\s{1,4})?(?P<verb>"
    r"\[revert\]:?\s{1,4}|revert(?:s|ed|ing)?(?:\([^()\n]{0,60}\))?!?(?:\s{1,2}[#!]?[0-9a-f]{1,40})?\s{0,2}:"
    r"|(?:undo|roll[ -]?back)\s{0,2}:(?=\s{0,3}#?[A-Z]{2,20}-[A-Z]?[0-9])"
    r"|(?:revert(?:s|ed|ing)?|reappl(?:y|ies)|reland|undo|roll[ -]?back)(?:\([^()\n]{0,60}\))?!?"
    r"(?:\s{1,2}(?:[pm]r|(?:pull|merge)[ ]request|commit))?(?:\s{1,2}[#!]?[0-9a-f]{1,40})?"
    r"\s{1,4}(?P<quote>[\"'`\u2018-\u201e\u00ab]))",
    re.IGNORECASE,
)
_QUOTES = "\"'`\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb"


def _is_introduction(text: str) -> bool:
    """Whether a line ends as if a sample came next."""
    return text.rstrip().endswith(":") and bool(_INTRODUCTION.search(text, max(len(text) - _NEAR, 0)))


_NOTHING_BETWEEN = frozenset((b"", b"-", b"*", b"+"))


class Samples:
    """Whether a line is a sample that the line before it introduces, or the list that begins there."""

    def __init__(self, data: bytes) -> None:
        """Begin before the first block of a text."""
        self._data = data
        self._end = 0
        self._is_next = self._is_list = self._in_list = False

    def at(self, block: Block) -> None:
        """Go on to a block: whatever stands between it and an introduction is the sample."""
        self._in_list = isinstance(block, Entry)
        is_apart = self._data[self._end : block.start].strip(b" \t\r\n>") not in _NOTHING_BETWEEN
        if is_apart or isinstance(block, Code):
            self._is_next = False
        self._end = block.end

    def read(self, text: str) -> bool:
        """Whether a line of the block is a sample."""
        is_sample = self._is_next or (self._is_list and self._in_list)
        self._is_next, self._is_list = _is_introduction(text), is_sample and self._in_list
        return is_sample


def spoken_of(text: str, places: Iterable[tuple[int, int]]) -> Iterator[SpokenOf | None]:
    """For each identifier of a line, by where it begins and ends, as what the line only speaks of it."""
    start, end = _reverted(text)
    last: tuple[int, SpokenOf | None] = (-1, None)
    for first, stop in places:
        near = max(first - _NEAR, 0)
        found: SpokenOf | None = None
        if start <= first < end:
            found = "quote"
        elif last[1] in {"sample", "reverted"} and _AND_ANOTHER.fullmatch(text, last[0], first):
            found = last[1]
        elif _SAMPLE.search(text, near, first) or _SAMPLE_AFTER.match(text, stop):
            found = "sample"
        elif _TAKEN_BACK.search(text, near, first) or _BACK_AFTER.match(text, stop):
            found = "reverted"
        last = (stop, found)
        yield found


def _reverted(text: str) -> tuple[int, int]:
    """What stands in the quotation marks of a line that takes another back, or behind its colon.

    The marks may stand in each other, `Revert "Revert "Sign in""`: the last one ends it.
    """
    match = _REVERT.match(text)
    if match is None:
        return -1, -1
    start = match.start("verb")
    closed = max(text.rfind(mark, start) for mark in _QUOTES)
    return start, closed if match["quote"] and closed >= 0 else len(text)
