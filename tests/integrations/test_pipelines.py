"""The scripts for GitLab and for Forgejo, run by a shell as they are written."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest
import yaml

from tests.conftest import ROOT
from tests.integrations.files import FORGEJO, GITLAB
from tests.integrations.repositories import Change, change
from tests.integrations.runner import Runner, commands, hostile_variables

if TYPE_CHECKING:
    from tests.integrations.conftest import Offline

PYTHON = Path(sys.base_prefix) / "bin" / f"python3.{sys.version_info.minor}"
SHELLS = [shell for shell in ("bash", "sh") if shutil.which(shell)]


def program(folder: Path, name: str, script: str) -> None:
    """A program on PATH."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


def job(name: str) -> dict[str, Any]:
    """A job of GitLab's with what it extends."""
    pipeline = yaml.safe_load(GITLAB.read_text("utf-8"))
    own = pipeline[name]
    joined: dict[str, Any] = pipeline[own["extends"]] | own
    return joined


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What stands for a container's image: its Python, and a folder that pip installs into."""
    folder = tmp_path_factory.mktemp("image")
    subprocess.run([PYTHON, "-m", "venv", "--without-pip", folder / "environment"], check=True)
    program(folder / "bin", "python", f'exec {PYTHON} "$@"')
    return folder


def of_gitlab(
    given: Change, image: Path, offline: Offline, name: str, shell: str, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run a job; what was installed for another one is found to be there."""
    environment = image / "environment"
    wanted = job(name)
    script = "\n".join((*wanted["before_script"], *wanted["script"]))
    return subprocess.run(
        [shell, "-e", "-c", script], cwd=given.checkout, check=False, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
        env={
            "PATH": os.pathsep.join((str(image / "bin"), str(environment / "bin"), "/usr/bin", "/bin")),
            "HOME": str(image), "LANG": "C.UTF-8", "CI": "true", "GITLAB_CI": "true",
            "PIP_PYTHON": str(environment / "bin/python"), **offline.variables,
            "CI_PROJECT_DIR": str(given.checkout), "CI_DEFAULT_BRANCH": "main",
            "CI_PROJECT_URL": "https://gitlab.example/octo/governed", "CI_COMMIT_SHA": given.head,
            **wanted["variables"], **variables,
        },
    )  # fmt: skip


def merge_request(given: Change, **changed: str) -> dict[str, str]:
    """What GitLab tells of a merge request."""
    return {
        "CI_PIPELINE_SOURCE": "merge_request_event", "CI_MERGE_REQUEST_IID": "7",
        "CI_MERGE_REQUEST_TITLE": "Name the request in each line of the log",
        "CI_MERGE_REQUEST_DESCRIPTION": "Each line holds the identifier.\n\nTask: TASK-001",
        "CI_MERGE_REQUEST_DESCRIPTION_IS_TRUNCATED": "false", "CI_MERGE_REQUEST_LABELS": "",
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": given.base, "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
        "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": "name-the-request", "CI_MERGE_REQUEST_TARGET_BRANCH_SHA": "",
        "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA": "", "CI_MERGE_REQUEST_PROJECT_ID": "1",
        "CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "1",
        "CI_MERGE_REQUEST_PROJECT_URL": "https://gitlab.example/octo/governed", **changed,
    }  # fmt: skip


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.gov("TASK-040.1")
def test_gitlab_judges_a_merge_request_and_gets_its_reports(
    shell: str, tmp_path: Path, image: Path, offline: Offline
) -> None:
    given = change(tmp_path)

    done = of_gitlab(given, image, offline, "governance", shell, **merge_request(given))

    assert done.returncode == 0, done.stdout
    reports = job("governance")["artifacts"]["reports"]
    assert json.loads((given.checkout / reports["codequality"]).read_text("utf-8")) == []
    assert ElementTree.parse(given.checkout / reports["junit"]).getroot().tag == "testsuites"  # noqa: S314 - we wrote it
    assert "TASK-001" in (given.checkout / job("governance")["artifacts"]["paths"][0]).read_text("utf-8")


def test_gitlab_refuses_a_merge_request_without_a_task_and_runs_no_word_of_it(
    tmp_path: Path, image: Path, offline: Offline
) -> None:
    given = change(tmp_path, message="Name the request")
    hostile = "$(touch x) `touch x` '; touch x; \"\n"

    done = of_gitlab(
        given, image, offline, "governance", "sh",
        **merge_request(given, CI_MERGE_REQUEST_TITLE=hostile, CI_MERGE_REQUEST_DESCRIPTION=hostile),
    )  # fmt: skip

    assert done.returncode == 1, done.stdout
    assert "ENF-004.none" in done.stdout
    assert not list(tmp_path.rglob("x"))


def test_gitlab_is_told_what_the_branch_itself_has(tmp_path: Path, image: Path, offline: Offline) -> None:
    given = change(tmp_path)

    done = of_gitlab(given, image, offline, "governance-of-the-branch", "sh", CI_PIPELINE_SOURCE="push")

    assert done.returncode == 0, done.stdout
    assert json.loads((given.checkout / "gov-reports/gov-codequality.json").read_text("utf-8")) == []


@pytest.mark.parametrize("shell", SHELLS)
def test_gitlab_writes_through_no_link_of_the_change_and_heeds_no_variable_of_python(
    shell: str, tmp_path: Path, image: Path, offline: Offline
) -> None:
    given = change(tmp_path)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (given.checkout / "gov-reports").symlink_to(elsewhere)

    done = of_gitlab(
        given, image, offline, "governance", shell, **merge_request(given), **hostile_variables(tmp_path)
    )

    assert done.returncode == 0, done.stdout
    assert list(elsewhere.iterdir()) == []
    assert (given.checkout / "gov-reports/gov-junit.xml").is_file()
    assert not (tmp_path / "ran").exists()


def of_forgejo(given: Change, folder: Path, **changed: object) -> Runner:
    """A job of Forgejo's; no test of ours asks a package manager for anything."""
    program(folder / "bin", "apt-get", "echo 'nothing is installed here' >&2; exit 1")
    program(folder / "bin", "python3", f'exec {PYTHON} "$@"')
    runner = Runner(
        given.checkout, folder / "temp", "pull_request", given.event("pull_request", **changed),
        path=(folder / "bin",),
    )  # fmt: skip
    runner.variables = {"FORGEJO_ACTIONS": "true"}
    return runner


def steps_of(file: Path) -> list[dict[str, Any]]:
    """The steps of the one job."""
    found: list[dict[str, Any]] = yaml.safe_load(file.read_text("utf-8"))["jobs"]["governance"]["steps"]
    return found


@pytest.mark.gov("TASK-040.1")
@pytest.mark.skipif(
    subprocess.run([PYTHON, "-c", "import ensurepip"], check=False, capture_output=True).returncode != 0,
    reason="this Python makes no environments; on such a machine the step would ask apt-get for what does",
)
def test_forgejo_installs_a_release_and_judges(tmp_path: Path, offline: Offline) -> None:
    given = change(tmp_path, message="Name the request")
    runner = of_forgejo(given, tmp_path, body="", title="Name it")
    runner.variables |= offline.variables | hostile_variables(tmp_path)

    ran = runner.steps(steps_of(FORGEJO))

    assert [one.code for one in ran] == [None, 0, 1], ran[-1].log
    assert any("ENF-004.none" in name for name, _ in commands(ran[-1].log))
    assert not (tmp_path / "ran").exists()


def test_on_forgejo_we_take_the_judge_of_the_base(tmp_path: Path) -> None:
    given = change(tmp_path)
    runner = of_forgejo(given, tmp_path)
    judge = given.checkout / ".judge"
    judge.mkdir()
    for name in ("Makefile", "requirements.lock", "pyproject.toml", "hatch_build.py"):
        shutil.copy(ROOT / name, judge)
        os.utime(judge / name, (0, 0))
    (judge / ".venv").symlink_to(ROOT / ".venv")

    ran = runner.steps(steps_of(ROOT / ".forgejo/workflows/governance.yml"))

    assert [one.code for one in ran] == [None, None, 0, 0], "".join(one.log for one in ran)


def test_our_workflow_checks_the_judge_out_at_the_base(tmp_path: Path) -> None:
    given = change(tmp_path)
    workflow = steps_of(ROOT / ".github/workflows/governance.yml")
    (checkout,) = (step for step in workflow if step.get("with", {}).get("path"))

    for name in ("pull_request", "merge_group"):
        runner = Runner(given.checkout, tmp_path / name, name, given.event(name))

        assert runner.filled(checkout["with"]["ref"]) == given.base
    assert checkout["with"]["path"] == ".judge"
    assert workflow[-1]["uses"] == "./.judge"
