"""What pushes and queues name whose messages a code host wrote, in a real repository."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.change.stories import FORM, listed
from tests.cli.running import gov
from tests.history.repositories import git

if TYPE_CHECKING:
    from tests.change.stories import Name, Story

NAMING = {
    "merged by GitHub": "Merge pull request #7 from ada/side\n\nSign in (TASK-001)",
    "merged by GitLab": "Merge branch 'side' into 'main'\n\nSign in (TASK-001)\n\nSee merge request a/b!7",
    "merged by GitLab, with its description": (
        "Merge branch 'side' into 'main'\n\nSign in\n\nThe form.\n\nTask: TASK-001\n\nSee merge request a/b!7"
    ),
    "merged by Gitea": "Merge pull request 'Sign in (TASK-001)' (#7) from a/side into main\n\nReviewed-on: x",
    "squashed, listed": "Sign in (#7)\n\n* Add the form\n\n* TASK-001: mend it",
    "squashed, with a trailer": "Sign in (#7)\n\n* Add the form\n\nLong.\n\nTask: TASK-001\n\n* Mend it",
    "squashed, with dashes": (
        "Sign in (#7)\n\n* Form (TASK-001)\n\n---------\n\nCo-authored-by: B <b@example.org>"
    ),
    "squashed by GitLab": "Sign in\n\nTask: TASK-001\n\nSee merge request ada/shop!7",
    "squashed by GitLab, listed": "Sign in\n\n* Form\n\n* TASK-001: mend it\n\nSee merge request a/b!7",
}
SILENT = {
    "a branch": "Merge pull request #7 from ada/TASK-001-form\n\nSign in",
    "a list that git writes of what it merged": "Merge branch 'main' into side\n\n* main:\n  TASK-001: form",
    "a list in any other message": "Sign in\n\n* TASK-001: mend it",
    "what was put off": "Sign in (#7)\n\n* Add the form\n\n* Follow-up: TASK-001",
    "a sample": "Sign in (#7)\n\n* Add the form\n\n```\n* TASK-001: mend it\n```\n",
    "a comment": "Sign in (#7)\n\n* Add <!-- the form\n\n* TASK-001: mend it -->\n",
    "a quote": "Merge pull request #7 from ada/side\n\n> TASK-001",
}


def serves(story: Story, name: Name) -> list[object]:
    change = story.judge(**story.event(name)).value["change"]
    assert isinstance(change, dict)
    return [entry["id"] for entry in listed(change, "serves")]


@pytest.mark.parametrize("message", NAMING.values(), ids=NAMING)
@pytest.mark.parametrize("name", ["push", "merge_group"])
@pytest.mark.gov("TASK-036.1")
def test_what_a_host_joins_into_one_message_names_what_its_parts_named(
    story: Story, name: Name, message: str
) -> None:
    story.change(message, shop__auth_py=FORM)

    assert serves(story, name) == ["TASK-001"]
    assert gov(story.folder, "pr", **story.event(name)).out.splitlines()[-1].startswith("passed: ")


@pytest.mark.parametrize("message", SILENT.values(), ids=SILENT)
@pytest.mark.gov("TASK-036.2")
def test_what_is_no_part_of_a_joined_message_names_nothing(story: Story, message: str) -> None:
    story.change(message, shop__auth_py=FORM)

    assert serves(story, "push") == []


@pytest.mark.gov("TASK-036.1")
def test_a_real_merge_as_github_writes_it_names_the_task(story: Story) -> None:
    git(story.folder, "switch", "-qc", "form")
    story.change("Add the form", shop__auth_py=FORM)
    git(story.folder, "switch", "-q", "side")
    told = "Merge pull request #7 from ada/form\n\nSign in (TASK-001)"
    git(story.folder, "merge", "-q", "--no-ff", "-m", told, "form")

    assert serves(story, "push") == ["TASK-001"]
