"""What a gate says of a branch, in a real repository with a bare remote."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import pytest

from tests.change.stories import AMENDMENT, FORM, NEW_TASK, add, listed
from tests.cli.running import gov
from tests.history.repositories import git

if TYPE_CHECKING:
    from pathlib import Path

    from tests.change.stories import Story


@pytest.mark.gov("TASK-016.4", "TASK-036.1")
def test_a_branch_without_a_task_fails(story: Story) -> None:
    story.change(shop__auth_py=FORM)

    found = story.judge("--title", "Sign users in", body="The form is there now.")

    assert (found.exit_code, found.errors) == (1, ("ENF-004.none",))


@pytest.mark.gov("TASK-036.2")
def test_a_task_in_the_template_s_comment_alone_fails(story: Story) -> None:
    story.change(shop__auth_py=FORM)

    found = story.judge("--title", "Sign users in", body="## What\n\n<!-- Task: TASK-001 -->\n\nThe form.")

    assert (found.exit_code, found.errors) == (1, ("ENF-004.only-in-comment",))


def test_a_task_that_was_completed_before_fails(story: Story) -> None:
    story.change(shop__auth_py=FORM)

    found = story.judge("--title", "Sign users out", body="Task: TASK-002")

    assert (found.exit_code, found.errors) == (1, ("ENF-004.status-forbids",))


def test_a_task_that_this_very_branch_completes_passes(story: Story) -> None:
    story.replace("tasks.md", "In Progress", "Completed")
    story.change(shop__auth_py=FORM)

    found = story.judge("--title", "Sign users in", body="Task: TASK-001")

    assert (found.exit_code, found.errors) == (0, ())


def test_a_new_task_of_its_own_passes_and_is_said(story: Story) -> None:
    add(story, "tasks.md", NEW_TASK)
    story.change(shop__auth_py=FORM)

    found = story.judge("--title", "Sign users in by mail", body="Task: TASK-004")

    assert (found.exit_code, found.errors) == (0, ())
    assert "ENF-004.task-added-here" in found.codes


def test_a_trailer_of_a_commit_names_the_task(story: Story) -> None:
    story.change("Sign users in\n\nTask: TASK-001", shop__auth_py=FORM)

    found = story.judge("--title", "Sign users in", body="The form.")

    assert (found.exit_code, found.errors) == (0, ())


def test_a_plan_deleted_together_with_its_references_is_reported(story: Story) -> None:
    tasks = (story.folder / "tasks.md").read_text(encoding="utf-8")
    plan = (story.folder / "plan.md").read_text(encoding="utf-8")
    (story.folder / "tasks.md").write_text(tasks[: tasks.index("### TASK-003")], encoding="utf-8")
    (story.folder / "plan.md").write_text(plan[: plan.index("### PLAN-002")], encoding="utf-8")
    story.commit("Tidy")

    found = gov(
        story.folder, "pr", "--base", "origin/main", "--title", "Tidy (TASK-001)", "--format", "markdown"
    )

    assert "the change deletes PLAN-002 Orders (Active)" in found.out
    assert "the change deletes TASK-003 Take orders (Not Started)" in found.out
    assert "PLAN-002</code> Orders | removed" in found.out
    assert "TASK-003</code> Take orders | removed" in found.out


def cut(story: Story, path: str, start: str, end: str = "") -> None:
    text = (story.folder / path).read_text(encoding="utf-8")
    first = text.index(start)
    last = text.index(end) if end else len(text)
    (story.folder / path).write_text(text[:first] + text[last:], encoding="utf-8")


@pytest.mark.gov("TASK-037.2")
def test_an_item_deleted_with_its_references_rewired_is_reported(story: Story) -> None:
    cut(story, "plan.md", "### PLAN-002")
    story.replace("tasks.md", "PLAN-002 (Orders)", "PLAN-001 (Accounts)")
    git(story.folder, "rm", "-q", "adr/0001-passwords.md")
    story.change("Tidy", adr__0002_md=AMENDMENT.replace("| ADR-0001 | holds |\n", ""))

    found = story.judge("--title", "Tidy", body="Task: TASK-001")

    told = [f["message"] for f in listed(found.value, "findings") if f["code"] == "ENF-005.removed"]
    assert told == [
        "the change deletes PLAN-002 Orders (Active)",
        "the change deletes ADR-0001 Keep passwords hashed (Accepted)",
    ]


def test_a_closed_task_may_go_and_a_renumbered_one_is_not_gone(story: Story) -> None:
    cut(story, "tasks.md", "### TASK-002", "### TASK-003")
    story.replace("tasks.md", "### TASK-003", "### TASK-033")
    story.commit("Tidy")

    assert "ENF-005.removed" not in story.judge("--title", "Tidy", body="Task: TASK-001").codes


def test_a_deletion_that_leaves_references_is_told_once(story: Story) -> None:
    cut(story, "plan.md", "### PLAN-002")
    story.commit("Tidy")

    found = story.judge("--title", "Tidy", body="Task: TASK-001")

    assert found.errors == ("ENF-005.dangling",)
    assert "ENF-005.removed" not in found.codes


def test_what_the_base_got_meanwhile_is_not_deleted_by_a_change_in_conflict(story: Story) -> None:
    story.replace("tasks.md", "TASK-001 Sign in", "TASK-001 Log in")
    story.commit("Rename")
    git(story.folder, "switch", "-q", "main")
    story.replace("tasks.md", "TASK-001 Sign in", "TASK-001 Enter")
    add(story, "tasks.md", NEW_TASK)
    story.commit("Rename")
    git(story.folder, "push", "-q", "origin", "main")
    git(story.folder, "switch", "-q", "side")

    assert "ENF-005.removed" not in story.judge("--title", "Rename", body="Task: TASK-001").codes


@pytest.mark.gov("TASK-037.4")
def test_an_amendment_without_a_decision_fails(story: Story) -> None:
    story.replace("constitution.md", "its task.", "its task or its plan.")
    story.commit("Amend")

    found = story.judge("--title", "Amend", body="Task: TASK-001")

    assert found.exit_code == 1
    assert {"ENF-010.no-decision", "ENF-001.version-not-bumped"} <= set(found.errors)


@pytest.mark.parametrize(
    "hidden", ["<!-- Every change MUST name its task. -->", "~~Every change MUST name its task.~~"]
)
@pytest.mark.gov("TASK-037.4")
def test_a_principle_that_nobody_can_read_any_more_is_amended(story: Story, hidden: str) -> None:
    story.replace("constitution.md", "Every change MUST name its task.", hidden)
    story.commit("Tidy")

    assert "ENF-010.no-decision" in story.judge("--title", "Tidy", body="Task: TASK-001").errors


@pytest.mark.gov("TASK-037.4")
def test_an_amendment_with_decision_matrix_and_version_passes(story: Story) -> None:
    story.replace("constitution.md", "its task.", "its task, by number.")
    story.replace("constitution.md", "1.0.0", "1.0.1")
    add(story, "constitution.md", "\n## Change Log\n\n- 1.0.1: by number\n- 1.0.0: adopted\n")
    (story.folder / "adr" / "0002-ask.md").write_text(AMENDMENT, encoding="utf-8")
    story.commit("Amend")

    found = story.judge("--title", "Amend", "--approved-by", "jo", "--author", "mira", body="Task: TASK-001")

    assert (found.exit_code, found.errors) == (0, ())


def test_approvals_that_nobody_told_are_not_run(story: Story) -> None:
    story.change(shop__auth_py=FORM)

    found = story.judge("--title", "Sign users in", body="Task: TASK-001")

    reasons = {entry["code"]: entry["reason"] for entry in listed(found.value, "rules_not_run")}
    assert "unknown" in str(reasons["ENF-010.approvals"])


def test_a_merge_queue_without_a_word_is_unknown_and_no_silent_pass(story: Story) -> None:
    story.change("Sign users in (#7)", shop__auth_py=FORM)
    runner = story.event("merge_group")

    found = story.judge(**runner)
    told = gov(story.folder, "pr", **runner)
    strict = gov(story.folder, "pr", "--fail-on-unknown", **runner)

    assert (found.exit_code, found.errors) == (0, ())
    reasons = {entry["code"]: entry["reason"] for entry in listed(found.value, "rules_not_run")}
    assert "a merge queue carries no title and no description" in str(reasons["ENF-004.none"])
    assert told.out.splitlines()[-1].startswith("unknown: ")
    assert strict.code == 1


def test_a_merge_queue_whose_commits_name_the_task_passes(story: Story) -> None:
    story.change("Sign users in (#7)\n\nTask: TASK-001", shop__auth_py=FORM)
    runner = story.event("merge_group")

    assert gov(story.folder, "pr", **runner).out.splitlines()[-1].startswith("passed: ")


@pytest.mark.gov("TASK-036.1")
def test_a_shallow_clone_says_what_it_could_not_see(story: Story, tmp_path: Path) -> None:
    story.change(shop__auth_py=FORM)
    git(story.folder, "push", "-q", "origin", "HEAD")
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "-q", "--depth", "1", "--branch", "side", f"file://{story.remote}", str(shallow))

    found = gov(shallow, "pr", **story.event("pull_request"))

    assert found.code == 2
    command = "git fetch --unshallow origin '+refs/heads/*:refs/remotes/origin/*'"
    assert f"This is a shallow clone; fetch the rest of it: {command}" in found.err
    assert command in gov(shallow, "pr", "--title", "TASK-001").err
    git(shallow, *shlex.split(command)[1:])
    assert gov(shallow, "pr", "--base", "origin/main", "--title", "Sign in (TASK-001)").code == 0


def test_two_tips_in_a_shallow_clone_are_judged_with_a_word_on_what_is_missing(
    story: Story, tmp_path: Path
) -> None:
    git(story.folder, "commit", "-q", "--allow-empty", "-m", "More\n\nTask: TASK-001")
    story.change(shop__auth_py=FORM)
    git(story.folder, "push", "-q", "origin", "HEAD")
    git(story.folder, "switch", "-q", "main")
    story.change("Elsewhere", README_md="# The shop\n")
    git(story.folder, "push", "-q", "origin", "main")
    git(story.folder, "switch", "-q", "side")
    shallow = tmp_path / "shallow"
    git(
        tmp_path, "clone", "-q", "--depth", "1", "--no-single-branch", "--branch", "side",
        f"file://{story.remote}", str(shallow),
    )  # fmt: skip

    found = gov(
        shallow, "pr", "--base", "origin/main", "--title", "Sign users in (TASK-001)", "--format", "markdown"
    )

    assert found.code == 0, found.err
    assert "in this shallow clone" in found.out


def test_a_closed_task_under_another_number_is_closed(story: Story) -> None:
    assert gov(story.folder, "renumber", "TASK-002", "TASK-050").code == 0
    story.replace("tasks.md", "Completed", "In Progress")
    story.commit("Renumber")

    assert "ENF-004.status-forbids" in story.judge("--title", "More", body="Task: TASK-050").errors


@pytest.mark.parametrize("kept", ["title", "criteria"])
@pytest.mark.gov("TASK-037.2")
def test_a_closed_task_that_was_renumbered_by_hand_is_closed(story: Story, kept: str) -> None:
    story.replace(
        "tasks.md",
        "### TASK-002 Sign out\n\n**Status**: Completed",
        "### TASK-050 Sign out\n\n**Status**: In Progress",
    )
    if kept == "title":
        story.replace(
            "tasks.md", "- [x] A user who signs out sees the front page within a second", "- [ ] Another"
        )
    else:
        story.replace("tasks.md", "TASK-050 Sign out", "TASK-050 Leave")
        story.replace("tasks.md", "- [x] A user who", "- [ ] A user who")
    story.change(shop__auth_py=FORM)

    found = story.judge("--title", "Sign users out", body="Task: TASK-050")

    assert (found.exit_code, found.errors) == (1, ("ENF-004.status-forbids",))
    told = [f["message"] for f in listed(found.value, "findings") if f["code"] == "ENF-004.status-forbids"]
    assert told == [
        "line 1 of the description names TASK-050, which was TASK-002 and Completed before this change"
    ]


@pytest.mark.gov("TASK-038.4")
def test_the_summary_shows_the_number_that_the_author_wrote(story: Story) -> None:
    assert gov(story.folder, "renumber", "TASK-001", "TASK-050").code == 0
    story.change(shop__auth_py=FORM)
    words = ("pr", "--base", "origin/main", "--format", "markdown", "--title")

    by_old = gov(story.folder, *words, "Sign in (TASK-001)").out
    by_new = gov(story.folder, *words, "Sign in (TASK-050)").out

    assert "TASK-050</code>** Sign in (named by its former number <code>TASK-001</code>)." in by_old
    assert "TASK-050</code>** Sign in (<code>TASK-001</code> before this change)." in by_new


def test_an_open_task_that_was_renumbered_by_hand_is_served(story: Story) -> None:
    story.replace("tasks.md", "### TASK-003 Take orders", "### TASK-050 Take orders")
    story.change(shop__auth_py=FORM)

    found = story.judge("--title", "Take orders", body="Task: TASK-050")

    assert (found.exit_code, found.errors) == (0, ())
    assert "ENF-004.task-added-here" not in found.codes


def test_a_new_task_with_the_title_of_one_that_is_still_there_is_new(story: Story) -> None:
    add(story, "tasks.md", NEW_TASK.replace("Sign in by mail", "Sign out"))
    story.change(shop__auth_py=FORM)

    found = story.judge("--title", "Sign users out", body="Task: TASK-004")

    assert (found.exit_code, found.errors) == (0, ())
    assert "ENF-004.task-added-here" in found.codes


def test_a_task_that_the_base_closed_meanwhile_is_warned_of(story: Story) -> None:
    story.change(shop__auth_py=FORM)
    git(story.folder, "switch", "-q", "main")
    story.replace("tasks.md", "In Progress", "Completed")
    story.commit("Done")
    git(story.folder, "push", "-q", "origin", "main")
    git(story.folder, "switch", "-q", "side")

    found = story.judge("--title", "Sign in", body="Task: TASK-001")

    assert (found.exit_code, found.errors) == (0, ())
    assert "ENF-004.status-forbids" in found.codes


def test_a_conflict_is_told_in_every_format(story: Story) -> None:
    story.replace("tasks.md", "TASK-001 Sign in", "TASK-001 Log in")
    story.commit("Rename")
    git(story.folder, "switch", "-q", "main")
    story.replace("tasks.md", "TASK-001 Sign in", "TASK-001 Enter")
    story.commit("Rename")
    git(story.folder, "push", "-q", "origin", "main")
    git(story.folder, "switch", "-q", "side")

    for form in ("text", "markdown", "github"):
        out = gov(story.folder, "pr", "--base", "origin/main", "--title", "TASK-001", "--format", form).out
        assert "in conflict with the base: tasks.md" in out.replace("\\", "")


def test_settings_that_are_no_file_stop_the_judge(story: Story) -> None:
    (story.folder / "gov.toml").unlink()
    (story.folder / "gov.toml").symlink_to("nowhere")
    story.commit("Break it")

    found = story.judge("--title", "Sign in", body="Task: TASK-001")

    assert found.exit_code == 2
    assert "gov.toml is no file" in found.err


def test_a_range_with_three_dots_is_the_same_change(story: Story) -> None:
    story.change("Sign in\n\nTask: TASK-001", shop__auth_py=FORM)

    assert gov(story.folder, "pr", "--range", "origin/main...HEAD").code == 0
    assert gov(story.folder, "pr", "--range", "origin/main....HEAD").code == 2
    assert gov(story.folder, "pr", "--range", "...HEAD").code == 2


@pytest.mark.parametrize("ends", ["HEAD..HEAD", "HEAD..HEAD~0"])
def test_an_empty_change_needs_no_task_and_says_that_it_is_empty(story: Story, ends: str) -> None:
    told = gov(story.folder, "pr", "--fail-on-unknown", "--range", ends)

    assert told.code == 0, told.out
    assert "the change is empty" in told.out
    assert told.out.splitlines()[-1].startswith("passed: ")


def test_an_empty_commit_is_a_change_like_any_other(story: Story) -> None:
    story.commit("Nothing")

    assert story.judge("--title", "Nothing", body="Nothing.").errors == ("ENF-004.none",)
