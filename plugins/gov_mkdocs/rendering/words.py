"""Running text to pieces: identifiers become links, bare addresses too, a status its badge."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from gov_mkdocs.rendering.pieces import Piece, ToItem, ToRule, ToTarget
from gov_mkdocs.rendering.targets import is_allowed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gov.items import Item, Token, Vocabulary

__all__ = ["Named", "Words"]

_URL = re.compile(r"(?<![A-Za-z0-9])(?:https?://|www\.)[^\s<>\"'`]{1,2000}", re.IGNORECASE)
_RULE = re.compile(r"(?<![\w-])([A-Z][A-Z0-9]{0,20}-[A-Z0-9]{1,20})(?:\.[a-z0-9][a-z0-9-]{0,60})?(?![\w-])")
_AFTER_URL = "?!.,:;*_~'\""


class Named(NamedTuple):
    """What a stretch of text names: an item or a rule, and what that is about."""

    start: int
    end: int
    to: ToItem | ToRule
    title: str


@dataclass(frozen=True, slots=True)
class Words:
    """What the words of a project's documents can be: its identifiers, its items, the rules.

    `rules` tells what each rule finds, and what each family asks.
    """

    vocabulary: Vocabulary
    items: Mapping[str, Item]
    rules: Mapping[str, str] = field(default_factory=dict)

    def pieces(self, text: str) -> list[Piece]:
        """The pieces of plain text outside links, headings and code."""
        if "//" not in text and "www." not in text.lower():
            return self._identifiers(text)
        pieces: list[Piece] = []
        at = 0
        for match in _URL.finditer(text):
            url = _without_tail(match.group())
            target = url if url[:4].lower() == "http" else f"http://{url}"
            if url.lower() == "www." or not is_allowed(target):
                continue
            pieces.extend(self._identifiers(text[at : match.start()]))
            pieces.extend(('<a href="', ToTarget(target), f'">{escape(url, quote=False)}</a>'))
            at = match.start() + len(url)
        pieces.extend(self._identifiers(text[at:]))
        return pieces

    def code(self, text: str) -> list[Piece] | None:
        """The link of a code span that is one whole identifier or code, None for any other."""
        if "-" not in text:
            return None
        token = self.vocabulary.token_at(text)
        if token is not None and token.end == len(text) and self._is_known(token):
            return _link(text, self._item(token))
        rule = self.rule(text)
        return _link(text, rule) if rule is not None else None

    def rule(self, text: str) -> Named | None:
        """The rule or the family that a whole text names; of a rule that is still to come, the family."""
        match = _RULE.fullmatch(text)
        return self._rule(match) if match is not None else None

    def named(self, text: str) -> Iterator[Named]:
        """What a text names, from left to right."""
        found = [self._item(token) for token in self.vocabulary.tokens(text) if self._is_known(token)]
        if self.rules:
            rules = [named for match in _RULE.finditer(text) if (named := self._rule(match)) is not None]
            found = sorted([*found, *rules]) if rules else found
        at = 0
        for named in found:
            if named.start >= at:
                yield named
                at = named.end

    def _identifiers(self, text: str) -> list[Piece]:
        if "-" not in text:
            return [escape(text, quote=False)]
        pieces: list[Piece] = []
        at = 0
        for named in self.named(text):
            pieces.append(escape(text[at : named.start], quote=False))
            pieces.extend(_link(text[named.start : named.end], named))
            at = named.end
        pieces.append(escape(text[at:], quote=False))
        return pieces

    def _is_known(self, token: Token) -> bool:
        """Whether a token names an item that has a page, or one of its criteria."""
        item = self.items.get(token.id)
        return item is not None and token.spelling in {"exact", "width"} and token.part <= len(item.criteria)

    def _item(self, token: Token) -> Named:
        item = self.items[token.id]
        title = item.criteria[token.part - 1].text if token.part else item.title
        return Named(token.start, token.end, ToItem(token.id, token.part), title)

    def _rule(self, match: re.Match[str]) -> Named | None:
        code = match[0] if match[0] in self.rules else match[1]
        title = self.rules.get(code)
        return Named(match.start(), match.end(), ToRule(code), title) if title is not None else None


def _link(text: str, named: Named) -> list[Piece]:
    look = ' class="gov-chip"' if isinstance(named.to, ToItem) else ' class="gov-code"'
    return [f'<a{look} href="', named.to, f'" title="{escape(named.title)}">{escape(text, quote=False)}</a>']


def _without_tail(url: str) -> str:
    """An address without the punctuation of the sentence around it."""
    while url:
        if url[-1] in _AFTER_URL or (url[-1] == ")" and url.count(")") > url.count("(")):
            url = url[:-1]
        else:
            break
    return url
