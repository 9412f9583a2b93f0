"""The anchors of a document: what may stand behind `#` in a link to it.

Headings get the anchors that GitHub gives them, after the table-of-contents filter of its html-pipeline: the
text in lower case, letters, marks, digits, connectors, hyphens and spaces alone kept, each space a hyphen.
What comes a second time gets `-1`, then `-2`, and never one that is taken already.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gov.text.blocks import Outline
    from gov.text.source import Source

__all__ = ["anchor_of", "anchors_in_html", "heading_anchors", "own_anchors", "tag_anchors"]

_WORD_CATEGORIES = frozenset(("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Pc"))
_NOT_WORDS = re.compile(r"[^A-Za-z0-9_\- ]")
_ATTRIBUTE = re.compile(r"<[A-Za-z][A-Za-z0-9]{0,40}\s[^<>]{0,500}>")
_NAME = re.compile(
    r"\s(?:id|name)\s{0,4}=\s{0,4}(?:\"([^\"<>]{1,300})\"|'([^'<>]{1,300})'|([^\s\"'<>=]{1,300}))",
    re.IGNORECASE,
)
_OWN = re.compile(r"\{:?\s{0,4}#([^\s{}]{1,300})[^{}]{0,300}\}")


def anchor_of(text: str) -> str:
    """The anchor of a heading's text, before it is told apart from others."""
    lowered = text.strip().lower()
    if lowered.isascii():
        kept = _NOT_WORDS.sub("", lowered)
    else:
        kept = "".join(c for c in lowered if c in "- " or unicodedata.category(c) in _WORD_CATEGORIES)
    return kept.replace(" ", "-")


def heading_anchors(texts: Iterable[str]) -> tuple[str, ...]:
    """The anchors of a document's headings, in their order, no two alike."""
    counts: dict[str, int] = {}
    anchors = []
    for text in texts:
        plain = anchor = anchor_of(text)
        while anchor in counts:
            counts[plain] += 1
            anchor = f"{plain}-{counts[plain]}"
        counts[anchor] = 0
        anchors.append(anchor)
    return tuple(anchors)


def anchors_in_html(source: Source, outline: Outline) -> frozenset[str]:
    """The anchors that a document's author set: HTML with an `id` or `name`, and `{#own}` after a heading."""
    anchors = {anchor for heading in outline.headings for anchor in own_anchors(heading.line.text)}
    if "<" in source.body:
        stretches = [(code.start, code.end) for code in outline.codes]
        stretches += [(comment.start, comment.end) for comment in outline.comments]
        for tag in _ATTRIBUTE.finditer(_without(source, stretches)):
            anchors.update(_names(tag.group()))
    return frozenset(anchors)


def own_anchors(heading: str) -> tuple[str, ...]:
    """The anchors that an author wrote behind a heading's text, as `{#own}`."""
    return tuple(match.group(1) for match in _OWN.finditer(heading))


def tag_anchors(html: str) -> tuple[str, ...]:
    """The anchors that the tags of a stretch of HTML set."""
    return tuple(name for tag in _ATTRIBUTE.finditer(html) for name in _names(tag.group()))


def _names(tag: str) -> list[str]:
    return [a or b or c for a, b, c in _NAME.findall(tag)]


def _without(source: Source, stretches: list[tuple[int, int]]) -> str:
    """The text of a document without some stretches of it."""
    pieces, at = [], source.base
    for start, end in sorted(stretches):
        pieces.append(source.data[at:start])
        at = max(at, end)
    pieces.append(source.data[at:])
    return b"\n".join(pieces).decode("utf-8", "replace")
