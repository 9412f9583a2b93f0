"""`gov pr --format json` says what is known of the change, as its schema does."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from jsonschema import Draft202012Validator

from gov.schemas import schema_text
from tests.change.stories import FORM, NEW_TASK, add, day, override
from tests.history.repositories import git

if TYPE_CHECKING:
    from tests.change.stories import Judged, Story

SCHEMA = json.loads(schema_text("check"))


def told(found: Judged) -> dict[str, object]:
    Draft202012Validator(SCHEMA).validate(found.value)
    assert sorted(found.value) == sorted(SCHEMA["properties"])
    change = found.value["change"]
    assert isinstance(change, dict)
    assert sorted(change) == sorted(SCHEMA["$defs"]["change"]["properties"])
    return change


def test_it_tells_what_the_change_serves_and_how_that_went(story: Story) -> None:
    story.replace("tasks.md", "In Progress", "Completed")
    add(story, "tasks.md", NEW_TASK)
    head = story.change(shop__auth_py=FORM)

    change = told(story.judge(**story.event("pull_request", body="Task: TASK-001, TASK-004")))

    assert (change["host"], change["number"], change["head"]) == ("github", 7, head)
    assert change["serves"] == [
        {"id": "TASK-001", "is_new": False, "status_before": "In Progress", "status_after": "Completed"},
        {"id": "TASK-004", "is_new": True, "status_before": None, "status_after": "In Progress"},
    ]
    assert (change["unknown"], change["exemption"], change["overrides"]) == (None, None, [])
    assert (change["notes"], change["conflicts"], change["is_merged"]) == ([], [], True)


def test_it_tells_why_a_change_is_exempt_and_who_it_is_from(story: Story) -> None:
    story.change(shop__auth_py=FORM)
    git(story.folder, "commit", "-q", "--amend", "--no-edit", "--author=dependabot[bot] <bot@example.org>")
    bot = {"login": "dependabot[bot]", "type": "Bot"}

    change = told(story.judge(**story.event("pull_request", user=bot)))

    assert change["exemption"] == {
        "reason": "bot",
        "why": "dependabot[bot] is a bot by the word of github, and among those in the settings",
        "who": "dependabot[bot]",
    }


def test_it_tells_overrides_with_their_flaws(story: Story) -> None:
    story.change(shop__auth_py=FORM)

    change = told(
        story.judge("--labels", "governance-override", body=override(day(3)) + "\nOverride: ENF-004\n")
    )

    assert change["overrides"] == [
        {
            "codes": ["ENF-004"],
            "reason": "the sign-in is down",
            "until": day(3),
            "follow_up": "TASK-003",
            "flaws": [],
        },
        {
            "codes": ["ENF-004"],
            "reason": None,
            "until": None,
            "follow_up": None,
            "flaws": ["it gives no reason", "it names no end", "it names no follow-up task"],
        },
    ]
    assert (change["number"], change["host"]) == (None, "local")


def test_it_tells_why_nobody_can_tell(story: Story) -> None:
    story.change("Sign users in (#7)", shop__auth_py=FORM)

    found = story.judge(**story.event("merge_group"))

    assert "a merge queue carries no title and no description" in str(told(found)["unknown"])
    assert (found.value["outcome"], found.value["passed"], found.exit_code) == ("unknown", False, 0)


def test_it_tells_what_git_cannot_merge(story: Story) -> None:
    story.change(shop__auth_py=FORM)
    git(story.folder, "switch", "-q", "main")
    story.change(shop__auth_py="def sign_in() -> str:\n    return 'no'\n")
    git(story.folder, "push", "-q", "origin", "main")
    git(story.folder, "switch", "-q", "side")

    change = told(story.judge("--title", "Sign users in (TASK-001)", body=""))

    assert (change["conflicts"], change["is_merged"]) == (["shop/auth.py"], False)
    assert change["notes"]
