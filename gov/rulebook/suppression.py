"""Exceptions written beside the text they excuse.

`<!-- gov: ignore[ENF-005.dangling] until=2026-12-31 reason="the plan follows in May" -->` stands for its line
when it shares the line with text, for the whole item when it stands on a line of its own inside one, and for
the whole file when it stands on a line of its own before the first item. Codes are named one by one; a reason
is required.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from gov.text import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gov.project import Document, Project
    from gov.rulebook.finding import Finding
    from gov.text import Comment

__all__ = ["Suppression", "is_live", "suppresses", "suppressions_of"]

_DIRECTIVE = re.compile(r"\s{0,8}gov:\s{0,8}ignore\b")
_CODES = re.compile(r"\s{0,8}gov:\s{0,8}ignore\s{0,8}\[([^\]]{0,500})\]")
_UNTIL = re.compile(r"\buntil\s{0,8}=\s{0,8}\"?([0-9]{4}-[0-9]{2}-[0-9]{2})\b")
_REASON = re.compile(r"\breason\s{0,8}=\s{0,8}\"([^\"]{0,500})\"")

Scope = Literal["line", "item", "file"]


@dataclass(frozen=True, slots=True)
class Suppression:
    """One exception: which codes, how far it reaches, until when and why.

    `extent` is the stretch of the file it covers. `has_bad_until` says that `until=` is there and is no date.
    """

    codes: tuple[str, ...]
    scope: Scope
    place: Place
    extent: Place
    until: date | None
    reason: str
    has_bad_until: bool


def suppressions_of(project: Project) -> tuple[Suppression, ...]:
    """Every exception that the documents of a project hold, in order."""
    return tuple(found for document in project.documents for found in _of_document(document))


def is_live(suppression: Suppression, today: date) -> bool:
    """Whether an exception counts: it names codes, gives a reason and has not run out.

    Its last day still counts.
    """
    if not suppression.codes or not suppression.reason.strip() or suppression.has_bad_until:
        return False
    return suppression.until is None or today <= suppression.until


def suppresses(suppression: Suppression, finding: Finding) -> bool:
    """Whether an exception covers a finding: the code, or its family, and the place."""
    place, extent = finding.draft.place, suppression.extent
    if place.path != extent.path or not extent.start <= place.start < max(extent.end, extent.start + 1):
        return False
    return any(finding.code == code or finding.code.startswith(code + ".") for code in suppression.codes)


def _of_document(document: Document) -> Iterator[Suppression]:
    for comment in document.outline.comments:
        if _DIRECTIVE.match(comment.text):
            yield _read(comment, document)


def _read(comment: Comment, document: Document) -> Suppression:
    codes = _CODES.match(comment.text)
    until = _UNTIL.search(comment.text)
    reason = _REASON.search(comment.text)
    end = _date(until.group(1)) if until else None
    bad = "until" in comment.text.partition("reason")[0] and end is None
    scope, extent = _extent(comment, document)
    return Suppression(
        tuple(code.strip() for code in codes.group(1).split(",") if code.strip()) if codes else (),
        scope, Place(document.path, comment.start, comment.end), extent, end,
        reason.group(1).strip() if reason else "", bad,
    )  # fmt: skip


def _extent(comment: Comment, document: Document) -> tuple[Scope, Place]:
    source = document.source
    first, last = source.position(comment.start).line, source.position(comment.end).line
    start, end = source.offset_of_line(first), source.offset_of_line(last + 1)
    alone = (
        not source.data[start : comment.start].strip(b"> \t\xef\xbb\xbf")
        and not source.data[comment.end : end].strip()
    )
    if not alone:
        return "line", Place(document.path, start, end)
    for item in document.items:
        if item.body.start <= comment.start < item.body.end:
            return "item", item.body
    return "file", Place(document.path, 0, len(source.data) + 1)


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
