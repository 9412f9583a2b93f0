"""Marks in code that say what it serves: `gov: TASK-004.2, TASK-005` in a comment of any language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gov.evidence.comments import Comments
from gov.evidence.model import Marker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.items import Vocabulary

__all__ = ["is_read", "read_markers"]

_MAXIMUM_BYTES = 1 << 20
_BINARY = 8 << 10
_DOCUMENTS = (".md", ".markdown")
# As it is written all but always: to look for these costs less than any pattern.
_WORDS = (b"gov:", b"GOV:", b"Gov:")
# What stands in quotation marks or backticks is spoken of, not said.
_MARK = re.compile(rb"(?<![\w.`\"'-])gov:[ \t]{0,8}", re.IGNORECASE)
_LIST = re.compile(r"[ \t]{0,8}[,;&][ \t]{0,8}|[ \t]{1,8}")
_WRITTEN = re.compile(r"(?!-)[^\W_][\w-]{0,60}-[A-Za-z]{0,8}[0-9][\w-]{0,60}(?:\.[0-9]{1,4})?")
_LONGEST = 1000


def is_read(path: str) -> bool:
    """Whether a file of this name is code: documents name items in their own way."""
    return not path.lower().endswith(_DOCUMENTS)


def read_markers(data: bytes, path: str, vocabulary: Vocabulary) -> Iterator[Marker]:
    """Every identifier that a comment of a file names after `gov:`; none in what is no text, or too large."""
    if not any(word in data for word in _WORDS) or len(data) > _MAXIMUM_BYTES or b"\0" in data[:_BINARY]:
        return
    marks = [(match.start(), list(_named(data, match.end(), vocabulary))) for match in _MARK.finditer(data)]
    marks = [(at, named) for at, named in marks if named]
    if not marks:
        return
    comments = Comments(data, path, marks[-1][0])
    line, counted = 1, 0
    for at, named in marks:
        if comments.hold(at):
            line, counted = line + data.count(b"\n", counted, at), at
            for identifier, start, end in named:
                yield Marker(identifier, path, line, start, end)


def _named(data: bytes, at: int, vocabulary: Vocabulary) -> Iterator[tuple[str, int, int]]:
    """The identifiers of a list that begins at an offset, each with its bytes; another word ends it."""
    end = data.find(b"\n", at, at + _LONGEST)
    text = data[at : end if end >= 0 else at + _LONGEST].decode("utf-8", "replace")
    index = 0
    while True:
        token = vocabulary.token_at(text, index)
        if token is not None:
            identifier = f"{token.id}.{token.part}" if token.part else token.id
            last = token.end
        elif written := _WRITTEN.match(text, index):
            identifier, last = written.group(), written.end()
        else:
            return
        start = at + len(text[:index].encode())
        yield identifier, start, start + len(text[index:last].encode())
        separator = _LIST.match(text, last)
        if separator is None:
            return
        index = separator.end()
