"""Our hooks, installed by pre-commit from a repository of ours and run by git."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.running import HEALTHY, write
from tests.conftest import ROOT
from tests.history.repositories import QUIET, git

if TYPE_CHECKING:
    from tests.integrations.conftest import Offline

BIN = Path(sys.executable).parent
CONFIGURATION = """\
repos:
  - repo: {repository}
    rev: {revision}
    hooks:
      - id: gov-check
      - id: gov-commit-msg
"""


class Committer:
    """Somebody whose repository has our hooks."""

    def __init__(self, folder: Path, offline: Offline) -> None:
        """Publish what is checked out here, without the site's assets, and take hooks from there."""
        published = folder / "published"
        shutil.copytree(offline.checkout, published, ignore=shutil.ignore_patterns("_static"))
        shutil.copy(ROOT / ".pre-commit-hooks.yaml", published)
        git(published, "init", "-q")
        git(published, "add", "--all", "--force")
        git(published, "commit", "-q", "-m", "Publish")
        revision = git(published, "rev-parse", "HEAD").decode().strip()
        self.folder = write(folder / "governed", HEALTHY)
        configuration = CONFIGURATION.format(repository=published, revision=revision)
        (self.folder / ".pre-commit-config.yaml").write_text(configuration)
        self._environment = {
            **{name: value for name, value in QUIET.items() if name not in {"VIRTUAL_ENV", "PYTHONPATH"}},
            **offline.variables,
            "PRE_COMMIT_HOME": str(folder / "kept"), "VIRTUALENV_NO_PERIODIC_UPDATE": "1",
            "XDG_DATA_HOME": str(folder / "data"), "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        }  # fmt: skip
        git(self.folder, "init", "-q", "-b", "main")
        installed = self.run(
            "pre-commit", "install", "-t", "pre-commit", "-t", "commit-msg", "--install-hooks"
        )
        assert installed.returncode == 0, installed.stdout

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command in the repository."""
        return subprocess.run(
            arguments, cwd=self.folder, env=self._environment, text=True, check=False,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
        )  # fmt: skip

    def commit(self, message: str) -> subprocess.CompletedProcess[str]:
        """Commit everything."""
        self.run("git", "add", "--all")
        return self.run("git", "commit", "-m", message)


@pytest.fixture(scope="module")
def committer(tmp_path_factory: pytest.TempPathFactory, offline: Offline) -> Committer:
    return Committer(tmp_path_factory.mktemp("hooks"), offline)


@pytest.mark.gov("TASK-040.1")
def test_hooks_of_a_checkout_without_assets_let_an_orderly_commit_in(committer: Committer) -> None:
    done = committer.commit("Begin\n\nTask: TASK-001")

    assert done.returncode == 0, done.stdout
    assert "gov check" in done.stdout
    assert "gov commit-msg" in done.stdout


def test_a_commit_that_names_no_task_is_refused(committer: Committer) -> None:
    (committer.folder / "notes.txt").write_text("one\n")

    done = committer.commit("Write notes")

    assert done.returncode == 1
    assert "hook id: gov-commit-msg" in done.stdout


def test_a_commit_that_tears_a_chain_is_refused(committer: Committer) -> None:
    torn = committer.folder / "torn.md"
    torn.write_text("### TASK-009 Torn\n\n**Status**: Not Started\n**References**: PLAN-404\n")

    done = committer.commit("Tear it\n\nTask: TASK-001")
    torn.unlink()

    assert done.returncode == 1
    assert "ENF-005.dangling" in done.stdout
