"""The labels that a description is read by are the ones that the reference shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gov.change.labels import LABEL, PHRASES, SECTION

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "commands.md"
_LISTED = re.compile(r"^    - (?:later|waiting|no part of it|taken back): (?P<labels>.+)$", re.MULTILINE)
SHOWN = [
    label
    for match in _LISTED.finditer(REFERENCE.read_text())
    for label in re.findall(r"`([^`]+)`", match["labels"])
    if label != "Task: none"
]


@pytest.mark.parametrize("label", SHOWN)
def test_a_label_that_is_shown_is_read(label: str) -> None:
    assert LABEL.match(f"{label} TASK-001")
    assert label == "Not part of" or SECTION.fullmatch(f"{label.removesuffix(':')} tasks")


@pytest.mark.parametrize("phrase", PHRASES)
def test_a_label_that_is_read_is_shown(phrase: str) -> None:
    read = re.compile(phrase, re.IGNORECASE)

    assert any(read.match(label) for label in SHOWN)
