"""`gov init --ci`: what it writes for a code host, where, and what it leaves alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from inline_snapshot import snapshot

from tests.cli.running import gov, healthy, write
from tests.conftest import ROOT
from tests.history.repositories import git

if TYPE_CHECKING:
    from pathlib import Path

TEMPLATES = ROOT / "gov/cli/_templates/ci"


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".git" not in path.parts
    }


@pytest.mark.gov("TASK-040.2")
def test_a_governed_project_gets_the_files_of_a_host_and_nothing_else(tmp_path: Path) -> None:
    before = files(healthy(tmp_path))

    outcome = gov(tmp_path, "init", "--ci", "github")

    assert outcome.code == 0
    assert outcome.out == snapshot("""\
wrote .github/actions/govtrace/action.yml
wrote .github/pull_request_template.md
wrote .github/workflows/governance-comment.yml
wrote .github/workflows/governance.yml
Next: gov check
""")
    assert files(tmp_path) == before | files(TEMPLATES / "github")


@pytest.mark.gov("TASK-040.2")
def test_hosts_may_be_several_and_a_new_project_gets_all_at_once(tmp_path: Path) -> None:
    outcome = gov(tmp_path, "init", "--ci", "gitlab, github", "--ci", "forgejo,gitea", "--ci", "github")

    assert outcome.code == 0
    written = files(tmp_path)
    for host in ("forgejo", "gitea", "github", "gitlab"):
        assert files(TEMPLATES / host).items() <= written.items()
    assert "gov.toml" in written
    assert gov(tmp_path, "check", "--fail-on", "info").code == 0


def test_what_is_there_already_is_kept_and_said(tmp_path: Path) -> None:
    healthy(tmp_path)
    own = {".gitlab-ci.yml": "build: {script: make}\n", ".gitlab/governance.gitlab-ci.yml": "mine: true\n"}
    write(tmp_path, own)

    outcome = gov(tmp_path, "init", "--ci", "gitlab")

    assert outcome.out == snapshot("""\
kept  .gitlab/governance.gitlab-ci.yml
wrote .gitlab/merge_request_templates/Default.md
kept  .gitlab-ci.yml
  .gitlab-ci.yml is yours: add to it what is missing
    include:
      - local: .gitlab/governance.gitlab-ci.yml
Next: gov check
""")
    assert {name: (tmp_path / name).read_text() for name in own} == own


def test_a_second_time_changes_nothing(tmp_path: Path) -> None:
    healthy(tmp_path)
    gov(tmp_path, "init", "--ci", "github,gitlab,forgejo")
    before = files(tmp_path)

    outcome = gov(tmp_path, "init", "--ci", "github,gitlab,forgejo")

    assert "wrote" not in outcome.out
    assert files(tmp_path) == before


def test_files_for_a_host_lie_at_the_top_of_the_repository(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    project = healthy(tmp_path / "services/billing")

    outcome = gov(project, "init", "--ci", "forgejo")

    assert (tmp_path / ".forgejo/workflows/governance.yml").is_file()
    assert not (project / ".forgejo").exists()
    assert "The project lies in services/billing: let the steps that run gov begin there" in outcome.out


@pytest.mark.parametrize("given", ["bitbucket", "", "github,", "../github", "GitHub"])
def test_a_host_that_there_are_no_files_for_is_refused_before_anything_is_written(
    given: str, tmp_path: Path
) -> None:
    outcome = gov(tmp_path, "init", "--ci", given)

    assert outcome.code == 2
    assert "forgejo, gitea, github, gitlab" in outcome.err
    assert files(tmp_path) == {}


def test_a_link_out_of_the_repository_is_not_followed(tmp_path: Path) -> None:
    project = healthy(tmp_path / "project")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (project / ".github").symlink_to(elsewhere)

    outcome = gov(project, "init", "--ci", "github")

    assert (outcome.code, outcome.out) == (2, "")
    assert "would be written outside of" in outcome.err
    assert list(elsewhere.iterdir()) == []
