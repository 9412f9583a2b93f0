"""Anchors of ordinary pages: the theme's Markdown makes its own, and the check knows those of GitHub."""

from __future__ import annotations

import re
from html import unescape

from gov.text import Heading, Source, read_outline
from gov.text.anchors import heading_anchors
from gov_mkdocs.rendering.anchors import Anchors
from gov_mkdocs.rendering.headings import places

__all__ = ["with_usual_anchors"]

_HEADING = re.compile(r"<h([1-6])(?:\s[^<>]{0,1000})?>(.{0,2000}?)</h\1>", re.DOTALL)
_LINK = re.compile(r'<a class="headerlink"[^<>]{0,1000}>[^<>]{0,10}</a>')
_TAG = re.compile(r"<[^<>]{0,1000}>")


def with_usual_anchors(markdown: str, html: str, taken: set[str]) -> str:
    """A page's HTML with the anchors that GitHub gives its headings, where they differ from those it has.

    `taken` are the anchors that the page has; the new ones are added to it.
    """
    headings = list(_HEADING.finditer(html))
    blocks = read_outline(Source.read("page.md", markdown.encode("utf-8", "replace"))).blocks
    texts = [block.line.text for block in blocks if isinstance(block, Heading)]
    if len(texts) != len(headings):
        # The theme's Markdown has read other headings than the check, or made some itself.
        texts = [unescape(_TAG.sub("", _LINK.sub("", heading[2]))) for heading in headings]
    own = Anchors(heading_anchors(texts))
    pieces: list[str] = []
    at = 0
    for heading in headings:
        anchor = own.of_heading()
        for one in (anchor, own.as_elsewhere(anchor)):
            if one and one not in taken:
                taken.add(one)
                pieces += (html[at : heading.start(2)], places((one,)))
                at = heading.start(2)
    return "".join((*pieces, html[at:]))
