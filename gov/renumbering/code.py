"""Where code names an item: `gov: TASK-004` in comments, `mark.gov("TASK-004.2")` in tests."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gov.config import EvidenceSettings
from gov.evidence import read_evidence
from gov.rulebook import Edit
from gov.text import Place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from gov.evidence import Files
    from gov.renumbering.words import Renumbering

__all__ = ["edits_of_code"]

_MARK = re.compile(rb"\bmark\.gov\(([^()]{1,2000})\)")
_TEXT = re.compile(rb"\"([^\"\\\n]{1,100})\"|'([^'\\\n]{1,100})'")
_LARGEST = 1 << 20


def edits_of_code(wanted: Renumbering, files: Files, tracked: Collection[str]) -> Iterator[Edit]:
    """The marks in files that git tracks; none where the project configures no markers.

    Raises `GovError` where what is configured cannot be read.
    """
    markers = wanted.project.configuration.evidence.markers
    if not markers:
        return
    settings = EvidenceSettings(markers=markers)
    vocabulary = wanted.project.reader.vocabulary
    evidence = read_evidence(settings, files, vocabulary, tracked=lambda: tracked)
    for marker in evidence.markers or ():
        written = marker.identifier.partition(".")
        if written[0] == wanted.old:
            yield Edit(Place(marker.path, marker.start, marker.end), wanted.new + written[1] + written[2])
    for path in sorted(tracked):
        if path.endswith(".py"):
            yield from _of_tests(path, files, wanted)


def _of_tests(path: str, files: Files, wanted: Renumbering) -> Iterator[Edit]:
    try:
        data = files.read(path)
    except (OSError, KeyError):
        return
    if len(data) > _LARGEST:
        return
    for mark in _MARK.finditer(data):
        for text in _TEXT.finditer(data, *mark.span(1)):
            group = 1 if text.group(1) is not None else 2
            now = wanted.rewritten(text.group(group).decode("utf-8", "replace"))
            if now is not None and now.startswith(wanted.new):
                yield Edit(Place(path, *text.span(group)), now)
