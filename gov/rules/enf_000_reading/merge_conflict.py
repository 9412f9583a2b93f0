"""ENF-000.merge-conflict."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from gov.rulebook import Draft, Facts, rule
from gov.rules.enf_000_reading._swallowed import about_declared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.project import Document, Project
    from gov.text import Outline

_MARK = re.compile(rb"^(?:<{7}|\|{7}|={7}|>{7})(?=[ \t\r\n]|\Z)", re.MULTILINE)
_TELLING = (b"<<<<<<<", b">>>>>>>", b"|||||||")


class _Conflict(NamedTuple):
    """Where the first and the last mark of a conflict begin."""

    first: int
    last: int


@rule("error")
def merge_conflict(facts: Facts) -> Iterator[Draft]:
    """A merge was committed with its conflict in the text.

    Between the marks stand two versions of the same lines: items are declared twice, fields say two things,
    and what the marks do to Markdown hides more, for `=======` below a line makes a heading of it. Which side
    holds was decided by nobody (CONST-P10). What follows from it is not reported as well. Marks inside one
    closed code fence show a conflict and are none.

    Cure it by keeping what is meant of the two sides and taking the lines with the marks out.

    Fails at tasks.md:3:1:

    ```markdown tasks.md
    ### TASK-001 Sign in

    <<<<<<< HEAD
    **Status**: In Progress
    =======
    **Status**: Completed
    >>>>>>> sign-in
    ```

    Passes:

    ````markdown tasks.md
    ### TASK-001 Sign in

    **Status**: In Progress

    ```text
    <<<<<<< HEAD
    one side
    =======
    the other side
    >>>>>>> sign-in
    ```
    ````
    """
    for document in facts.project.documents:
        data = document.source.data
        # One sign is looked for faster than seven, and most documents lack all of them.
        if document.source.too_large or not any(mark[:1] in data and mark in data for mark in _TELLING):
            continue
        for conflict in _conflicts(data):
            if not _is_shown(conflict, document.outline):
                yield _draft(conflict, document, facts.project)


def _conflicts(data: bytes) -> list[_Conflict]:
    """The conflicts of a file; where a mark is missing, what is left of one."""
    found: list[_Conflict] = []
    first: int | None = None
    last = 0
    for match in _MARK.finditer(data):
        sign, at = match.group()[:1], match.start()
        if sign == b"<":
            if first is not None:
                found.append(_Conflict(first, last))
            first = last = at
        elif first is not None:
            last = at
            if sign == b">":
                found.append(_Conflict(first, last))
                first = None
        elif sign == b"|" or (sign == b">" and not _is_quote(data, at)):
            found.append(_Conflict(at, at))
    if first is not None:
        found.append(_Conflict(first, last))
    return found


def _is_quote(data: bytes, at: int) -> bool:
    """Whether a line is one of a quote in a quote, as a mail that went to and fro has them."""
    line_before = data.rfind(b"\n", 0, max(at - 1, 0)) + 1
    end = data.find(b"\n", at)
    return data[line_before : line_before + 1] == b">" or (end >= 0 and data[end + 1 : end + 2] == b">")


def _is_shown(conflict: _Conflict, outline: Outline) -> bool:
    """Whether all of a conflict stands in one closed code block: half a fence in it is no shelter."""
    at = bisect_right(outline.codes, conflict.first, key=lambda code: code.start) - 1
    return at >= 0 and outline.codes[at].closed and conflict.last < outline.codes[at].end


def _draft(conflict: _Conflict, document: Document, project: Project) -> Draft:
    source, items = document.source, document.items
    before = bisect_right(items, conflict.first, key=lambda item: item.body.start) - 1
    after = bisect_left(items, conflict.last, key=lambda item: item.body.start)
    torn = items[max(before, 0) : after]
    start = min(conflict.first, items[before].body.start) if before >= 0 else conflict.first
    end = items[after].body.start if after < len(items) else len(source.data)
    lines = source.position(conflict.first).line, source.position(conflict.last).line
    if lines[0] == lines[1]:
        mark = source.data[conflict.first : conflict.first + 7].decode()
        message = f"the line {mark} of a merge conflict was left behind"
    else:
        message = f"nobody resolved the merge conflict in lines {lines[0]} to {lines[1]}"
    return Draft(
        source.place(conflict.first, conflict.first + len(_TELLING[0])), message,
        "Keep what is meant of its two sides, and take the marks out. A sample belongs in a closed fence.",
        about=(
            f"path:{document.path}", *(item.id for item in torn),
            *about_declared(project, source.data[start:end]),
        ),
    )  # fmt: skip
