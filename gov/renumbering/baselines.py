"""Findings that were set aside, and are about an item by its old number or by the name of its file."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from gov.rulebook import Edit
from gov.rulebook.baseline import told_anew
from gov.rulebook.baseline_reading import KEYS
from gov.text import Place

if TYPE_CHECKING:
    from gov.renumbering.words import Renumbering
    from gov.rulebook import Baseline

__all__ = ["edits_of_baseline"]


def edits_of_baseline(baseline: Baseline, wanted: Renumbering) -> tuple[list[Edit], list[Place]]:
    """The entries as they are after it, and those whose fingerprint nobody can work out."""
    edits, left = list[Edit](), list[Place]()
    name = re.compile(rf"(?<![A-Za-z0-9_-]){re.escape(wanted.old)}(?![A-Za-z0-9_])")
    for entry in baseline.entries:
        item = wanted.new if entry.item == wanted.old else entry.item
        path = wanted.moved.get(entry.path, entry.path)
        message = name.sub(wanted.new, entry.message).replace(entry.path, path)
        if (item, path, message) == (entry.item, entry.path, entry.message):
            continue
        place = Place(baseline.path, entry.start, entry.end)
        now = None if wanted.is_shared else told_anew(entry, item, path, message)
        if now is None:
            left.append(place)
        else:
            text = json.dumps(dict(zip(KEYS, now, strict=False)), ensure_ascii=False)
            edits.append(Edit(place, text))
    return edits, left
