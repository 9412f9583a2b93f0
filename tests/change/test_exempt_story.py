"""Who need not name a task, and who only says so, in a real repository with a bare remote."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.change.stories import FORM, day, override
from tests.cli.running import gov
from tests.history.repositories import git

if TYPE_CHECKING:
    from tests.change.stories import Judged, Story


@pytest.mark.gov("TASK-037.3")
def test_a_revert_that_takes_back_what_it_names_passes(story: Story) -> None:
    first = story.change("Sign users in\n\nTask: TASK-001", shop__auth_py=FORM)
    git(story.folder, "push", "-q", "origin", "HEAD:main")
    git(story.folder, "revert", "--no-edit", first)

    found = story.judge("--title", 'Revert "Sign users in"', body="It broke the shop.")

    assert (found.exit_code, found.errors) == (0, ())
    assert "ENF-004.exempt" in found.codes


def test_a_revert_in_a_merge_queue_is_not_unknown(story: Story) -> None:
    first = story.change("Sign users in\n\nTask: TASK-001", shop__auth_py=FORM)
    git(story.folder, "push", "-q", "origin", "HEAD:main")
    git(story.folder, "revert", "--no-edit", first)
    runner = story.event("merge_group")

    done = gov(story.folder, "pr", "--fail-on-unknown", **runner)

    assert done.code == 0, done.out
    assert "ENF-004.exempt" in done.out


def test_what_brings_again_what_a_revert_took_needs_a_task(story: Story) -> None:
    first = story.change("Sign users in\n\nTask: TASK-001", shop__auth_py=FORM)
    git(story.folder, "revert", "--no-edit", first)
    second = story.head()
    git(story.folder, "push", "-q", "origin", "HEAD:main")
    git(story.folder, "revert", "--no-edit", second)

    found = story.judge("--title", "Once more", body="It works now.")

    assert (found.exit_code, found.errors) == (1, ("ENF-004.none",))


@pytest.mark.gov("TASK-037.3")
def test_a_forged_revert_fails(story: Story) -> None:
    first = story.change("Sign users in\n\nTask: TASK-001", shop__auth_py=FORM)
    git(story.folder, "push", "-q", "origin", "HEAD:main")
    story.change(f'Revert "Sign in (TASK-001)"\n\nThis reverts commit {first}.', shop__auth_py="import os\n")

    found = story.judge("--title", 'Revert "Sign users in (TASK-001)"', body=f"This reverts commit {first}.")

    assert (found.exit_code, found.errors) == (1, ("ENF-004.none",))


@pytest.mark.gov("TASK-037.3")
@pytest.mark.gov("TASK-037.3")
def test_a_bot_is_one_by_the_word_of_its_host_alone(story: Story) -> None:
    story.change(shop__auth_py=FORM)
    git(story.folder, "commit", "-q", "--amend", "--no-edit", "--author=dependabot[bot] <bot@example.org>")
    bot = {"login": "dependabot[bot]", "type": "Bot"}

    true = story.judge(**story.event("pull_request", user=bot))
    forged = story.judge(**story.event("pull_request", user={**bot, "type": "User"}))
    other = story.judge(**story.event("pull_request", user={"login": "evil[bot]", "type": "Bot"}))
    by_hand = story.judge("--title", "Bump", "--author", "dependabot[bot]", body="Bumps it.")

    assert (true.exit_code, true.codes) == (0, ("ENF-004.exempt",))
    assert [found.errors for found in (forged, other, by_hand)] == [("ENF-004.none",)] * 3


@pytest.mark.gov("TASK-037.3")
def test_a_person_s_commit_on_a_bot_s_branch_is_no_bot_s(story: Story) -> None:
    story.change(shop__auth_py=FORM)

    found = story.judge(**story.event("pull_request", user={"login": "dependabot[bot]", "type": "Bot"}))

    assert found.errors == ("ENF-004.none",)


BOT = {"login": "dependabot[bot]", "type": "Bot"}
OWN = "dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>"


def bumped(story: Story, author: str, text: str = FORM) -> None:
    story.change(shop__auth_py=text)
    git(story.folder, "commit", "-q", "--amend", "--no-edit", f"--author={author}")


@pytest.mark.gov("TASK-037.3")
def test_a_bot_whose_commits_call_it_otherwise_is_still_one(story: Story) -> None:
    story.replace("gov.toml", "dependabot[bot]", "renovate[bot]")
    story.commit("Take another bot")
    git(story.folder, "push", "-q", "origin", "HEAD:main")
    bumped(story, "Renovate Bot <bot@renovateapp.com>")

    found = story.judge(**story.event("pull_request", user={"login": "renovate[bot]", "type": "Bot"}))

    assert (found.exit_code, found.codes) == (0, ("ENF-004.exempt",))


@pytest.mark.gov("TASK-037.3")
def test_a_commit_in_the_name_of_a_bot_is_none_of_the_bot_s(story: Story) -> None:
    bumped(story, OWN)
    bumped(story, "dependabot[bot] <mallory@example.org>", "import os\n")

    found = story.judge(**story.event("pull_request", user=BOT))

    assert (found.exit_code, found.errors) == (1, ("ENF-004.none",))


@pytest.mark.parametrize("action", ["synchronize", "edited", "labeled"])
@pytest.mark.gov("TASK-037.3")
def test_whoever_acts_on_a_bot_s_request_is_known_by_the_host(story: Story, action: str) -> None:
    bumped(story, OWN)

    def judged(sender: str) -> Judged:
        acted = {"action": action, "sender": {"login": sender, "type": "User"}}
        return story.judge(**story.event("pull_request", top=acted, user=BOT))

    own, forged = judged("dependabot[bot]"), judged("mallory")

    assert (own.exit_code, own.codes) == (0, ("ENF-004.exempt",))
    assert (forged.exit_code, forged.errors) == (1, ("ENF-004.none",))
    change = forged.value["change"]
    assert isinstance(change, dict)
    assert any("the last to act on it, as github says, was mallory" in note for note in change["notes"])


@pytest.mark.gov("TASK-037.3")
def test_exempt_paths_cover_files_and_no_links(story: Story) -> None:
    (story.folder / "README.md").unlink()
    (story.folder / "README.md").symlink_to("shop/auth.py")
    story.commit("Tidy")

    found = story.judge("--title", "Tidy", body="No-Task: a word")

    assert found.errors == ("ENF-004.none",)


@pytest.mark.gov("TASK-037.3")
def test_what_a_merge_takes_back_counts_among_the_changed_files(story: Story) -> None:
    git(story.folder, "switch", "-q", "main")
    story.change("Sign in", shop__auth_py=FORM)
    middle = story.head()
    git(story.folder, "switch", "-q", "side")
    story.change("Note", README_md="# The shop\n")
    git(story.folder, "switch", "-q", "main")
    git(story.folder, "merge", "-q", "--no-ff", "-m", "Merge", "side")
    git(story.folder, "push", "-q", "origin", "main")
    git(story.folder, "switch", "-q", "side")
    git(story.folder, "merge", "-q", "--no-ff", "--no-commit", "-s", "ours", middle)
    story.change("Take it back", README_md="# The shop of Ada\n")

    found = story.judge("--title", "Note", body="No-Task: a note")

    assert "ENF-004.none" in found.errors


def test_a_bot_in_the_commits_is_nobody(story: Story) -> None:
    git(story.folder, "config", "user.name", "dependabot[bot]")
    story.change("Bump it\n\nSigned-off-by: dependabot[bot] <support@github.com>", shop__auth_py=FORM)

    found = story.judge(**story.event("pull_request"))

    assert found.errors == ("ENF-004.none",)


@pytest.mark.parametrize(
    ("labels", "body", "codes"),
    [
        ("governance-override", override(day(3)), ()),
        ("governance-override", override(day(7)), ()),
        ("governance-override", override(day(8)), ("ENF-004.none", "ENF-004.override-invalid")),
        ("governance-override", override(day(-1)), ("ENF-004.none", "ENF-004.override-invalid")),
        ("governance-override", override(""), ("ENF-004.none", "ENF-004.override-invalid")),
        ("governance-override", override(day(3), "TASK-099"), ("ENF-004.none", "ENF-004.override-invalid")),
        ("governance-override", override(day(3), "TASK-002"), ("ENF-004.none", "ENF-004.override-invalid")),
        ("urgent", override(day(3)), ("ENF-004.none", "ENF-004.override-invalid")),
        ("governance-override", "Mend it.", ("ENF-004.none",)),
    ],
)
@pytest.mark.gov("TASK-037.3")
def test_an_override_holds_with_everything_it_needs(
    story: Story, labels: str, body: str, codes: tuple[str, ...]
) -> None:
    story.change(shop__auth_py=FORM)

    found = story.judge("--title", "Mend it", "--labels", labels, body=body)

    assert found.errors == codes
    assert found.exit_code == (1 if codes else 0)
