"""Running text to pieces: identifiers become links, bare addresses too, a status its badge."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from gov_mkdocs.rendering.pieces import Piece, ToItem, ToTarget
from gov_mkdocs.rendering.targets import is_allowed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gov.items import Item, Token, Vocabulary

__all__ = ["Words"]

_URL = re.compile(r"(?<![A-Za-z0-9])(?:https?://|www\.)[^\s<>\"'`]{1,2000}", re.IGNORECASE)
_AFTER_URL = "?!.,:;*_~'\""


@dataclass(frozen=True, slots=True)
class Words:
    """What the words of a project's documents can be: its identifiers and its items."""

    vocabulary: Vocabulary
    items: Mapping[str, Item]

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
        """The link of a code span that is one whole identifier, None for any other."""
        token = self.vocabulary.token_at(text) if "-" in text else None
        if token is None or token.end != len(text) or not self.is_known(token):
            return None
        return self._link(token)

    def _identifiers(self, text: str) -> list[Piece]:
        if "-" not in text:
            return [escape(text, quote=False)]
        pieces: list[Piece] = []
        at = 0
        for token in self.vocabulary.tokens(text):
            if self.is_known(token):
                pieces.append(escape(text[at : token.start], quote=False))
                pieces.extend(self._link(token))
                at = token.end
        pieces.append(escape(text[at:], quote=False))
        return pieces

    def is_known(self, token: Token) -> bool:
        """Whether a token names an item that has a page, or one of its criteria."""
        item = self.items.get(token.id)
        return item is not None and token.spelling in {"exact", "width"} and token.part <= len(item.criteria)

    def title(self, token: Token) -> str:
        """What a known token's item, or criterion, is about."""
        item = self.items[token.id]
        return item.criteria[token.part - 1].text if token.part else item.title

    def _link(self, token: Token) -> list[Piece]:
        return [
            '<a class="gov-chip" href="', ToItem(token.id, token.part),
            f'" title="{escape(self.title(token))}">{escape(token.written, quote=False)}</a>',
        ]  # fmt: skip


def _without_tail(url: str) -> str:
    """An address without the punctuation of the sentence around it."""
    while url:
        if url[-1] in _AFTER_URL or (url[-1] == ")" and url.count(")") > url.count("(")):
            url = url[:-1]
        else:
            break
    return url
