"""A description that is the template as it lies there names nothing, whatever sample the template shows."""

from __future__ import annotations

import pytest

from tests.rules.judging import judge

TEMPLATE = b"## Task\n\nTask: TASK-001\n\n- [ ] TASK-001 is done\n"
FILES = {
    "tasks.md": b"### TASK-001 Sign in\n\n### TASK-002 Sign out\n",
    ".github/pull_request_template.md": TEMPLATE,
}


def none_of(description: str, title: str = "Sign users in") -> list[str]:
    """What is said of a change that names no task."""
    change = f"Title: {title}\nFiles: M shop.py +1 -0\n\n{description}".encode()
    return [f.help for f in judge(FILES | {"CHANGE": change}).findings if f.code == "ENF-004.none"]


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


def test_a_title_names_the_task_beside_a_template_that_nobody_filled_in() -> None:
    assert none_of(TEMPLATE.decode(), "TASK-001: sign users in") == []
