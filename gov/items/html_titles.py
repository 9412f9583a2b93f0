"""Titles within blocks of HTML that read like an item's heading: few documents have any."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from gov.items.declaring import decorated_token
from gov.items.lost import LostTitle
from gov.text import Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.items.region import Reader
    from gov.text import Outline, Source

__all__ = ["titles_in_html"]

# Within a block of HTML the heading is written with number signs, or is one of HTML, or what opens it.
_IN_HTML = re.compile(
    rb"^[ \t]{0,3}(?:<[^<>\n]{0,200}>[ \t]{0,8}){0,4}"
    rb"(?:(?P<signs>#{1,6})[ \t]{1,8}|(?<=>)(?P<rest>))"
    rb"(?P<text>[^<\n]{1,500})",
    re.MULTILINE,
)
_NAMING = re.compile(rb"<(?:h(?P<level>[1-6])|summary)\b", re.IGNORECASE)
_VERBATIM = re.compile(rb"<(/?)(?:pre|script|style|textarea)\b", re.IGNORECASE)


def titles_in_html(source: Source, outline: Outline, reader: Reader) -> Iterator[LostTitle]:
    """The lost titles within blocks of HTML, those in comments and in verbatim text left out."""
    comments = [comment.start for comment in outline.comments]
    for start, end in outline.html:
        data = source.data[start:end]
        if not reader.vocabulary.marks(data):
            continue
        verbatim = [match.start() for match in _VERBATIM.finditer(data) if not match.group(1)]
        closing = [match.start() for match in _VERBATIM.finditer(data) if match.group(1)]
        for match in _IN_HTML.finditer(data):
            begin = match.start("text")
            if bisect_right(verbatim, begin) > bisect_right(closing, begin):
                continue
            at = bisect_right(comments, start + begin) - 1
            if at >= 0 and start + begin < outline.comments[at].end:
                continue
            title = _of_match(match, start, reader)
            if title is not None:
                yield title


def _of_match(match: re.Match[bytes], start: int, reader: Reader) -> LostTitle | None:
    naming = _NAMING.search(match.group())
    signs = match.group("signs")
    if signs is None and naming is None:
        return None
    raw = match.group("text").strip()
    text = raw.decode("utf-8", "replace")
    token = reader.vocabulary.token_at(text) or decorated_token(text, reader)
    if token is None or token.part:
        return None
    level = len(signs) if signs else int(naming.group("level") or 0) if naming else 0
    begin = start + match.start("text") + match.group("text").index(raw)
    line = Line(text, begin, begin + len(raw), (), ())
    return LostTitle(line, (), level, start + match.start(), token, "html")
