"""What a word that is no status of a kind is taken for."""

from __future__ import annotations

import pytest

from gov.config import Configuration
from gov.rulebook.status_words import meant_status

KINDS = Configuration().kinds


@pytest.mark.parametrize(
    ("kind", "written", "meant"),
    [
        ("task", "done", "Completed"),
        ("task", "**Finished** \u2705", "Completed"),
        ("task", "To-Do", "Not Started"),
        ("task", "started", "In Progress"),
        ("task", "not strated", "Not Started"),
        ("task", "closed", "Completed"),
        ("plan", "complete", "Completed"),
        ("decision", "approved", "Accepted"),
    ],
)
def test_a_word_is_taken_for_the_only_status_that_it_can_mean(kind: str, written: str, meant: str) -> None:
    assert meant_status(written, KINDS[kind].statuses) == meant


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        # Completed or Implemented, Active or In Progress, of which each is a status.
        ("plan", "done"), ("plan", "wip"),
        # Accepted or Rejected.
        ("decision", "closed"),
        # Nothing of the kind: a task is never given up, nor is a decision worked on.
        ("task", "cancelled"), ("decision", "in progress"),
        ("task", "soon"), ("task", "done by Mira, I think"), ("task", ""),
    ],
)  # fmt: skip
def test_a_word_that_may_mean_several_or_none_is_taken_for_none(kind: str, written: str) -> None:
    assert meant_status(written, KINDS[kind].statuses) is None
