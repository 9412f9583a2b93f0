"""Fixes put into files: only what they change is changed, byte for byte."""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gov.rulebook.finding import Edit, Finding
    from gov.rulebook.run import Verdict

__all__ = ["Fixed", "edited", "fixed", "fixes_of"]


class Fixed(NamedTuple):
    """Files with some fixes: bytes before and after by path, and the findings that were fixed."""

    files: dict[str, tuple[bytes, bytes]]
    findings: tuple[Finding, ...]


def fixed(verdict: Verdict, *, with_unsafe: bool = False) -> Fixed:
    """Apply the fixes of a verdict once and untried; `mended` tries them, and again until none is left."""
    chosen = fixes_of(verdict.findings, with_unsafe=with_unsafe)
    edits: dict[str, list[Edit]] = {}
    for finding in chosen:
        for edit in finding.fix.edits if finding.fix else ():
            edits.setdefault(edit.place.path, []).append(edit)
    files = {}
    for path, changes in sorted(edits.items()):
        document = verdict.project.by_path.get(path)
        data = document.source.data if document else verdict.project.tree.read(path)
        files[path] = (data, edited(data, changes))
    return Fixed(files, chosen)


def fixes_of(findings: Iterable[Finding], *, with_unsafe: bool = False) -> tuple[Finding, ...]:
    """Those of some findings whose fixes can be applied together: the safe ones, or the unsafe ones as well.

    Fixes that change the same bytes exclude each other: the first in the order of findings is applied, the
    other is left for a further run. A fix is applied whole or not at all.
    """
    taken = _Taken()
    return tuple(
        finding
        for finding in findings
        if (fix := finding.fix) is not None and (fix.is_safe or with_unsafe) and taken.take(fix.edits)
    )


class _Taken:
    """The stretches of each file that fixes have taken, in order.

    Two stretches that only meet are apart, unless one of them is an insertion: which text comes first would
    be anybody's guess.
    """

    def __init__(self) -> None:
        self._stretches: dict[str, list[tuple[int, int]]] = {}

    def take(self, edits: Iterable[Edit]) -> bool:
        """Take what some edits change, all or nothing."""
        wanted = [(edit.place.path, edit.place.start, edit.place.end) for edit in edits]
        if not all(self._is_free(*stretch) for stretch in wanted):
            return False
        for path, start, end in wanted:
            insort(self._stretches.setdefault(path, []), (start, end))
        return True

    def _is_free(self, path: str, start: int, end: int) -> bool:
        taken = self._stretches.get(path, [])
        at = bisect_left(taken, (start, end))
        return not any(_clash(start, end, *other) for other in taken[max(at - 1, 0) : at + 1])


def _clash(start: int, end: int, other_start: int, other_end: int) -> bool:
    if start == end or other_start == other_end:
        return start <= other_end and other_start <= end
    return start < other_end and other_start < end


def edited(data: bytes, edits: Iterable[Edit]) -> bytes:
    """The bytes of a file with some edits made; line ends are written as the file's first line has them."""
    ending = b"\r\n" if b"\r\n" in data[: data.find(b"\n") + 1] else b"\n"
    pieces: list[bytes] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: edit.place.start):
        text = edit.text.encode("utf-8")
        if ending == b"\r\n" and b"\r" not in text:
            text = text.replace(b"\n", ending)
        pieces += (data[at : edit.place.start], text)
        at = edit.place.end
    return b"".join((*pieces, data[at:]))
