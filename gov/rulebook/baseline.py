"""Findings that a project has set aside, so that it can start today.

They are told by what they are about, not by line: a fingerprint is made of the code, the item (or the path
where there is none) and what the finding is about. So it stays the same when lines move, when a document is
renamed and when words elsewhere change. Several findings of one fingerprint are told apart by their order.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gov.rulebook.finding import Finding

__all__ = ["Baseline", "Entry", "fingerprints"]

_LENGTH = 16


class Entry(NamedTuple):
    """One finding that was set aside; `start` and `end` are byte offsets of the entry in its file."""

    fingerprint: str
    code: str
    item: str
    path: str
    message: str
    start: int
    end: int


class Baseline(NamedTuple):
    """A file of findings that were set aside: where it lies, its bytes, and its entries in their order."""

    path: str
    data: bytes
    entries: tuple[Entry, ...]


def fingerprints(findings: Iterable[Finding]) -> tuple[str, ...]:
    """The fingerprint of each finding, in their order: 16 hexadecimal digits of SHA-256, no two alike."""
    counts: Counter[tuple[str, ...]] = Counter()
    made = []
    for finding in findings:
        about = finding.draft.about
        key = (finding.code, finding.item or finding.location.path, *(sorted(about) or (finding.message,)))
        counts[key] += 1
        text = "\0".join((*key, str(counts[key]) if counts[key] > 1 else ""))
        made.append(hashlib.sha256(text.encode()).hexdigest()[:_LENGTH])
    return tuple(made)
