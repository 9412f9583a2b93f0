"""The base of a change is the branch that it wants to enter, as it is by now, and no other ref."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.change.stories import FORM, listed
from tests.change.telling import MARKS
from tests.cli.running import gov
from tests.history.repositories import git

if TYPE_CHECKING:
    from pathlib import Path

    from tests.change.stories import Judged, Story
    from tests.cli.running import Outcome

EASED = '[check]\nignore = ["ENF-004"]\n\n[change]'


@pytest.fixture
def stale(story: Story) -> str:
    """The commit that a branch without a task began at; `main` asked for no task there, and asks by now."""
    git(story.folder, "switch", "-q", "main")
    story.replace("gov.toml", "[change]", EASED)
    began = story.commit("Ask for nothing")
    story.replace("gov.toml", EASED, "[change]")
    story.commit("Ask for tasks again")
    git(story.folder, "push", "-q", "origin", "main")
    git(story.folder, "switch", "-q", "-C", "side", began)
    story.change(shop__auth_py=FORM)
    return began


def notes(found: Judged) -> list[str]:
    change = found.value["change"]
    assert isinstance(change, dict)
    return [str(note) for note in listed(change, "notes")]


def of_gitlab(base: str, **more: str) -> dict[str, str]:
    return {
        "GITLAB_CI": "true",
        "CI_PIPELINE_SOURCE": "merge_request_event",
        "CI_MERGE_REQUEST_IID": "7",
        "CI_MERGE_REQUEST_EVENT_TYPE": "detached",
        "CI_MERGE_REQUEST_TITLE": "Sign users in",
        "CI_MERGE_REQUEST_DESCRIPTION": "The form is there now.",
        "CI_MERGE_REQUEST_DESCRIPTION_IS_TRUNCATED": "false",
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": base,
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
        "CI_MERGE_REQUEST_TARGET_BRANCH_SHA": "",
        **more,
    }


@pytest.mark.gov("TASK-037.1")
def test_a_merge_request_is_judged_by_its_target_and_not_by_where_it_began(story: Story, stale: str) -> None:
    found = story.judge("--fail-on-unknown", **of_gitlab(stale))

    assert (found.exit_code, found.errors) == (1, ("ENF-004.none",))
    assert notes(found) == []


@pytest.mark.parametrize("host", MARKS)
@pytest.mark.gov("TASK-037.1")
def test_a_base_that_is_older_than_the_target_is_not_the_policy(story: Story, stale: str, host: str) -> None:
    event = story.event("pull_request", {"action": "edited"}, base={"ref": "main", "sha": stale})

    found = story.judge(**(event | MARKS[host]))

    assert (found.exit_code, found.errors) == (1, ("ENF-004.none",))


def test_a_target_that_was_not_fetched_is_told(story: Story, stale: str) -> None:
    git(story.folder, "update-ref", "-d", "refs/remotes/origin/main")

    found = story.judge(**of_gitlab(stale))

    (note,) = notes(found)
    assert note.startswith(f"the policy is that of {stale[:10]}, and may be another by now")
    fetch = "git fetch origin +refs/heads/main:refs/remotes/origin/main"
    assert note.endswith(f": refs/remotes/origin/main is not here. Fetch it: {fetch}")


def test_a_target_that_does_not_follow_from_the_base_is_told(story: Story, stale: str) -> None:
    git(story.folder, "update-ref", "refs/remotes/origin/main", f"{stale}~1")

    (note,) = notes(story.judge(**of_gitlab(stale)))

    assert note.endswith(": refs/remotes/origin/main does not follow from it")


def test_a_branch_of_a_fork_has_no_say_where_the_pipeline_runs_there(story: Story, stale: str) -> None:
    projects = {"CI_PROJECT_ID": "88", "CI_MERGE_REQUEST_PROJECT_ID": "51"}
    now = git(story.folder, "rev-parse", "origin/main").decode().strip()
    git(story.folder, "switch", "-q", "-c", "theirs", now)
    story.replace("gov.toml", "[change]", EASED)
    eased = story.commit("Ask for nothing")
    git(story.folder, "update-ref", "refs/remotes/origin/main", eased)
    git(story.folder, "switch", "-q", "side")

    found = story.judge(**of_gitlab(now, **projects))

    assert (found.exit_code, found.errors) == (1, ("ENF-004.none",))
    assert [note.partition(": ")[2] for note in notes(found)] == [
        "the job runs in another repository than the one of main"
    ]
    assert stale != now


def test_a_request_that_its_target_holds_already_is_not_empty(story: Story) -> None:
    base = git(story.folder, "rev-parse", "origin/main").decode().strip()
    story.change(shop__auth_py=FORM)
    git(story.folder, "push", "-q", "origin", "HEAD:main")
    asked = {"ref": "main", "sha": base}

    open_yet = story.judge(**story.event("pull_request", base=asked))
    merged = story.judge(**story.event("pull_request", {"action": "closed"}, base=asked, merged=True))

    assert (open_yet.errors, merged.errors) == (("ENF-004.none",),) * 2
    assert notes(open_yet)[0].endswith("has the change already")
    assert notes(merged) == []


@pytest.mark.parametrize("name", ["--upload-pack=x", "../../heads/side", "a b", "main^{commit}", "ma*n"])
def test_a_target_that_is_no_name_of_a_branch_is_refused(story: Story, stale: str, name: str) -> None:
    in_pipeline = story.judge(**of_gitlab(stale, CI_MERGE_REQUEST_TARGET_BRANCH_NAME=name))
    in_event = story.judge(**story.event("pull_request", base={"ref": name, "sha": stale}))

    assert (in_pipeline.exit_code, in_event.exit_code) == (2, 2)
    assert "which is not a name that git allows" in in_pipeline.err
    assert "pull_request.base.ref" in in_event.err


def test_the_base_that_a_user_names_is_taken_as_it_is(story: Story, stale: str) -> None:
    event = story.event("pull_request", base={"ref": "main", "sha": stale})

    assert story.judge("--base", stale, **event).exit_code == 0


def assert_is_judged(found: Outcome) -> None:
    """The commit without a task is seen, and nobody can tell what a range without a title names."""
    assert found.code == 1
    assert "ENF-011.commit-without-task" in found.out
    assert "the change is empty" not in found.out


@pytest.mark.parametrize("ref", ["refs/tags/origin/main", "refs/heads/origin/main"])
def test_a_ref_that_bears_the_name_of_the_usual_base_is_not_taken_for_it(story: Story, ref: str) -> None:
    story.change(shop__auth_py=FORM)
    git(story.folder, "update-ref", ref, "HEAD")

    assert_is_judged(gov(story.folder, "pr", "--fail-on-unknown"))


def test_a_tag_of_a_full_name_does_not_stand_in_for_a_branch_that_is_missing(story: Story) -> None:
    story.change(shop__auth_py=FORM)
    git(story.folder, "update-ref", "refs/tags/refs/remotes/origin/main", "HEAD")
    git(story.folder, "update-ref", "-d", "refs/remotes/origin/main")

    named = gov(story.folder, "pr", "--base", "refs/remotes/origin/main")

    assert named.code == 2
    assert "no commit is called 'refs/remotes/origin/main' here" in named.err
    assert_is_judged(gov(story.folder, "pr", "--fail-on-unknown"))


@pytest.mark.parametrize(
    ("evil", "meant"),
    [
        ("refs/tags/origin/main", "refs/remotes/origin/main"),
        ("refs/heads/origin/main", "refs/remotes/origin/main"),
        ("refs/tags/main", "refs/heads/main"),
    ],
)
@pytest.mark.parametrize("words", ["--range {}..HEAD", "--range {}...HEAD", "--base {}", "--base {}~0"])
def test_a_name_that_two_refs_bear_is_refused_with_both(
    story: Story, evil: str, meant: str, words: str
) -> None:
    story.change(shop__auth_py=FORM)
    git(story.folder, "update-ref", evil, "HEAD")
    name = meant.removeprefix("refs/heads/").removeprefix("refs/remotes/")

    found = gov(story.folder, "pr", *words.format(name).split(), "--title", "Sign in")
    in_full = gov(story.folder, "pr", *words.format(meant).split(), "--fail-on-unknown")

    assert found.code == 2
    assert f"'{name}' may be {evil} or {meant} here, and they are not the same commit" in found.err
    assert f"Write in full which one is meant, such as {meant}." in found.err
    assert_is_judged(in_full)


def test_a_name_that_two_refs_bear_for_one_commit_is_taken(story: Story) -> None:
    git(story.folder, "tag", "-a", "-m", "Begin", "main", "main")
    story.change(shop__auth_py=FORM)

    assert gov(story.folder, "pr", "--range", "main..HEAD", "--title", "TASK-001").code == 0


def cloned(story: Story, folder: Path, *options: str) -> Path:
    """A clone of the branch alone, whose remote's main branch is taken for to be that one."""
    story.change(shop__auth_py=FORM)
    git(story.folder, "push", "-q", "origin", "side")
    git(folder, "clone", "-q", *options, "-b", "side", f"file://{story.remote}", "clone")
    git(folder / "clone", "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/side")
    return folder / "clone"


@pytest.mark.parametrize("options", [("--single-branch",), ("--depth", "1")])
@pytest.mark.parametrize("is_detached", [False, True])
def test_a_branch_is_not_held_against_itself(
    story: Story, tmp_path: Path, options: tuple[str, ...], is_detached: bool
) -> None:
    clone = cloned(story, tmp_path, *options)
    if is_detached:
        git(clone, "switch", "-q", "--detach")

    alone = gov(clone, "pr")
    git(clone, "fetch", "-q", "origin", "main:refs/remotes/origin/main")
    if "--depth" in options:
        git(clone, "fetch", "-q", "--unshallow")
    beside_main = gov(clone, "pr", "--fail-on-unknown")

    assert alone.code == 2
    assert "nobody said where the change begins" in alone.err
    assert_is_judged(beside_main)


@pytest.mark.parametrize("words", [(), ("--base", "origin/main"), ("--range", "main..main")])
def test_a_base_that_is_the_branch_itself_is_refused_and_not_empty(
    story: Story, words: tuple[str, ...]
) -> None:
    git(story.folder, "switch", "-q", "main")

    found = gov(story.folder, "pr", *words)

    assert found.code == 2
    assert "is the branch that is judged, main: nothing lies between them" in found.err
    assert "--base REV" in found.err


def test_an_end_without_a_branch_whose_base_nobody_named_is_not_empty(story: Story) -> None:
    git(story.folder, "switch", "-q", "--detach", "main")

    found = gov(story.folder, "pr")

    assert found.code == 2
    assert "and refs/remotes/origin/main has all of it already" in found.err


def test_commits_of_the_main_branch_that_were_not_pushed_are_judged(story: Story) -> None:
    git(story.folder, "switch", "-q", "main")
    story.change(shop__auth_py=FORM)

    assert_is_judged(gov(story.folder, "pr", "--fail-on-unknown"))


def pushed(story: Story, before: str, **more: object) -> Judged:
    return story.judge(
        **story.event("push", {"before": before, "after": story.head(), "forced": True, **more})
    )


@pytest.mark.gov("TASK-036.1")
def test_a_push_that_drops_commits_is_not_empty_and_says_which(story: Story) -> None:
    dropped = [story.change(f"More {n}", README_md=f"# Shop {n}\n") for n in range(5)]
    git(story.folder, "reset", "-q", "--hard", "main")

    found = pushed(story, dropped[-1])

    named = ", ".join(f"{dropped[n][:10]} More {n}" for n in (4, 3, 2))
    assert notes(found) == [f"the push drops 5 commits that the branch had: {named}, 2 more"]
    assert "ENF-004.none" in {str(entry["code"]) for entry in listed(found.value, "rules_not_run")}


def test_a_push_that_drops_an_empty_commit_alone_is_not_empty(story: Story) -> None:
    dropped = story.commit("Nothing")
    git(story.folder, "reset", "-q", "--hard", "main")

    assert notes(pushed(story, dropped)) == [
        f"the push drops 1 commit that the branch had: {dropped[:10]} Nothing"
    ]


@pytest.mark.parametrize("diverges", [False, True])
def test_the_documents_of_a_push_are_those_that_it_left(story: Story, diverges: bool) -> None:
    git(story.folder, "switch", "-q", "main")
    story.replace("tasks.md", "PLAN-002 (Orders)", "PLAN-009")
    broken = story.commit("Break it")
    story.replace("tasks.md", "PLAN-009", "PLAN-002 (Orders)")
    mended = story.commit("Mend it")
    git(story.folder, "reset", "-q", "--hard", broken)
    if diverges:
        story.change("Sign in\n\nTask: TASK-001", shop__auth_py=FORM)

    found = pushed(story, mended)

    assert (found.exit_code, found.errors) == (1, ("ENF-005.dangling",))
    assert notes(found)[0].startswith("the push drops 1 commit that the branch had")


def test_a_push_whose_former_end_is_gone_is_refused(story: Story) -> None:
    story.change(shop__auth_py=FORM)

    found = pushed(story, "1" * 40)

    assert found.exit_code == 2
    assert "no commit is called" in found.err
