"""The identifiers of one line: which are words of their own, and what is only meant as one."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from gov.items import INVISIBLE

if TYPE_CHECKING:
    from gov.items import Token, Vocabulary

__all__ = ["MOST_WORDS", "Named", "Words"]

MOST_WORDS = 10_000
"""Identifiers in different lines of a text, beyond which it is not read: GitHub has room for fewer."""

# In the name of a branch words are joined: TASK-012-sign-in.
_JOINED = re.compile(r"(?<=[0-9])[-_./](?=[A-Za-z])")
_AFTER = re.compile(
    r"\.[A-Za-z]|-[A-Za-z0-9]|/[A-Za-z0-9_.-]*\.[A-Za-z]|:(?:[0-9:/@\\]|[A-Za-z0-9_/-]{0,200}\.[A-Za-z])|@"
)
_BEFORE = frozenset("#@=&?%\\~$+^")
# `Closes #TASK-001`, as issues are closed. Any other `#TASK-001` may be the anchor of a page.
_CLOSING = re.compile(
    r"(?:\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?|implements?|implemented|completes?|completed|addresses)"
    r"[ \t]{0,4}:?|\bTasks?[ \t]{0,4}[:=])[ \t]{0,4}#",
    re.IGNORECASE,
)
_AND_ANOTHER = re.compile(r"(?:,|,?[ ](?:and|&))[ ]{0,4}#")
# Whoever writes these leaves no space between words.
_UNSPACED = re.compile(
    "[\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u3098\u309b-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\u1100-\u115e\u1161-\u11ff\u3131-\u3163\u3165-\u318e\ua960-\ua97c\uac00-\ud7fb\uf900-\ufaff\uff66-\uff9f"
    "\uffa1-\uffdc\U00020000-\U0003ffff]"
)
# `www.example.org/` and `example.org/browse/`, as people copy them.
_ADDRESS = re.compile(
    r"[(<\[]?(?:www\.|[a-z0-9-]{1,60}(?:\.[a-z0-9-]{1,60}){0,4}\.[a-z]{2,12}/)", re.IGNORECASE
)
_LONGEST_WORD = 2000
_LONGEST_CLOSING = 40
# Without one of these there is no identifier in a line, nor anything like one.
_MAY_NAME = re.compile(r"[0-9-]|[^\x00-\x7f]")


class Named(NamedTuple):
    """What a line names.

    `tokens` are identifiers and placeholders, each with whether it is a word of its own; `nearly` is what is
    meant as an identifier and is none.
    """

    tokens: tuple[tuple[Token, bool], ...] = ()
    nearly: tuple[Token, ...] = ()


_NOTHING = Named()


class Words:
    """Reads lines in the words of one project; each is read once, however often it stands in a text."""

    def __init__(self, vocabulary: Vocabulary, most: int = MOST_WORDS) -> None:
        """Begin with no line; at most so many identifiers are read."""
        self._vocabulary = vocabulary
        self._left = most
        # What is nearly one serves as a hint: there may be more, and as many are enough.
        self._left_near = most
        self._known: dict[tuple[str, bool], Named] = {}

    def anew(self) -> Words:
        """The same words with no line read."""
        return Words(self._vocabulary)

    @property
    def is_full(self) -> bool:
        """Whether there were more than are read: then what is known is not all."""
        return self._left < 0

    def of(self, text: str, *, is_branch: bool = False) -> Named:
        """What a line names; the name of a branch joins its words."""
        if not _MAY_NAME.search(text):
            return _NOTHING
        known = self._known.get((text, is_branch))
        if known is None:
            known = self._known[text, is_branch] = self._read(text, is_branch=is_branch)
        return known

    def tokens(self, text: str) -> tuple[Token, ...]:
        """The identifiers of a line, words of their own or not."""
        return tuple(token for token, _ in self.of(text).tokens if token.spelling != "placeholder")

    def _read(self, text: str, *, is_branch: bool) -> Named:
        if self.is_full:
            return _NOTHING
        if is_branch:
            text = _JOINED.sub(" ", text)
        tokens = list(islice(self._vocabulary.tokens(text), self._left + 1))
        self._left -= len(tokens)
        last, found = -1, []
        for token in tokens:
            is_closed = text[token.start - 1 : token.start] == "#" and _is_closed(token, text, last)
            is_whole = is_branch or _is_whole(token, text, is_closed=is_closed)
            last = token.end if is_closed and is_whole else -1
            found.append((token, is_whole))
        near = list(islice(self._vocabulary.near_tokens(_without(tokens, text)), self._left_near))
        self._left_near -= len(near)
        found.extend((token, True) for token in near if token.spelling == "placeholder")
        # A word such as `tasks` or `task a` is prose; only a number makes it the name of one.
        meant = (t for t in near if t.spelling == "malformed" and any(map(str.isdigit, t.written)))
        return Named(tuple(found), tuple(meant))


def _without(tokens: list[Token], text: str) -> str:
    """A text with NUL for every character of its identifiers: nothing there is nearly one."""
    parts: list[str] = []
    at = 0
    for token in tokens:
        parts += (text[at : token.start], "\0" * (token.end - token.start))
        at = token.end
    return "".join([*parts, text[at:]]) if parts else text


def _is_closed(token: Token, text: str, last: int) -> bool:
    """Whether a number sign before an identifier belongs to a word that closes it, or others before it."""
    if last >= 0 and _AND_ANOTHER.fullmatch(text, last, token.start):
        return True
    start = max(token.start - _LONGEST_CLOSING, 0)
    return any(match.end() == token.start for match in _CLOSING.finditer(text, start, token.start))


def _is_whole(token: Token, text: str, *, is_closed: bool = False) -> bool:
    """Whether an identifier is not a part of an address, the name of a file or branch, or a longer word."""
    before, after = text[max(token.start - 1, 0) : token.start], text[token.end : token.end + 1]
    if before and not is_closed and (before in _BEFORE or _joins(before)):
        return False
    if after and (_joins(after) or _AFTER.match(text, token.end)):
        return False
    furthest = max(token.start - _LONGEST_WORD, 0)
    start = max(text.rfind(" ", furthest, token.start) + 1, furthest)
    word = text[start : token.start]
    return "://" not in word and not _ADDRESS.match(word) and not word.endswith(("./", "../"))


def _joins(character: str) -> bool:
    """Whether a character goes on with the word beside it, seen or unseen."""
    return (
        (character.isalnum() and not _UNSPACED.match(character))
        or character == "_"
        or character in INVISIBLE
        or unicodedata.category(character) in {"Mn", "Mc", "Me", "Cf"}
    )
