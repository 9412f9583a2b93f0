"""The message of a commit, as far as its author speaks in it.

What somebody else said (`>`), samples of code and HTML comments say nothing of the commit that they stand in.
"""

from __future__ import annotations

import re

__all__ = ["spoken_lines"]

_BEGIN, _END = "<!--", "-->"
_SEEN = re.compile(r"[^\n\r]")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_QUOTE = re.compile(r" {0,3}>")
_CODE = re.compile(r"(?: {4}| {0,3}\t)")


def spoken_lines(message: str) -> list[tuple[int, str]]:
    """The lines that are the author's own words, each with its number from 1; the subject is the first.

    Where a comment stood are spaces. Lines that are indented are code only after an empty line: elsewhere
    they go on with what stands above them.
    """
    found: list[tuple[int, str]] = []
    fence = ""
    may_be_code = False
    for number, line in enumerate(_without_comments(message).split("\n"), 1):
        opened = _FENCE.match(line)
        if fence:
            if opened and opened.group(1).startswith(fence) and not line[opened.end() :].strip():
                fence = ""
            continue
        if number > 1 and opened:
            fence = opened.group(1)
            continue
        if not line.strip():
            may_be_code = True
            continue
        may_be_code = number > 1 and may_be_code and _CODE.match(line) is not None
        if not may_be_code and (number == 1 or not _QUOTE.match(line)):
            found.append((number, line.rstrip("\r")))
    return found


def _without_comments(message: str) -> str:
    """A message with spaces for its comments; one that does not end, or stands in backticks, is none."""
    parts: list[str] = []
    at = 0
    while (start := message.find(_BEGIN, at)) >= 0 and (end := message.find(_END, start)) >= 0:
        stop = end + len(_END)
        is_spoken_of = message[start - 1 : start] == "`"
        hidden = message[start:stop]
        parts += (message[at:start], hidden if is_spoken_of else _SEEN.sub(" ", hidden))
        at = stop
    return "".join([*parts, message[at:]])
