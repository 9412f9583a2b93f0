"""Lines that name a task and say that the change does not serve it: it comes later, or is no part of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gov.change.labels import LABEL, LABEL_WITHIN, MARKED, PLAIN, SECTION
from gov.change.overrides import is_override
from gov.items import says_nothing
from gov.text import Code, Entry, Heading, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gov.change.description import Description
    from gov.text import Block

__all__ = ["PuttingOff"]

Spans = tuple[tuple[int, int], ...]
_NOWHERE: Spans = ()

# A line that begins with what it names, behind signs.
_NAMES = re.compile(r"[^\w\n]{0,8}[A-Z]{2,20}-[A-Z]?[0-9]", re.IGNORECASE)
# A line with a name of its own says something else than the name above it, whose place was left empty.
_CLAIM = re.compile(
    r"[ \t]{0,8}(?:(?:[*+-][ \t]{1,4})?(?:\*\*)?"
    r"(?:(?:Related[ ])?Tasks?|Implements|Closes|Fixes|Resolves|Refs)(?:\*\*)?[ \t]{0,4}[:\uff1a=]"
    r"|(?:(?:Related[ ])?Task|Implements|Closes|Fixes|Resolves|Refs|Part[ ]of)[ ]{1,2}"
    r"#?[A-Z]{2,20}-[A-Z]?[0-9])",
    re.IGNORECASE,
)
_NO_TASK = re.compile(
    r"[ \t]{0,8}(?:[*+-][ \t]{1,4})?(?:\*\*)?Tasks?(?:\*\*)?[ \t]{0,4}(?:[:\uff1a=|]|[-\u2013\u2014](?=[ ]))"
    r"[ \t(*_`]{0,8}(?P<first>[A-Za-z/]{1,12}|[-\u2013\u2014]{1,2}(?=[ ]\())"
    r"(?:[ ](?:yet|needed|required|applicable|here|(?:so|for|right)[ ](?:far|now)))?[*_`]{0,3}[ \t]{0,4}"
    r"(?:[][,;.:!?()\u2013\u2014]|-[ ]|(?=[A-Z]{2,20}-[A-Z]?[0-9])|\Z)",
    re.IGNORECASE,
)
# Where a sentence ends and another begins, in a word that is no identifier.
_SENTENCE = re.compile(
    r"(?<=[\w)\]\"'`*])(?<![ .][A-Za-z])"
    r"(?:[.!?]{1,3}[ \t]{1,4}(?=[^\Wa-z_])(?=[^\W\d_])(?![A-Z]{2,20}-)|[\u3002\uff01\uff1f]"
    r"|;[ \t]{1,4}(?=(?i:this|it|we|here|now|implements|closes|fixes|resolves|completes|adds|serves)\b))"
)
# What a line does not end with.
_GOES_ON = re.compile(r"(?:[,;/&]|\b(?:and|or))\Z", re.IGNORECASE)
# What an override says of itself; elsewhere a reason is as good a place for a task as any.
_OF_OVERRIDE = re.compile(r"\s{0,8}(?:Reason|Until|Expires)[ \t]{0,8}:", re.IGNORECASE)


class PuttingOff:
    """Reads blocks in their order: the value of a label may stand on the next line, or in the list below."""

    def __init__(self, description: Description | None = None) -> None:
        """Find the first override: what comes behind it may speak of it."""
        lines = description.spoken if description else ()
        self._override = next((line.start for line in lines if is_override(line.text)), None)
        self._list_depth: int | None = None
        self._is_next = False
        # Whether the line before ended within a sentence that puts off.
        self._is_within = False
        self._section: int | None = None

    def read(self, block: Block, lines: Iterable[tuple[str, int]]) -> Iterator[Spans]:
        """Where each line of a block, with its place in the text, puts off what it names."""
        if isinstance(block, Table):
            yield from self._of_table(block)
            return
        if isinstance(block, Heading) and not block.quoted:
            if self._section is not None and block.level <= self._section:
                self._section = None
            if self._section is None and SECTION.fullmatch(block.line.text.translate(PLAIN)):
                self._section = block.level
        is_listed = self._is_listed(block)
        is_next, self._is_next = self._is_next, False
        is_open = self._is_within = False
        for text, start in lines:
            spans, is_open = self.of_line(text, start, is_open=is_open)
            is_within = is_listed or self._section is not None or (is_next and _NAMES.match(text))
            yield _whole(text) if is_within and not _CLAIM.match(text) else spans
        if isinstance(block, Code) or block.quoted:
            self._is_next = is_next
        elif not is_listed:
            self._list_depth = None
            if is_open and isinstance(block, Paragraph | Entry):
                self._list_depth = block.depth + isinstance(block, Entry)
                self._is_next = True

    def _is_listed(self, block: Block) -> bool:
        """Whether a block belongs to the list under a label, be it an entry or what goes on with one."""
        if self._list_depth is None or isinstance(block, Code) or block.quoted:
            return False
        if isinstance(block, Paragraph):
            return block.depth >= max(self._list_depth, 1)
        return isinstance(block, Entry) and block.depth >= self._list_depth

    def _of_table(self, table: Table) -> Iterator[Spans]:
        """A cell is put off by the head of its column, by the first cell of its row or a label above."""
        is_next = self._is_next
        self._list_depth, self._is_next = None, False
        heads = [SECTION.fullmatch(cell.text) is not None for cell in table.rows[0]] if table.rows else []
        for number, row in enumerate(table.rows):
            is_row = bool(row) and SECTION.fullmatch(row[0].text) is not None
            for column, cell in enumerate(row):
                is_column = number > 0 and column < len(heads) and heads[column]
                is_off = is_column or is_row or is_next or self._section is not None
                yield _whole(cell.text) if is_off else self.of_line(cell.text, cell.start, is_open=False)[0]

    def of_line(self, text: str, start: int, *, is_open: bool) -> tuple[Spans, bool]:
        """Where a line puts off what it names, and whether the next one goes on with it.

        Each of its sentences may have a label of its own, and what a label puts off ends with its sentence.
        """
        text = text.translate(PLAIN)
        is_open = is_open or (self._is_within and text[:1].islower())
        self._is_within = False
        if not is_open and not MARKED.search(text) and not SECTION.fullmatch(text):
            return _NOWHERE, False
        denied = _NO_TASK.match(text)
        if denied and says_nothing(denied["first"]):
            return _whole(text), False
        if SECTION.fullmatch(text):
            return _whole(text), True
        spans: list[tuple[int, int]] = []
        goes_on = is_open and not _CLAIM.match(text)
        at = 0
        while at >= 0:
            ended = _SENTENCE.search(text, at)
            end = ended.end() if ended else len(text)
            label = LABEL.match(text, at, end) or LABEL_WITHIN.search(text, at, end)
            if label is None and not at and self._override is not None and start > self._override:
                label = _OF_OVERRIDE.match(text)
            if label is not None or goes_on:
                spans.append((at if goes_on or label is None else label.start(), end))
                value = text[label.end() if label else at : end].strip()
                self._is_within = not ended
                goes_on = not ended and (not value or _GOES_ON.search(value) is not None)
            at = ended.end() if ended else -1
        return tuple(spans), goes_on


def _whole(text: str) -> Spans:
    return ((0, len(text) + 1),)
