"""The identifiers of one line: which are words of their own, and what is only meant as one."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from gov.items import INVISIBLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.items import Token, Vocabulary

__all__ = ["MOST_WORDS", "Named", "Words"]

MOST_WORDS = 10_000
"""Identifiers in different lines of a text, beyond which it is not read: GitHub has room for fewer."""

# Hungarian and German join an ending or a word: TASK-012-t, TASK-012-Umsetzung. A branch joins several.
_SUFFIX = re.compile(r"(?<=[0-9])-(?=[^\W\d_]{1,40}(?![\w@/-]|[.:][\w/]))")
# Hebrew joins one in front.
_PREFIX = re.compile(r"(?<=[\u05d0-\u05ea])-(?=[A-Z])")
# In the name of a branch words are joined: TASK-012-sign-in.
_JOINED = re.compile(r"(?<=[0-9])[-_./](?=[A-Za-z])")
_AFTER = re.compile(
    r"\.[A-Za-z]|-[A-Za-z0-9]|/[A-Za-z0-9_.-]{0,200}\.[A-Za-z]|/[a-z][A-Za-z0-9_-]{0,80}/|:(?:[0-9:/@\\]|[A-Za-z0-9_/-]{0,200}\.[A-Za-z])|@"
    r"|\.{2,3}(?![A-Z]{2,20}-)\w|[~^]|[?&]\w{1,40}=|#[A-Za-z]"
)
_BEFORE = frozenset("#@=&?%\\~$+^")
# `Closes #TASK-001`, as issues are closed and referred to. Any other `#TASK-001` may be the anchor of a page.
_CLOSING = re.compile(
    r"(?:\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?|implements?|implemented|completes?|completed|addresses"
    r"|refs?|references|part[ ]of|updates?|updated|relates[ ]to|towards?|contributes[ ]to)"
    r"[ \t]{0,4}:?|\bTasks?(?:[ \t]{0,4}[:=]|[ \t]))[ \t]{0,4}#",
    re.IGNORECASE,
)
_ASSIGNED = re.compile(r"(?<![\w?&;/.=-])tasks?=\Z", re.IGNORECASE)
_AND_ANOTHER = re.compile(r"(?:,|,?[ ](?:and|&))[ ]{0,4}#")
# Whoever writes these leaves no space between words.
_UNSPACED = re.compile(
    "[\u0e00-\u109f\u1780-\u17ff"
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u3098\u309b-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\u1100-\u115e\u1161-\u11ff\u3131-\u3163\u3165-\u318e\ua960-\ua97c\uac00-\ud7fb\uf900-\ufaff\uff66-\uff9f"
    "\uffa1-\uffdc\U00020000-\U0003ffff]"
)
# Marks that are nothing to see, of no width or for the direction of writing; not those that turn it around.
_WEIGHTLESS = INVISIBLE + "\u061c\u200e\u200f\u202a-\u202c\u2066-\u2069"
_BEHIND = re.compile(f"[{_WEIGHTLESS}]{{0,40}}")
_IN_FRONT = re.compile(f"[{_WEIGHTLESS}\u0300-\u036f\ufe00-\ufe0f\u20e3]{{1,40}}\\Z")
_SEVERAL = 40
# What may stand within an identifier, where nobody sees it.
_UNSEEN = re.compile(f"[{_WEIGHTLESS}\u00ad\u180e\u202d\u202e\u2061-\u2065\ufe00-\ufe0f]{{1,40}}")
_KEYCAP = "\u20e3"
# `www.example.org/` and `example.org/browse/`, as people copy them.
_ADDRESS = re.compile(
    r"[(<\[]?(?:www\.|[a-z0-9-]{1,60}(?:\.[a-z0-9-]{1,60}){0,4}\.[a-z]{2,12}/)", re.IGNORECASE
)
# `TASK-001/TASK-002` and `#12/TASK-002` name two.
_NUMBERED = re.compile(r"(?:[#!]|[A-Za-z]{1,20}-[A-Za-z]?)[0-9]{1,9}(?:\.[0-9]{1,4})?")
_LONGEST_WORD = 2000
_LONGEST_CLOSING = 40
# Without one of these there is no identifier in a line, nor anything like one.
_MAY_NAME = re.compile(r"[0-9-]|[^\x00-\x7f]")


class Named(NamedTuple):
    """What a line names.

    `tokens` are identifiers and placeholders, each with the character that makes it a part of a longer word,
    None where it is a word of its own, and empty where no single one does; `nearly` is what is meant as an
    identifier and is none.
    """

    tokens: tuple[tuple[Token, str | None], ...] = ()
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
        elif "-" in text:
            text = _SUFFIX.sub(" ", text if text.isascii() else _PREFIX.sub(" ", text))
        tokens = list(islice(self._vocabulary.tokens(text), self._left + 1))
        self._left -= len(tokens)
        last = -1
        found: list[tuple[Token, str | None]] = []
        for token in tokens:
            is_closed = text[token.start - 1 : token.start] == "#" and _is_closed(token, text, last)
            joint = None if is_branch else _joint(token, text, is_closed=is_closed)
            last = token.end if is_closed and joint is None else -1
            found.append((token, joint))
        rest = _without(tokens, text)
        near = list(islice(self._vocabulary.near_tokens(rest), self._left_near))
        self._left_near -= len(near)
        found.extend((token, None) for token in near if token.spelling == "placeholder")
        # A word such as `tasks` or `task a` is prose; only a number makes it the name of one.
        meant = [t for t in near if t.spelling == "malformed" and any(map(str.isdigit, t.written))]
        return Named(tuple(found), (*meant, *self._spoiled(text)))

    def _spoiled(self, text: str) -> Iterator[Token]:
        """The identifiers that a character which nobody sees takes apart."""
        if text.isascii() or not _UNSEEN.search(text):
            return
        parts: list[str] = []
        kept: list[int] = []
        at = 0
        for match in (*_UNSEEN.finditer(text), None):
            end = match.start() if match else len(text)
            parts.append(text[at:end])
            kept.extend(range(at, end))
            at = match.end() if match else end
        tokens = list(islice(self._vocabulary.tokens("".join(parts)), self._left_near))
        self._left_near -= len(tokens)
        for token in tokens:
            start, end = kept[token.start], kept[token.end - 1] + 1
            if end - start > token.end - token.start:
                written = text[start:end]
                yield token._replace(written=written, start=start, end=end, spelling="malformed")


def _without(tokens: list[Token], text: str) -> str:
    """A text with NUL for every character of its identifiers: nothing there is nearly one."""
    parts: list[str] = []
    at = 0
    for token in tokens:
        parts += (text[at : token.start], "\0" * (token.end - token.start))
        at = token.end
    return "".join([*parts, text[at:]]) if parts else text


def _is_closed(token: Token, text: str, last: int) -> bool:
    """Whether a number sign before an identifier begins the line, or belongs to what stands before it."""
    if last >= 0 and _AND_ANOTHER.fullmatch(text, last, token.start):
        return True
    if token.start == 1:
        return True
    start = max(token.start - _LONGEST_CLOSING, 0)
    return any(match.end() == token.start for match in _CLOSING.finditer(text, start, token.start))


def _joint(token: Token, text: str, *, is_closed: bool = False) -> str | None:
    """What makes an identifier a part of an address, the name of a file or branch, or a longer word.

    It is the character that goes on with the word, and None where it is a word of its own.
    """
    start = token.start
    marks = _IN_FRONT.search(text, max(start - _SEVERAL, 0), start)
    start = marks.start() if marks else start
    before = text[max(start - 1, 0) : start]
    if before and not is_closed and not (marks and _KEYCAP in marks.group()):
        is_assigned = before == "=" and _ASSIGNED.search(text, max(start - 6, 0), start)
        if (before in _BEFORE and not is_assigned) or (_joins(before) and not _UNSPACED.match(before)):
            return marks.group()[-1] if marks else before
    behind = _BEHIND.match(text, token.end)
    end = behind.end() if behind else token.end
    after = text[end : end + 1]
    if after and ((_joins(after) and not _begins_word(after)) or _AFTER.match(text, end)):
        return text[token.end]
    furthest = max(start - _LONGEST_WORD, 0)
    first = max(text.rfind(" ", furthest, start) + 1, furthest)
    word = text[first:start]
    if "://" in word or _ADDRESS.match(word) or _is_path(word):
        return ""
    return None


def _is_path(word: str) -> bool:
    """Whether what stands before an identifier is the way to a file: folders, and no other identifiers."""
    if not word.endswith("/"):
        return False
    above, slash, folder = word[:-1].rpartition("/")
    folder = folder.lstrip("([{<\"'`*")
    if not folder.isascii():
        return bool(slash) and above.isascii()
    return not folder or (folder[-1] not in ")]}>\"'`*|" and not _NUMBERED.fullmatch(folder))


def _begins_word(character: str) -> bool:
    """Whether a letter begins a word of its own, whatever stands before it; a mark above it does not."""
    return _UNSPACED.match(character) is not None and not unicodedata.category(character).startswith("M")


def _joins(character: str) -> bool:
    """Whether a character goes on with the word beside it, seen or unseen."""
    return (
        character.isalnum()
        or character == "_"
        or character in INVISIBLE
        or unicodedata.category(character) in {"Mn", "Mc", "Me", "Cf"}
    )
