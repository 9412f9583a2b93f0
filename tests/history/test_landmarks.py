"""Commits that a reader remembers, and a past that need not read again what is read already."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from gov.config import Configuration
from gov.history.revisions import revisions
from gov.project import FolderTree, load_project
from tests.history.repositories import commit, git, repository
from tests.history.test_revisions import TASK


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Three commits of one task, two of them tagged."""
    started = {"tasks.md": TASK.format(status="Not Started", box=" ")}
    folder = repository(tmp_path / "project", started, "-b", "main")
    git(folder, "tag", "v1.0")
    commit(folder, "Begin", tasks_md=TASK.format(status="In Progress", box=" "))
    commit(folder, "End", tasks_md=TASK.format(status="Completed", box="x"))
    git(folder, "tag", "v2.0")
    return folder


def test_the_last_tag_is_one_before_the_commit_itself(project: Path) -> None:
    with revisions(project) as found:
        assert found.last_tag() == "v1.0"
        assert found.last_tag("v1.0") == ""


def test_the_last_commit_before_a_moment_lies_on_the_main_line(project: Path) -> None:
    with revisions(project) as found:
        newest = found.when("HEAD")
        assert found.last_before(newest + timedelta(seconds=1)) == found.commit("HEAD")
        assert found.last_before(datetime(1999, 1, 1, tzinfo=UTC)) == ""


def test_documents_that_are_read_already_tell_the_same_past(project: Path) -> None:
    known = load_project(FolderTree(project), Configuration())

    with revisions(project) as found:
        assert found.past(Configuration(), like=known) == found.past(Configuration())
