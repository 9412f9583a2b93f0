"""A project that is a folder of a larger repository: what its settings name is within it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.change.stories import FORM
from tests.cli.running import gov
from tests.history.repositories import git

if TYPE_CHECKING:
    from tests.change.stories import Story

SETTINGS = 'exempt-paths = ["notes/**"]\narchitecture = ["store/"]'


@pytest.fixture
def moved(story: Story) -> Story:
    """The project in the folder `team`, on a branch of its own."""
    git(story.folder, "switch", "-q", "main")
    (story.folder / "team").mkdir()
    settings = story.folder / "gov.toml"
    settings.write_text(settings.read_text().replace('exempt-paths = ["README.md"]', SETTINGS))
    for name in ("tasks.md", "plan.md", "constitution.md", "gov.toml", "adr"):
        git(story.folder, "mv", name, f"team/{name}")
    template = story.folder / ".github" / "pull_request_template.md"
    template.write_text("## What\n\nTask: TASK-003 (yours instead)\n")
    story.commit("Move")
    git(story.folder, "push", "-q", "origin", "main")
    git(story.folder, "switch", "-qc", "other")
    return story


def judged(story: Story, body: str) -> tuple[int, str]:
    (story.folder / "body.md").write_text(body)
    words = ("--title", "Sign users in", "--body-file", "../body.md")
    found = gov(story.folder / "team", "pr", "--base", "origin/main", *words)
    return found.code, found.out


def test_exempt_paths_are_those_of_the_project(moved: Story) -> None:
    (moved.folder / "team" / "notes").mkdir()
    moved.change(team__notes__a_md="A note.\n")
    assert judged(moved, "No-Task: a note for the team\n")[0] == 0

    moved.change(notes__a_md="A note outside.\n")
    code, said = judged(moved, "No-Task: a note for the team\n")
    assert code == 1
    assert "ENF-004" in said


def test_what_belongs_to_the_architecture_is_in_the_project(moved: Story) -> None:
    moved.change(store__a_py=FORM)
    assert "ENF-009.required-missing" not in judged(moved, "Task: TASK-001\n")[1]

    moved.change(team__store__a_py=FORM)
    assert "ENF-009.required-missing" in judged(moved, "Task: TASK-001\n")[1]


def test_the_template_is_the_repository_s(moved: Story) -> None:
    moved.change(shop__auth_py=FORM)

    code, said = judged(moved, "## What\n\nTask: TASK-003 (yours instead)\n")

    assert code == 1
    assert "ENF-004.none" in said


def test_files_that_a_pipeline_takes_in_start_the_judge(moved: Story) -> None:
    git(moved.folder, "switch", "-q", "main")
    (moved.folder / ".gitlab-ci.yml").write_text("include:\n  - local: /ci/judge.yml\n")
    moved.change(ci__judge_yml="a: 1\n")
    git(moved.folder, "push", "-q", "origin", "main")
    git(moved.folder, "switch", "-qc", "another")
    moved.change(ci__judge_yml="a: 2\n")

    assert "changes ci/judge.yml" in judged(moved, "Task: TASK-001\n")[1]
