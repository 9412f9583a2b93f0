"""Lines that name a task and say that the change does not serve it: it comes later, or is no part of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gov.text import Entry, Heading, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gov.change.description import Description
    from gov.text import Block

__all__ = ["PuttingOff"]

_OFF = re.compile(
    r"\s{0,8}(?:(?:No[- ]Tasks?|Follow-?[ ]?ups?|Blocked[- ]by|Depends[- ]on|Out[- ]of[- ]scope)"
    r"[ \t]{0,4}[:\uff1a]|Not[ ]part[ ]of\b[ \t]{0,4}:?)",
    re.IGNORECASE,
)
# What a section is called, or a line above a list, whose items are no part of the change.
_SECTION = re.compile(
    r"\s{0,8}(?:Out[- ]of[- ]scope|Non-?[ ]?goals|Not[ ](?:in|part[ ]of)[ ](?:this|the)[ ]\w{1,20}"
    r"(?:[ ]request)?|Follow-?[ ]?ups?(?:[ ]tasks?)?|Future[ ]work|Next[ ]steps|Blocked[ ]by|Depends[ ]on)"
    r"[ \t]{0,8}",
    re.IGNORECASE,
)
# A line with a name of its own says something else than the name above it, whose place was left empty.
_CLAIM = re.compile(
    r"[ \t]{0,8}(?:[*+-][ \t]{1,4})?(?:\*\*)?(?:Tasks?|Implements|Closes|Fixes|Resolves)(?:\*\*)?[ \t]{0,4}"
    r"[:\uff1a=]",
    re.IGNORECASE,
)
_OVERRIDE = re.compile(r"\s{0,8}Override[ \t]{0,8}:", re.IGNORECASE)
# What an override says of itself; elsewhere a reason is as good a place for a task as any.
_OF_OVERRIDE = re.compile(r"\s{0,8}(?:Reason|Until|Expires)[ \t]{0,8}:", re.IGNORECASE)


class PuttingOff:
    """Reads blocks in their order: the value of a label may stand on the next line, or in the list below."""

    def __init__(self, description: Description | None = None) -> None:
        """Find the first override: what comes behind it may speak of it."""
        lines = description.spoken if description else ()
        self._override = next((line.start for line in lines if _OVERRIDE.match(line.text)), None)
        self._list_depth: int | None = None
        self._section: int | None = None

    def read(self, block: Block, lines: Iterable[tuple[str, int]]) -> Iterator[bool]:
        """Whether each line of a block, with its place in the text, puts off what it names."""
        if isinstance(block, Heading) and not block.quoted:
            if self._section is not None and block.level <= self._section:
                self._section = None
            if self._section is None and _SECTION.fullmatch(block.line.text):
                self._section = block.level
        is_listed = self._list_depth is not None and isinstance(block, Entry)
        if is_listed and self._list_depth is not None and block.depth < self._list_depth:
            is_listed = False
        is_open = False
        for text, start in lines:
            is_off, is_open = self.of_line(text, start, is_open=is_open)
            is_within = is_listed or self._section is not None
            yield is_off or (is_within and not _CLAIM.match(text))
        if not is_listed:
            self._list_depth = None
            if is_open and isinstance(block, Paragraph | Entry):
                self._list_depth = block.depth + isinstance(block, Entry)

    def of_line(self, text: str, start: int, *, is_open: bool) -> tuple[bool, bool]:
        """Whether a line puts off what it names, and whether the next one goes on with it."""
        label = _OFF.match(text)
        if label is None and self._override is not None and start > self._override:
            label = _OF_OVERRIDE.match(text)
        if label is None and _SECTION.fullmatch(text):
            return True, True
        if label is None and (not is_open or _CLAIM.match(text)):
            return False, False
        value = text[label.end() if label else 0 :].strip()
        return True, not value or value.endswith(",")
