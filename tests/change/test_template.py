"""A description that is the template as it lies there names nothing, whatever sample the template shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.rules.judging import judge

if TYPE_CHECKING:
    from gov.rulebook import Verdict

TEMPLATE = b"## Task\n\nTask: TASK-001\n\n- [ ] TASK-001 is done\n"
FILES = {
    "tasks.md": b"### TASK-001 Sign in\n\n### TASK-002 Sign out\n",
    ".github/pull_request_template.md": TEMPLATE,
}


def none_of(description: str, title: str = "Sign users in") -> list[str]:
    """What is said of a change that names no task."""
    change = f"Title: {title}\nFiles: M shop.py +1 -0\n\n{description}".encode()
    return [f.help for f in judge(FILES | {"CHANGE": change}).findings if f.code == "ENF-004.none"]


def errors(verdict: Verdict) -> list[str]:
    """What is said of how a change names its task or is described."""
    asked = {"ENF-004.none", "ENF-004.body-incomplete"}
    return [finding.code for finding in verdict.findings if finding.code in asked]


def test_a_template_that_nobody_filled_in_names_no_task_and_that_is_said() -> None:
    told = none_of(TEMPLATE.decode())

    assert len(told) == 1
    assert told[0].startswith("TASK-001 stands as a sample, or in a line that the template holds too")


@pytest.mark.parametrize(
    "description",
    [
        "## Task\n\nTask: TASK-002\n",
        "Task: TASK-001 and its form\n",
        "Task: TASK-001\n\n- [x] TASK-001 is done\n",
    ],
    ids=["another task", "more words", "its box ticked"],
)
def test_a_template_that_was_filled_in_names_the_task(description: str) -> None:
    assert none_of(description) == []


@pytest.mark.parametrize(
    "place",
    [
        ".github/PULL_REQUEST_TEMPLATE.md",
        ".github/PULL_REQUEST_TEMPLATE/feature.md",
        "docs/pull_request_template.md",
        "PULL_REQUEST_TEMPLATE.md",
        "pull_request_template.txt",
        ".gitea/pull_request_template.md",
        ".forgejo/pull_request_template.md",
        ".gitlab/merge_request_templates/Default.md",
    ],
)
def test_a_template_is_one_wherever_a_host_looks_for_it(place: str) -> None:
    files = {path: data for path, data in FILES.items() if "template" not in path} | {place: TEMPLATE}

    found = judge({**files, "CHANGE": b"Title: Sign users in\nFiles: M a.py +1 -0\n\n" + TEMPLATE})

    assert errors(found) == ["ENF-004.none"]


def test_a_template_that_the_settings_name_is_the_only_one() -> None:
    toml = b'[change]\ntemplate = "words.md"\n'
    files = {**FILES, "gov.toml": toml, "words.md": b"## What\n"}

    found = judge({**files, "CHANGE": b"Title: Sign users in\nFiles: M a.py +1 -0\n\nTask: TASK-001\n"})

    assert errors(found) == ["ENF-004.body-incomplete"]


def test_headings_that_not_every_template_has_are_not_asked_for() -> None:
    other = {".github/PULL_REQUEST_TEMPLATE/fix.md": b"## Cause\n\n## Task\n"}

    found = judge(
        {**FILES, **other, "CHANGE": b"Title: Sign in\nFiles: M a.py +1 -0\n\n## Task\n\nTask: TASK-002\n"}
    )

    assert errors(found) == []


def test_a_title_names_the_task_beside_a_template_that_nobody_filled_in() -> None:
    assert none_of(TEMPLATE.decode(), "TASK-001: sign users in") == []
