"""What of a description is not the author's to a reader: what tags hide, lone footnotes; what is, in HTML.

Hosts show the text in blocks of HTML, and alerts (`> [!NOTE]`), which are written as quotes and are none.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from gov.change.html import Html, Veil
from gov.text.markdown import MAXIMUM_EVENTS, events

if TYPE_CHECKING:
    from gov.change.html import HtmlBlock
    from gov.text import Source
    from gov.text.markdown import Event

__all__ = ["Unseen", "unseen_in"]

_MAY_HIDE = re.compile(rb"\[\^|<[A-Za-z/!]|>[ \t]{0,8}\[!")
_BLOCKS = frozenset(("Paragraph", "Item", "TableHead", "TableRow"))
_BREAKS = frozenset(("SoftBreak", "HardBreak"))
_CONTAINERS = ("FootnoteDefinition", "BlockQuote", "Item")

Spans = tuple[tuple[int, int], ...]


class Unseen(NamedTuple):
    """Byte ranges: what tags hide, footnotes that are shown nowhere, alerts, and the quotes within those.

    `html` is the text in blocks of HTML, and `is_full` says that they hold more tags than are read.
    """

    veiled: tuple[tuple[Veil, int, int], ...] = ()
    footnotes: Spans = ()
    alerts: Spans = ()
    quotes: Spans = ()
    html: tuple[HtmlBlock, ...] = ()
    is_full: bool = False


def unseen_in(source: Source) -> Unseen:
    """Find all of it in one more pass, which only a description takes that may hold some of it."""
    if not _MAY_HIDE.search(source.data):
        return Unseen()
    reader = _Reader(source)
    for event, span in islice(events(source.body), MAXIMUM_EVENTS):
        reader.take(event, span["start"] + source.base, span["end"] + source.base)
    return reader.unseen(len(source.data))


class _Reader:
    """One pass over the events."""

    def __init__(self, source: Source) -> None:
        self._html, self._notes, self._around = Html(source), _Footnotes(), _Containers()
        self._block = 0

    def take(self, event: Event, start: int, end: int) -> None:
        if isinstance(event, str):
            if event in _BREAKS:
                self._html.end_line(start)
        elif "InlineHtml" in event:
            self._html.inline(start, end)
        elif "FootnoteReference" in event:
            self._notes.refer(str(event["FootnoteReference"]))
        elif "Start" in event:
            self._open(event["Start"], start, end)
        elif "End" in event:
            self._close(event["End"], end)

    def _open(self, tag: object, start: int, end: int) -> None:
        name, value = next(iter(tag.items())) if isinstance(tag, dict) else (tag, None)
        if name == "FootnoteDefinition":
            self._notes.open(str(value), start, end)
        elif name == "HtmlBlock":
            self._block = start
        self._around.open(str(name), start, end, is_alert=value is not None)

    def _close(self, tag: object, end: int) -> None:
        name = next(iter(tag)) if isinstance(tag, dict) else tag
        if name == "FootnoteDefinition":
            self._notes.close()
        elif name == "HtmlBlock":
            self._html.block(self._block, end, is_read=not self._around.quotes)
        elif name == "TableCell":
            self._html.end_cell(end)
        elif isinstance(tag, dict) or name in _BLOCKS:
            self._html.end_block(end)
        self._around.close(str(name))

    def unseen(self, end: int) -> Unseen:
        """All that was found."""
        self._html.end(end)
        html, around = self._html, self._around
        return Unseen(
            tuple(html.veiled),
            self._notes.hidden(),
            tuple(around.alerts),
            tuple(around.within),
            tuple(html.blocks),
            html.is_full,
        )


class _Containers:
    """The quotes and lists around a place: an alert stands in none, and a quote within it is a quote."""

    def __init__(self) -> None:
        self.alerts: list[tuple[int, int]] = []
        self.within: list[tuple[int, int]] = []
        self.quotes = 0
        self._depth = 0

    def open(self, name: str, start: int, end: int, *, is_alert: bool) -> None:
        if name == "BlockQuote":
            (self.alerts if is_alert and not self._depth else self.within).append((start, end))
            self.quotes += 1
        self._depth += name in _CONTAINERS

    def close(self, name: str) -> None:
        self.quotes -= name == "BlockQuote"
        self._depth -= name in _CONTAINERS


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
