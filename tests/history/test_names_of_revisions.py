"""A name leads to one commit, whoever else gives that name to a tag or a branch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gov.history.revisions import revisions
from tests.cli.running import gov
from tests.history.repositories import TASK, git, repository

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return repository(tmp_path / "project", {"tasks.md": TASK}, "-b", "main")


@pytest.mark.parametrize("words", [("diff", "main"), ("check", "--new-only", "--against", "main~0")])
def test_a_name_that_a_tag_and_a_branch_bear_is_refused_unless_they_are_one_commit(
    project: Path, words: tuple[str, ...]
) -> None:
    git(project, "tag", "main")
    same = gov(project, *words)
    git(project, "commit", "-q", "--allow-empty", "-m", "Go on")
    other = gov(project, *words)
    in_full = gov(project, *(word.replace("main", "refs/heads/main") for word in words))

    assert same.code in {0, 1}, same.err
    assert other.code == 2
    assert "'main' may be refs/tags/main or refs/heads/main here, and they are not the same" in other.err
    assert in_full.code in {0, 1}, in_full.err


def test_a_revision_is_a_branch_by_its_name_alone(project: Path) -> None:
    git(project, "update-ref", "refs/remotes/origin/main", "HEAD")
    git(project, "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main")
    git(project, "tag", "v1.2")
    name = git(project, "rev-parse", "HEAD").decode().strip()

    with revisions(project) as found:
        named = [found.branch(one) for one in ("HEAD", "main", "origin/main", "origin", "refs/heads/main")]
        others = [found.branch(one) for one in ("", "v1.2", name, name[:8], "main~0", "nowhere", "*")]
    git(project, "switch", "-q", "--detach")
    with revisions(project) as found:
        detached = found.branch("HEAD")

    assert named == ["main"] * 5
    assert others == [""] * 7
    assert not detached
