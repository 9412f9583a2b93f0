"""Fixes put into files: only what they change is changed, byte for byte."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gov.rulebook.finding import Edit, Finding, Fix
    from gov.rulebook.run import Verdict

__all__ = ["Fixed", "fixed"]


class Fixed(NamedTuple):
    """Files with some fixes: bytes before and after by path, and the findings that were fixed."""

    files: dict[str, tuple[bytes, bytes]]
    findings: tuple[Finding, ...]


def fixed(verdict: Verdict, *, with_unsafe: bool = False) -> Fixed:
    """Apply the safe fixes of a verdict, or the unsafe ones as well.

    Fixes that touch the same bytes exclude each other: the first in the order of findings is applied, the
    other is left for a further run. A fix is applied whole or not at all.
    """
    chosen: list[tuple[Finding, Fix]] = []
    taken: dict[str, list[tuple[int, int]]] = {}
    for finding in verdict.findings:
        fix = finding.fix
        if fix is None or not (fix.is_safe or with_unsafe) or _overlaps(fix.edits, taken):
            continue
        chosen.append((finding, fix))
        for edit in fix.edits:
            taken.setdefault(edit.place.path, []).append((edit.place.start, edit.place.end))
    edits: dict[str, list[Edit]] = {}
    for _, fix in chosen:
        for edit in fix.edits:
            edits.setdefault(edit.place.path, []).append(edit)
    files = {}
    for path, changes in sorted(edits.items()):
        document = verdict.project.by_path.get(path)
        data = document.source.data if document else verdict.project.tree.read(path)
        files[path] = (data, _edited(data, changes))
    return Fixed(files, tuple(finding for finding, _ in chosen))


def _overlaps(edits: Iterable[Edit], taken: dict[str, list[tuple[int, int]]]) -> bool:
    """Whether an edit touches what another has taken; two insertions at one place touch as well."""
    return any(
        edit.place.start <= end and start <= edit.place.end
        for edit in edits
        for start, end in taken.get(edit.place.path, ())
    )


def _edited(data: bytes, edits: Iterable[Edit]) -> bytes:
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
