"""What of a description a reader hardly sees: text in tags that strike out, footnotes nothing refers to."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from gov.text.markdown import MAXIMUM_EVENTS, events

if TYPE_CHECKING:
    from gov.text import Source

__all__ = ["Unseen", "unseen_in"]

_MAY_HIDE = re.compile(rb"\[\^|<(?:del|s|strike)[\s>/]", re.IGNORECASE)
_TAG = re.compile(rb"<!--|-->|<(/?)(?:del|s|strike)(?=[\s>/])[^<>]{0,500}>", re.IGNORECASE)
_BLOCKS = frozenset(("Paragraph", "Item", "TableCell"))

Spans = tuple[tuple[int, int], ...]


class Unseen(NamedTuple):
    """Byte ranges: what is struck out by tags, and the footnotes that are shown nowhere."""

    struck: Spans = ()
    footnotes: Spans = ()


def unseen_in(source: Source) -> Unseen:
    """Find both in one more pass, which only a description takes that may hold one of them."""
    if not _MAY_HIDE.search(source.data):
        return Unseen()
    tags, notes = _Tags(source.data), _Footnotes()
    base = source.base
    for event, span in islice(events(source.body), MAXIMUM_EVENTS):
        if isinstance(event, str):
            continue
        start, end = span["start"] + base, span["end"] + base
        if "InlineHtml" in event or "Html" in event:
            tags.read(start, end, is_inline="InlineHtml" in event)
        elif "FootnoteReference" in event:
            notes.refer(str(event["FootnoteReference"]))
        elif "Start" in event:
            tag = event["Start"]
            if isinstance(tag, dict) and "FootnoteDefinition" in tag:
                notes.open(str(tag["FootnoteDefinition"]), start, end)
        elif "End" in event and event["End"] == "FootnoteDefinition":
            notes.close()
        elif "End" in event and (not isinstance(event["End"], str) or event["End"] in _BLOCKS):
            tags.end_block(end)
    tags.end(len(source.data))
    return Unseen(tuple(tags.spans), notes.hidden())


class _Tags:
    """The tags that strike out, open and closed; one inside a block ends with it at the latest."""

    def __init__(self, data: bytes) -> None:
        self.spans: list[tuple[int, int]] = []
        self._data = data
        self._inline: list[int] = []
        self._around: list[int] = []
        self._is_comment = False

    def read(self, start: int, end: int, *, is_inline: bool) -> None:
        """Take the tags of one piece of HTML; a comment holds none, and may go on over several pieces."""
        if is_inline:
            self._is_comment = False
        for match in _TAG.finditer(self._data, start, end):
            mark = match.group()
            if mark in {b"<!--", b"-->"}:
                self._is_comment = mark == b"<!--"
            elif self._is_comment:
                continue
            elif not match.group(1):
                (self._inline if is_inline else self._around).append(match.start())
            elif self._inline or self._around:
                self.spans.append(((self._inline or self._around).pop(), match.end()))

    def end_block(self, end: int) -> None:
        """End what is open inside a block."""
        if self._inline:
            self.spans.append((self._inline[0], end))
            self._inline.clear()

    def end(self, end: int) -> None:
        """End whatever is open."""
        self.spans.extend((start, end) for start in self._around[:1])


class _Footnotes:
    """Footnotes and what refers to them; of two of one name the first is shown."""

    def __init__(self) -> None:
        self._named: dict[str, int] = {}
        self._spans: list[tuple[int, int]] = []
        self._open: list[int] = []
        self._referred: dict[int, list[str]] = {}

    def open(self, name: str, start: int, end: int) -> None:
        number = len(self._spans)
        self._named.setdefault(name.casefold(), number)
        self._spans.append((start, end))
        self._open.append(number)

    def close(self) -> None:
        self._open.pop()

    def refer(self, name: str) -> None:
        self._referred.setdefault(self._open[-1] if self._open else -1, []).append(name.casefold())

    def hidden(self) -> tuple[tuple[int, int], ...]:
        """Those to which the text does not lead, directly or by another footnote that it leads to."""
        shown, waiting = {-1}, [-1]
        while waiting:
            for name in self._referred.get(waiting.pop(), ()):
                number = self._named.get(name, -1)
                if number not in shown:
                    shown.add(number)
                    waiting.append(number)
        return tuple(span for number, span in enumerate(self._spans) if number not in shown)
