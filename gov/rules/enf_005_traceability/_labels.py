"""Whether words in brackets after an identifier are a name of the item: its title, a part, its initials."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gov.items import Item

__all__ = ["Titles", "fits", "is_remark"]

_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset(("and", "of", "the", "a", "an", "for", "to", "in", "on", "by", "with", "or", "as", "at"))
_REMARKS = frozenset((
    "all", "also", "blocked", "blocks", "cf", "chapter", "child", "context", "criteria", "criterion",
    "direct", "directly", "done", "draft", "e", "especially", "first", "from", "full", "fully",
    "indirect", "indirectly", "item", "items", "main", "mainly", "mandatory", "may", "milestone",
    "must", "new", "only", "optional", "parent", "part", "partial", "partially", "phase", "primary",
    "related", "required", "requirement", "requirements", "rule", "second", "secondary", "section",
    "sections", "see", "should", "sprint", "stage", "step", "tbd", "third", "this", "through", "todo",
    "via",
))  # fmt: skip
_LONGEST = 8
_SHORTEST_PART = 4
_INITIALS = 2


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKC", text).casefold().replace("&", " and ")
    return tuple(_WORD.findall(plain))


def _main(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in _SMALL) or words


def _initials(words: Iterable[str]) -> str:
    return "".join(word[0] for word in words)


def _same(one: str, other: str) -> bool:
    """Equal, or one begins the other: `test` and `testing`, `auth` and `authentication`."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= _SHORTEST_PART and long.startswith(short[: max(_SHORTEST_PART, len(short) - 1)])


def _covers(whole: tuple[str, ...], part: tuple[str, ...]) -> bool:
    """Whether every word of a part stands in the whole, or is made of its initials."""
    shapes = {_initials(whole), _initials(_main(whole))}
    joined = "".join(whole)
    if "".join(part) in shapes or ("".join(part) in joined and len("".join(part)) >= _SHORTEST_PART):
        return True
    return all(
        any(_same(word, other) for other in whole) or (len(word) >= _INITIALS and word in shapes)
        for word in _main(part)
    )


def fits(label: str, title: str) -> bool:
    """Whether a label is a name of what has a title; nothing can be said of labels in another script."""
    one, other = _words(label), _words(title)
    if not one or not other or _is_latin(label) != _is_latin(title):
        return True
    return _covers(other, one) or _covers(one, other)


def is_remark(label: str, item: Item, statuses: Iterable[str]) -> bool:
    """Whether words in brackets say something else than a name: `(partially)`, `(section 3)`, `(Draft)`."""
    words = _words(label)
    if label[:1].islower() or not words or len(words) > _LONGEST or words[0] in _REMARKS:
        return True
    if any(c.isdigit() for c in label) and not any(c.isdigit() for c in item.title):
        return True
    return label.casefold() in {status.casefold() for status in statuses} or "://" in label


def _is_latin(text: str) -> bool:
    return any("a" <= c <= "\u024f" for c in text.casefold())


class Titles:
    """The titles of a project by their words: the owner of a label is found without asking every item."""

    def __init__(self, items: Iterable[Item]) -> None:
        """Note every word and the initials of each title."""
        self._whole: dict[tuple[str, ...], list[Item]] = {}
        self._by_word: dict[tuple[str, str], list[Item]] = {}
        for item in items:
            words = _words(item.title)
            if not words:
                continue
            self._whole.setdefault(words, []).append(item)
            for word in {*words, _initials(words), _initials(_main(words))}:
                self._by_word.setdefault((item.kind, word), []).append(item)

    def owner(self, label: str, target: Item) -> Item | None:
        """The one other item that a label names, None where none or several could be meant."""
        words = _words(label)
        exact = [item for item in self._whole.get(words, ()) if item.id != target.id]
        alike = [item for item in exact if item.kind == target.kind] or exact
        if not alike:
            for word in (*_main(words), "".join(words)):
                alike.extend(self._by_word.get((target.kind, word), ()))
            alike = [item for item in alike if item.id != target.id and _covers(_words(item.title), words)]
        owners = {item.id: item for item in alike}
        return next(iter(owners.values())) if len(owners) == 1 else None

    def titled(self, label: str, kind: str) -> Item | None:
        """The one item of a kind whose whole title a label is."""
        found = [item for item in self._whole.get(_words(label), ()) if item.kind == kind]
        return found[0] if len(found) == 1 else None
