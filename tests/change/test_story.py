"""The whole story of a gate, in a real repository with a bare remote."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.change.stories import Story, begun
from tests.cli.running import gov
from tests.history.repositories import git

if TYPE_CHECKING:
    from pathlib import Path

FORM = "def sign_in() -> bool:\n    return True\n"
NEW_TASK = """
### TASK-004 Sign in by mail

**Status**: In Progress
**References**: PLAN-001 (Accounts)
**Assignee**: Mira
**Estimated Effort**: S
**Dependencies**: None

**Acceptance Criteria**:

- [ ] A user with a link from a mail is signed in within a second
"""
AMENDMENT = """\
# ADR-0002: Ask every change for its task

**Status**: Accepted
**Date**: 2026-02-01
**References**: CONST-P1 (Change Traceability)

## Context

Changes without a task got in.

## Decision

The constitution says so.

## Consequences

| item | what becomes of it |
|---|---|
| PLAN-001 | holds |
| PLAN-002 | holds |
| ADR-0001 | holds |
"""


@pytest.fixture
def story(tmp_path: Path) -> Story:
    return begun(tmp_path)


def add(story: Story, path: str, text: str) -> None:
    file = story.folder / path
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


def day(away: int) -> str:
    return (datetime.now(UTC).date() + timedelta(days=away)).isoformat()


def override(until: str, follow_up: str = "TASK-003") -> str:
    return f"Override: ENF-004\nReason: the sign-in is down\nUntil: {until}\nFollow-up: {follow_up}\n"


@pytest.mark.gov("TASK-036.1")
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


@pytest.mark.parametrize(
    ("path", "old", "new", "listed"),
    [
        ("tasks.md", "# Tasks\n", '# Tasks\n\n<!-- gov: ignore[ENF-004] reason="soon" -->\n', "tasks.md"),
        ("gov.toml", "[change]", '[check]\nignore = ["ENF-004"]\n\n[change]', "gov.toml"),
        ("gov.toml", "[change]", '[check]\nselect = ["ENF-001"]\n\n[change]', "gov.toml"),
        ("gov.toml", "[change]", '[check.severity]\n"ENF-004" = "info"\n\n[change]', "gov.toml"),
        ("gov.toml", '["README.md"]', '["**"]', "gov.toml"),
        ("gov.toml", '["dependabot[bot]"]', '["dependabot[bot]", "mira"]', "gov.toml"),
        (
            "gov.toml", "[change]",
            '[check.per-file-ignores]\n"**" = ["ENF-004"]\n\n[change]', "gov.toml",
        ),
    ],
)  # fmt: skip
@pytest.mark.gov("TASK-037.1", "TASK-037.2")
def test_what_would_excuse_the_change_does_not_and_is_listed(
    story: Story, path: str, old: str, new: str, listed: str
) -> None:
    story.replace(path, old, new)
    story.change(shop__auth_py=FORM)

    found = story.judge("--title", "Sign users in", body="The form is there now.\n\nNo-Task: no time")

    assert found.exit_code == 1
    assert "ENF-004.none" in found.errors
    policy = [f for f in findings(found.value) if f["code"] == "ENF-013.policy-changed"]
    assert [f["path"] for f in policy] == [listed]


@pytest.mark.gov("TASK-037.2")
def test_a_change_that_would_pass_by_its_own_policy_is_told_so(story: Story) -> None:
    story.replace("gov.toml", "[change]", '[check]\nignore = ["ENF-004"]\n\n[change]')
    story.change(shop__auth_py=FORM)

    found = story.judge("--title", "Sign users in", body="The form is there now.")

    assert found.errors == ("ENF-004.none", "ENF-010.self-exempting")


def test_a_policy_that_changes_beside_honest_work_is_no_error(story: Story) -> None:
    story.replace("gov.toml", "[change]", '[check]\nignore = ["ENF-015"]\n\n[change]')
    story.change(shop__auth_py=FORM)

    found = story.judge("--title", "Sign users in", body="Task: TASK-001")

    assert (found.exit_code, found.errors) == (0, ())
    assert "ENF-013.policy-changed" in found.codes


@pytest.mark.gov("TASK-037.1", "TASK-037.2")
def test_a_baseline_that_the_change_brings_sets_nothing_aside(story: Story) -> None:
    story.replace("tasks.md", "PLAN-002 (Orders)", "PLAN-009")
    assert gov(story.folder, "baseline", "create").code == 0
    story.replace("gov.toml", "[change]", '[check]\nbaseline = "gov-baseline.json"\n\n[change]')
    story.commit("Set it aside")

    found = story.judge("--title", "Take orders", body="Task: TASK-003")

    assert found.exit_code == 1
    assert "ENF-005.dangling" in found.errors
    assert "ENF-010.self-exempting" in found.errors
    edits = [f for f in findings(found.value) if f["code"] == "ENF-013.policy-changed"]
    assert {f["path"] for f in edits} == {"gov-baseline.json", "gov.toml"}


@pytest.mark.gov("TASK-037.2")
def test_an_edit_of_the_workflow_is_listed_as_a_warning(story: Story) -> None:
    folder = story.folder / ".github" / "workflows"
    folder.mkdir(parents=True)
    (folder / "governance.yml").write_text("on: push\n")
    story.change(shop__auth_py=FORM)

    found = story.judge("--title", "Sign users in", body="The form is there now.")

    assert (found.exit_code, found.errors) == (1, ("ENF-004.none",))
    edits = [f for f in findings(found.value) if f["code"] == "ENF-013.policy-changed"]
    assert [(f["path"], f["severity"]) for f in edits] == [(".github/workflows/governance.yml", "warning")]


@pytest.mark.gov("TASK-037.3")
def test_a_revert_that_takes_back_what_it_names_passes(story: Story) -> None:
    first = story.change("Sign users in\n\nTask: TASK-001", shop__auth_py=FORM)
    git(story.folder, "push", "-q", "origin", "HEAD:main")
    git(story.folder, "revert", "--no-edit", first)

    found = story.judge("--title", 'Revert "Sign users in"', body="It broke the shop.")

    assert (found.exit_code, found.errors) == (0, ())
    assert "ENF-004.exempt" in found.codes


@pytest.mark.gov("TASK-037.3")
def test_a_forged_revert_fails(story: Story) -> None:
    first = story.change("Sign users in\n\nTask: TASK-001", shop__auth_py=FORM)
    git(story.folder, "push", "-q", "origin", "HEAD:main")
    story.change(f'Revert "Sign in (TASK-001)"\n\nThis reverts commit {first}.', shop__auth_py="import os\n")

    found = story.judge("--title", 'Revert "Sign users in (TASK-001)"', body=f"This reverts commit {first}.")

    assert (found.exit_code, found.errors) == (1, ("ENF-004.none",))


@pytest.mark.gov("TASK-037.3")
def test_a_bot_is_one_by_the_word_of_its_host_alone(story: Story) -> None:
    story.change(shop__auth_py=FORM)
    bot = {"login": "dependabot[bot]", "type": "Bot"}

    true = story.judge(**story.event("pull_request", user=bot))
    forged = story.judge(**story.event("pull_request", user={**bot, "type": "User"}))
    other = story.judge(**story.event("pull_request", user={"login": "evil[bot]", "type": "Bot"}))
    by_hand = story.judge("--title", "Bump", "--author", "dependabot[bot]", body="Bumps it.")

    assert (true.exit_code, true.codes) == (0, ("ENF-004.exempt",))
    assert [found.errors for found in (forged, other, by_hand)] == [("ENF-004.none",)] * 3


def test_a_bot_in_the_commits_is_nobody(story: Story) -> None:
    git(story.folder, "config", "user.name", "dependabot[bot]")
    story.change("Bump it\n\nSigned-off-by: dependabot[bot] <support@github.com>", shop__auth_py=FORM)

    found = story.judge(**story.event("pull_request"))

    assert found.errors == ("ENF-004.none",)


def test_a_plan_deleted_together_with_its_references_is_reported(story: Story) -> None:
    tasks = (story.folder / "tasks.md").read_text(encoding="utf-8")
    plan = (story.folder / "plan.md").read_text(encoding="utf-8")
    (story.folder / "tasks.md").write_text(tasks[: tasks.index("### TASK-003")], encoding="utf-8")
    (story.folder / "plan.md").write_text(plan[: plan.index("### PLAN-002")], encoding="utf-8")
    story.commit("Tidy")

    found = gov(
        story.folder, "pr", "--base", "origin/main", "--title", "Tidy (TASK-001)", "--format", "markdown"
    )

    assert "PLAN-002</code> Orders | removed" in found.out
    assert "TASK-003</code> Take orders | removed" in found.out


@pytest.mark.gov("TASK-037.4")
def test_an_amendment_without_a_decision_fails(story: Story) -> None:
    story.replace("constitution.md", "its task.", "its task or its plan.")
    story.commit("Amend")

    found = story.judge("--title", "Amend", body="Task: TASK-001")

    assert found.exit_code == 1
    assert {"ENF-010.no-decision", "ENF-001.version-not-bumped"} <= set(found.errors)


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


def test_a_fork_is_judged_by_the_base_s_policy(story: Story) -> None:
    story.replace("gov.toml", "[change]", '[check]\nignore = ["ENF-004"]\n\n[change]')
    story.change(shop__auth_py=FORM)
    head = {"ref": "side", "sha": story.head(), "repo": {"id": 2, "full_name": "eve/shop", "fork": True}}

    found = story.judge(**story.event("pull_request", head=head))

    assert "ENF-004.none" in found.errors


@pytest.mark.gov("TASK-036.1")
def test_a_shallow_clone_says_what_it_could_not_see(story: Story, tmp_path: Path) -> None:
    story.change(shop__auth_py=FORM)
    git(story.folder, "push", "-q", "origin", "HEAD")
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "-q", "--depth", "1", "--branch", "side", f"file://{story.remote}", str(shallow))

    found = gov(shallow, "pr", **story.event("pull_request"))

    assert found.code == 2
    assert "shallow clone: fetch more of it" in found.err


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


def test_a_base_that_cannot_be_read_is_no_pass(story: Story) -> None:
    story.change(shop__auth_py=FORM)

    found = gov(story.folder, "pr", "--base", "nowhere", "--title", "Sign users in (TASK-001)")

    assert found.code == 2
    assert "no commit is called 'nowhere'" in found.err


def test_a_base_whose_settings_are_broken_is_no_pass(story: Story) -> None:
    git(story.folder, "switch", "-q", "main")
    (story.folder / "gov.toml").write_text("[check\n")
    story.commit("Break it")
    git(story.folder, "push", "-q", "origin", "main")
    git(story.folder, "switch", "-qc", "mend")
    (story.folder / "gov.toml").write_text('[check]\nignore = ["ENF-004"]\n')
    story.commit("Mend it")

    assert story.judge("--title", "Mend", body="Now it works.").exit_code == 2


def test_settings_that_the_change_removes_still_judge_it(story: Story) -> None:
    (story.folder / "gov.toml").unlink()
    story.change(shop__auth_py=FORM)

    found = story.judge("--title", "Sign users in", body="The form is there now.")

    assert "ENF-004.none" in found.errors
    assert "ENF-013.policy-changed" in found.codes


def test_documents_that_the_change_removes_turn_nothing_green(story: Story) -> None:
    for name in ("gov.toml", "constitution.md", "plan.md", "tasks.md"):
        (story.folder / name).unlink()
    git(story.folder, "rm", "-rq", "adr")
    story.commit("Tidy")

    found = story.judge("--title", "Tidy", body="Tidy.")

    assert found.exit_code == 1
    assert "ENF-004.none" in found.errors


def test_a_project_in_a_folder_is_judged_by_the_folder_s_policy(story: Story) -> None:
    git(story.folder, "switch", "-q", "main")
    (story.folder / "team").mkdir()
    for name in ("tasks.md", "plan.md", "constitution.md", "gov.toml", "adr"):
        git(story.folder, "mv", name, f"team/{name}")
    story.commit("Move")
    git(story.folder, "push", "-q", "origin", "main")
    git(story.folder, "switch", "-qc", "other")
    (story.folder / "team" / "gov.toml").unlink()
    (story.folder / "gov.toml").write_text('[check]\nignore = ["ENF-004"]\n')
    story.change(shop__auth_py=FORM)

    (story.folder / "body.md").write_text("The form is there now.")
    words = ("--title", "Sign users in", "--body-file", "../body.md")
    found = gov(story.folder / "team", "pr", "--base", "origin/main", *words)

    assert found.code == 1
    assert "ENF-004.none" in found.out


def findings(value: dict[str, object]) -> list[dict[str, object]]:
    return listed(value, "findings")


def listed(value: dict[str, object], name: str) -> list[dict[str, object]]:
    found = value[name]
    assert isinstance(found, list)
    return found
