"""No change eases the rules that it is judged by, in a real repository with a bare remote."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.change.stories import FORM, findings
from tests.cli.running import gov
from tests.history.repositories import git

if TYPE_CHECKING:
    from tests.change.stories import Story


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


def test_a_fork_is_judged_by_the_base_s_policy(story: Story) -> None:
    story.replace("gov.toml", "[change]", '[check]\nignore = ["ENF-004"]\n\n[change]')
    story.change(shop__auth_py=FORM)
    head = {"ref": "side", "sha": story.head(), "repo": {"id": 2, "full_name": "eve/shop", "fork": True}}

    found = story.judge(**story.event("pull_request", head=head))

    assert "ENF-004.none" in found.errors


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


NARROWED = {
    "documents": ("[project]\n", '[project]\ndocuments = ["plan.md"]\n'),
    "excluded": ("[project]\n", '[project]\nexclude = ["constitution.md", "tasks.md", "adr"]\n'),
}


@pytest.mark.parametrize("how", ["documents", "excluded", "emptied", "deleted"])
@pytest.mark.gov("TASK-037.1", "TASK-037.2")
def test_settings_that_see_less_hide_no_break_and_are_warned_of(story: Story, how: str) -> None:
    if how in NARROWED:
        story.replace("gov.toml", *NARROWED[how])
    elif how == "emptied":
        story.replace("gov.toml", 'kinds = ["principle", "plan", "task", "decision"]', "kinds = []")
    else:
        (story.folder / "gov.toml").unlink()
    story.replace("tasks.md", "PLAN-002 (Orders)", "PLAN-009")
    story.commit("Tidy")

    found = story.judge("--title", "Tidy", body="Task: TASK-001")

    assert found.exit_code == 1
    assert "ENF-005.dangling" in found.errors
    edits = [f for f in findings(found.value) if f["code"] == "ENF-013.policy-changed"]
    warned = [str(f["message"]) for f in edits if f["severity"] == "warning"]
    assert warned
    if how in NARROWED:
        assert "ENF-010.self-exempting" in found.errors
        assert any("takes 5 items out of sight" in message for message in warned), warned


def test_settings_that_ask_for_more_warn_of_nothing(story: Story) -> None:
    story.replace("gov.toml", 'exempt-paths = ["README.md"]', "exempt-paths = []")
    story.replace("gov.toml", "[change]", '[check]\nfail-on = "warning"\n\n[change]')
    story.change(shop__auth_py=FORM)

    found = story.judge("--title", "Sign users in", body="Task: TASK-001")

    edits = [f for f in findings(found.value) if f["code"] == "ENF-013.policy-changed"]
    assert [f["severity"] for f in edits] == ["info", "info"]


@pytest.mark.parametrize(
    "path",
    [
        ".forgejo/workflows/governance.yml", ".gitea/workflows/governance.yml", "azure-pipelines.yml",
        "Jenkinsfile", ".circleci/config.yml", ".pre-commit-config.yaml", ".gitattributes",
        "adr/.gitattributes", "ci/checks.yml", ".woodpecker.yml", ".github/CODEOWNERS",
    ],
)  # fmt: skip
@pytest.mark.gov("TASK-037.2")
def test_every_file_that_starts_the_judge_is_warned_of(story: Story, path: str) -> None:
    git(story.folder, "switch", "-q", "main")
    (story.folder / ".gitlab-ci.yml").write_text("include:\n  - local: /ci/checks.yml\n")
    story.commit("Start pipelines")
    git(story.folder, "push", "-q", "origin", "main")
    git(story.folder, "switch", "-qc", "other")
    (story.folder / path).parent.mkdir(parents=True, exist_ok=True)
    (story.folder / path).write_text("x: y\n")
    story.commit("Tidy")

    found = story.judge("--title", "Tidy", body="Task: TASK-001")

    edits = [f for f in findings(found.value) if f["code"] == "ENF-013.policy-changed"]
    assert [(f["path"], f["severity"]) for f in edits] == [(path, "warning")]


def test_files_that_start_no_judge_are_not_listed(story: Story) -> None:
    (story.folder / "Makefile").write_text("all:\n")
    (story.folder / "values.yml").write_text("a: b\n")
    story.commit("Tidy")

    found = story.judge("--title", "Tidy", body="Task: TASK-001")

    assert "ENF-013.policy-changed" not in found.codes


@pytest.mark.gov("TASK-037.2")
def test_settings_that_become_a_link_are_warned_of(story: Story) -> None:
    git(story.folder, "mv", "gov.toml", "settings.toml")
    (story.folder / "gov.toml").symlink_to("settings.toml")
    story.commit("Tidy")

    found = story.judge("--title", "Tidy", body="Task: TASK-001")

    edits = [f for f in findings(found.value) if f["code"] == "ENF-013.policy-changed"]
    assert [(f["path"], f["severity"]) for f in edits] == [("gov.toml", "warning")]
    assert "makes gov.toml a link" in str(edits[0]["message"])
