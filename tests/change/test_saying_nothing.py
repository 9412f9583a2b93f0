"""One list says which words are no reason, and every place that asks for one goes by it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from gov.change import ChangeRequest, claims_of
from gov.history import Commit, Recorder
from gov.items import is_null
from gov.rulebook import check
from tests.change.saying_nothing import NOTHING, REASONS
from tests.rules.judging import facts_of, project_of, rulebook

if TYPE_CHECKING:
    from gov.change import Claims

TASKS = {
    "tasks.md": b"### TASK-001 Sign in\n\n**Status**: Not Started\n",
    "gov.toml": b'[change]\nexempt-paths = ["*"]\n',
}


def commit(message: str) -> Commit:
    return Commit("0" * 40, "Ada", datetime(2026, 1, 1, tzinfo=UTC), message, (), ("tasks.md",))


def claims(body: str = "", message: str = "Correct a word") -> Claims:
    project = project_of(TASKS)
    request = ChangeRequest(body=body, commits=(commit(message),))
    return claims_of(request, project.reader.vocabulary, project.configuration.change)


def codes(reason: str) -> list[str]:
    """What is found of a commit that gives a reason for serving no task."""
    recorder = Recorder()
    made = commit(f"Correct a word\n\nNo-Task: {reason}")
    recorder.record(made, {"tasks.md": project_of(TASKS).items})
    facts = replace(facts_of(TASKS), past=recorder.past(since=(made,)))
    return [found.code for found in check(facts, rulebook()).findings if found.code.startswith("ENF-011")]


@pytest.mark.parametrize("word", NOTHING)
def test_a_word_for_nothing_is_no_reason_to_serve_no_task(word: str) -> None:
    assert claims(body=f"No-Task: {word}").no_task == ""
    assert claims(message=f"Correct a word\n\nNo-Task: {word}").no_task == ""


@pytest.mark.parametrize("word", NOTHING)
def test_a_word_for_nothing_is_no_reason_for_an_override(word: str) -> None:
    (override,) = claims(body=f"Override: ENF-004\nReason: {word}\n").overrides

    assert override.reason == ""


@pytest.mark.parametrize("word", ["", *NOTHING])
def test_a_commit_with_a_word_for_nothing_asks_to_be_let_past(word: str) -> None:
    assert codes(word) == ["ENF-011.bypass-marker"]


@pytest.mark.parametrize("reason", REASONS)
def test_a_reason_that_begins_so_is_one(reason: str) -> None:
    (override,) = claims(body=f"Override: ENF-004\nReason: {reason}\n").overrides

    assert claims(body=f"No-Task: {reason}").no_task == reason
    assert override.reason == reason
    assert codes(reason) == []


@pytest.mark.parametrize("word", ["no", "no reason", "todo", "tba"])
def test_an_answer_in_a_field_is_one_although_it_is_no_reason(word: str) -> None:
    assert not is_null(word)
