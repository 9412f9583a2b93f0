"""Exceptions written beside the text they excuse.

`<!-- gov: ignore[ENF-005.dangling] until=2026-12-31 reason="the plan follows in May" -->` stands for its line
when it shares the line with text, for the whole item when it stands on a line of its own inside one, and for
the whole file when it stands on a line of its own before the first item. Codes are named one by one; a reason
is required.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from gov.items import says_nothing
from gov.text import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gov.project import Document, Project
    from gov.rulebook.finding import Finding
    from gov.text import Comment

__all__ = ["Exceptions", "Suppression", "is_live", "suppresses", "suppressions_of"]

_DIRECTIVE = re.compile(r"\s{0,8}gov:\s{0,8}ignore\b", re.IGNORECASE)
_CODES = re.compile(r"\s{0,8}gov:\s{0,8}ignore\s{0,8}\[([^\]]{0,500})\]", re.IGNORECASE)
_UNTIL = re.compile(r"\buntil\s{0,8}=\s{0,8}\"?([0-9]{4}-[0-9]{2}-[0-9]{2})\b")
_REASON = re.compile(r"\breason\s{0,8}=\s{0,8}\"([^\"]{0,500})\"", re.IGNORECASE)
_LOOSE_REASON = re.compile(r"\breason\s{0,8}=\s{0,8}('[^']{0,500}'|[^=]{0,500})", re.IGNORECASE)
_UNREAD = re.compile(r"[A-Za-z-]{1,30}\s{0,8}=|\b(?:until|till|expire|valid)", re.IGNORECASE)

_BLANK = b"> \t\xef\xbb\xbf"
_NEAR = 200
Scope = Literal["line", "item", "file", "change"]
_SCOPES: tuple[Scope, ...] = ("line", "item", "file")


@dataclass(frozen=True, slots=True)
class Suppression:
    """One exception: which codes, how far it reaches, until when and why.

    `extent` is the stretch of the file it covers; one of the scope `change`, an override, covers all files.
    `unread` is what was not read of it and may speak of a day; `loose_reason` is a reason that does not stand
    between double quotes, and so is none.
    """

    codes: tuple[str, ...]
    scope: Scope
    place: Place
    extent: Place
    until: date | None
    reason: str
    unread: str = ""
    loose_reason: str = ""

    @property
    def has_reason(self) -> bool:
        """Whether its reason says anything; `TODO` and a dash do not."""
        return not says_nothing(self.reason)


def suppressions_of(project: Project) -> tuple[Suppression, ...]:
    """Every exception that the documents of a project hold, in order."""
    return tuple(found for document in project.documents for found in _of_document(document))


def is_live(suppression: Suppression, today: date) -> bool:
    """Whether an exception counts: it names codes, gives a reason and has not run out.

    Its last day still counts.
    """
    if not suppression.codes or not suppression.has_reason or suppression.unread:
        return False
    return suppression.until is None or today <= suppression.until


def suppresses(suppression: Suppression, finding: Finding) -> bool:
    """Whether an exception covers a finding: the code, or its family, and the place."""
    place, extent = finding.draft.place, suppression.extent
    if suppression.scope == "change":
        # What only tells of the override, and of what else is exempt, is told all the same.
        return finding.severity != "info" and _names(suppression, finding)
    if place.path != extent.path or not extent.start <= place.start < max(extent.end, extent.start + 1):
        return False
    return _names(suppression, finding)


def _names(suppression: Suppression, finding: Finding) -> bool:
    return any(finding.code == code or finding.code.startswith(code + ".") for code in suppression.codes)


class Exceptions:
    """The exceptions that count on a day, found by what they cover."""

    def __init__(self, suppressions: Iterable[Suppression], today: date) -> None:
        """Sort them by code, path and scope: within a scope, what two of them cover is the same or apart."""
        self._starts: dict[tuple[str, str, Scope], list[int]] = {}
        self._found: dict[tuple[str, str, Scope], list[Suppression]] = {}
        live = [s for s in suppressions if is_live(s, today)]
        self._everywhere = [s for s in live if s.scope == "change"]
        for suppression in sorted(live, key=lambda s: (s.extent.path, s.extent.start, -s.place.start)):
            for code in suppression.codes:
                key = (suppression.extent.path, code, suppression.scope)
                self._starts.setdefault(key, []).append(suppression.extent.start)
                self._found.setdefault(key, []).append(suppression)

    def of(self, finding: Finding) -> Suppression | None:
        """The exception that covers a finding, the first in the document of several."""
        if not self._found:
            return None
        place = finding.draft.place
        covering = [s for s in self._everywhere if suppresses(s, finding)]
        for code in (finding.code, finding.code.partition(".")[0]):
            for scope in _SCOPES:
                starts = self._starts.get((place.path, code, scope))
                if starts is None:
                    continue
                at = bisect_right(starts, place.start)
                # A comment over several lines may share its last line with the next: two can reach a place.
                near = self._found[place.path, code, scope][max(at - 2, 0) : at]
                covering.extend(s for s in near if suppresses(s, finding))
        return min(covering, key=lambda s: s.place.start, default=None)


def _of_document(document: Document) -> Iterator[Suppression]:
    for comment in document.outline.comments:
        if _DIRECTIVE.match(comment.text):
            yield _read(comment, document)


def _read(comment: Comment, document: Document) -> Suppression:
    codes = _CODES.match(comment.text)
    until = _UNTIL.search(comment.text)
    reason = _REASON.search(comment.text)
    end = _date(until.group(1)) if until else None
    loose = None if reason else _LOOSE_REASON.search(comment.text)
    unread = _unread(comment.text, codes, until if end else None, reason or loose)
    scope, extent = _extent(comment, document)
    return Suppression(
        tuple(code.strip() for code in codes.group(1).split(",") if code.strip()) if codes else (),
        scope, Place(document.path, comment.start, comment.end), extent, end,
        reason.group(1).strip() if reason else "", unread, loose.group(1).strip() if loose else "",
    )  # fmt: skip


def _unread(text: str, *read: re.Match[str] | None) -> str:
    """What was not read of an exception and speaks of a day: nobody meant it to hold for ever."""
    at = 0
    for start, end in sorted(match.span() for match in read if match):
        if found := _UNREAD.search(text[at:start]):
            return found.group()
        at = max(at, end)
    found = _UNREAD.search(text[at:])
    return found.group() if found else ""


def _extent(comment: Comment, document: Document) -> tuple[Scope, Place]:
    source = document.source
    first, last = source.position(comment.start).line, source.position(comment.end).line
    start, end = source.offset_of_line(first), source.offset_of_line(last + 1)
    # What stands next to it tells, but for a run of blanks: a long line is not read anew for each comment.
    near, far = max(start, comment.start - _NEAR), min(end, comment.end + _NEAR)
    if (
        source.data[near : comment.start].strip(_BLANK)
        or source.data[comment.end : far].strip()
        or source.data[start:near].strip(_BLANK)
        or source.data[far:end].strip()
    ):
        return "line", Place(document.path, start, end)
    at = bisect_right(document.items, comment.start, key=lambda item: item.body.start) - 1
    if at >= 0 and comment.start < document.items[at].body.end:
        return "item", document.items[at].body
    return "file", Place(document.path, 0, len(source.data) + 1)


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
