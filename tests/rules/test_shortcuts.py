"""A quick look that spares an expression its work never hides what the expression would find."""

from __future__ import annotations

import re

import pytest

from gov.config import CRITERION_TO_WRITE
from gov.rules.enf_003_tasks.template_left import _CRITERION, _NOTE, _SLOT
from gov.rules.enf_003_tasks.vague_criterion import _ADJECTIVE, _ALONE, _HOLLOW, _hollow, _telling_words
from tests.rules.judging import judge
from tests.rules.wordings import wordings

TASK = """\
### TASK-001 {title}

**Status**: {status}
**References**: {reference}
**Assignee**: {assignee}
**Estimated Effort**: S
**Implementation Notes**: {notes}

**Acceptance Criteria**:
- [ ] {criterion}
"""


def codes(**words: str) -> set[str]:
    """What is found about one task's words."""
    plain = {
        "title": "Sign in", "assignee": "Mira", "criterion": "A user with a valid password is signed in",
        "status": "Not Started", "reference": "PLAN-001 (Sign-in)", "notes": "With a form.",
    }  # fmt: skip
    text = TASK.format(**(plain | words))
    verdict = judge({"tasks.md": text.encode()}, family="ENF-003")
    return {finding.code for finding in verdict.findings}


def test_every_alternative_is_in_some_wording() -> None:
    made = wordings(re.compile(r"(?:an?|the) [bc](?:ar|og)?|\[[^\]]+\]"))

    assert [part for part in ("a ", "an ", "the ", "bar", "bog", "[x]") if part not in "|".join(made)] == []
    assert [text for text in made if text.endswith(" b")]


# What Markdown reads as something else never reaches the rule as it is written.
_AS_WRITTEN = re.compile(r"[^<>*_`\\]*[^<>*_`\\\s]")


@pytest.mark.parametrize("place", ["assignee", "notes"])
def test_no_place_to_fill_in_is_passed_by(place: str) -> None:
    found = [
        text for text in wordings({"assignee": _SLOT, "notes": _NOTE}[place]) if _AS_WRITTEN.fullmatch(text)
    ]

    assert len(found) > 5
    assert [text for text in found if "ENF-003.template-left" not in codes(**{place: text})] == []


def test_no_sample_criterion_is_passed_by() -> None:
    wordings_found = [text for text in wordings(_CRITERION) if _CRITERION.fullmatch(text)]
    found = [text for text in wordings_found if _AS_WRITTEN.fullmatch(text)]

    assert CRITERION_TO_WRITE in found
    assert [text for text in found if "ENF-003.template-left" not in codes(criterion=text)] == []


@pytest.mark.parametrize("status", ["Not Started | Completed", "Blocked |In Progress"])
def test_no_choice_of_statuses_is_passed_by(status: str) -> None:
    assert "ENF-003.template-left" in codes(status=status)


@pytest.mark.parametrize(
    "reference", ["PLAN-###", "PLAN-XXX", "PLAN-nnn", "PLAN-?", "PLAN-{number}", "CONST-P#"]
)
def test_no_blank_of_an_identifier_is_passed_by(reference: str) -> None:
    assert "ENF-003.template-left" in codes(reference=reference)


@pytest.mark.parametrize("title", ["[TASK TITLE]", "[Task Title]", "[Short title]", "Task title", "TITLE"])
def test_a_title_of_the_template_is_found_in_any_letter_case(title: str) -> None:
    assert "ENF-003.template-left" in codes(title=title)


@pytest.mark.parametrize("assignee", ["[NAME]", "{Name}", "YOUR NAME HERE"])
def test_a_slot_of_the_template_is_found_in_any_letter_case(assignee: str) -> None:
    assert "ENF-003.template-left" in codes(assignee=assignee)


@pytest.mark.parametrize("end", ["", "."])
def test_the_criterion_of_a_new_task_is_found_until_somebody_writes_it(end: str) -> None:
    assert "ENF-003.template-left" in codes(criterion=CRITERION_TO_WRITE + end)


@pytest.mark.parametrize("expression", [_HOLLOW, _ADJECTIVE, _ALONE])
@pytest.mark.parametrize("before", ["", "So\u2014", "a|", "a>"])
def test_no_hollow_wording_is_passed_by(expression: re.Pattern[str], before: str) -> None:
    texts = [before + text for text in wordings(expression)]
    every = ("",)

    missed = [text for text in texts if _hollow(text, every) and not _hollow(text, _telling_words([[text]]))]

    assert missed == []
