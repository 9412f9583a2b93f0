"""A repository's own settings make git run programs. Nothing that gov does lets them."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.history.repositories import QUIET, TASK, git, repository

if TYPE_CHECKING:
    from pathlib import Path

# Settings by which git would start `evil`; the attributes file gives filters and drivers their turn.
SETTINGS = {
    "file system monitor": "[core]\n\tfsmonitor = EVIL\n",
    "hooks": "[core]\n\thooksPath = HOOKS\n",
    "text conversion": '[diff "evil"]\n\ttextconv = EVIL\n\tcommand = EVIL\n[diff]\n\texternal = EVIL\n',
    "filter": '[filter "evil"]\n\tclean = EVIL\n\tsmudge = EVIL\n\tprocess = EVIL\n\trequired = true\n',
    "included file": "[include]\n\tpath = INCLUDED\n",
    "alias": "[alias]\n\tls-files = !EVIL\n\tstatus = !EVIL\n\tlog = !EVIL\n\tcat-file = !EVIL\n",
    "pager and ssh": "[core]\n\tpager = EVIL\n\tsshCommand = EVIL\n\teditor = EVIL\n\taskPass = EVIL\n",
    "remote helper": '[protocol "ext"]\n\tallow = always\n[remote "origin"]\n\turl = ext::EVIL\n'
    "\tpromisor = true\n"
    "[extensions]\n\tpartialClone = origin\n",
    "credential": "[credential]\n\thelper = !EVIL\n[gpg]\n\tprogram = EVIL\n[log]\n\tshowSignature = true\n",
    "merge driver": '[merge "evil"]\n\tdriver = EVIL\n[merge]\n\ttool = EVIL\n',
}
HOOKS = (
    "post-index-change",
    "post-checkout",
    "fsmonitor-watchman",
    "query-watchman",
    "reference-transaction",
)
COMMANDS = [
    ["check", "--format", "json"],
    ["list", "--format", "json"],
    ["graph"],
    ["trace", "TASK-001"],
    ["new", "task", "Another", "--local"],
]
OF_THE_PAST = [
    ["check", "--base", "HEAD", "--history"],
    ["check", "--against", "HEAD"],
    ["diff", "HEAD"],
    ["history", "TASK-001"],
    ["new", "task", "Another", "--dry-run", "--references", "TASK-001"],
]


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A repository with an ignored, tracked document, so that the index is read; `evil` leaves a mark."""
    evil = tmp_path / "evil"
    evil.write_text(f"#!/bin/sh\ntouch '{tmp_path}/executed'\n")
    evil.chmod(0o755)
    (tmp_path / "hooks").mkdir()
    for hook in (
        "post-index-change",
        "post-checkout",
        "fsmonitor-watchman",
        "query-watchman",
        "reference-transaction",
    ):
        (tmp_path / "hooks" / hook).symlink_to(evil)
    (tmp_path / "included").write_text(f"[core]\n\tfsmonitor = {evil}\n")
    files = {
        "docs/tasks.md": TASK,
        ".gitignore": "docs/\n",
        ".gitattributes": "* filter=evil diff=evil merge=evil\n",
    }
    return repository(tmp_path / "project", files)


def configure(folder: Path, setting: str) -> None:
    """Add one of the settings to a repository's own configuration."""
    text = SETTINGS[setting]
    for word in ("evil", "hooks", "included"):
        text = text.replace(word.upper(), str(folder.parent / word))
    with (folder / ".git/config").open("a") as config:
        config.write(text)


def bytes_below(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file with its time of change: even touching one is seen."""
    return {
        str(path.relative_to(folder)): (
            path.read_bytes() if path.is_file() else b"",
            path.lstat().st_mtime_ns,
        )
        for path in sorted(folder.rglob("*"))
    }


def run_gov(folder: Path, arguments: list[str], **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "gov", *arguments],
        cwd=folder, env={**QUIET, **environment}, capture_output=True, check=False, timeout=60,
    )  # fmt: skip


def test_git_itself_runs_what_the_settings_name(hostile: Path) -> None:
    """The control: without it the tests below could pass because nothing was set up."""
    configure(hostile, "file system monitor")
    git(hostile, "status")
    assert (hostile.parent / "executed").exists()


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.gov("TASK-032.5")
def test_no_setting_makes_any_command_run_a_program_or_write(hostile: Path, setting: str) -> None:
    above = hostile.parent
    configure(hostile, setting)
    before = bytes_below(hostile)
    asked = COMMANDS[:1] if setting != "file system monitor" else COMMANDS[:-1]
    for arguments in [*asked, *OF_THE_PAST]:
        done = run_gov(hostile, arguments)
        assert (done.returncode in {0, 1}, done.stderr) == (True, b"")
        assert any(word in done.stdout for word in (b"TASK-001", b'"items": 1', b"1 task", b"0 changed"))
    assert bytes_below(hostile) == before
    assert sorted(path.name for path in above.iterdir()) == ["evil", "hooks", "included", "project"]


def test_no_git_on_the_path_is_ever_started(hostile: Path, tmp_path: Path) -> None:
    """A program of that name in front of the real one leaves a mark when it is called."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/git").symlink_to(tmp_path / "evil")
    for arguments in COMMANDS:
        done = run_gov(hostile, arguments, PATH=f"{tmp_path / 'bin'}:{os.environ['PATH']}")
        assert done.returncode in {0, 1}, done.stderr
    assert not (tmp_path / "executed").exists()


def test_without_git_the_answer_is_the_same(hostile: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with_git = run_gov(hostile, ["list", "--format", "json"])
    without = run_gov(hostile, ["list", "--format", "json"], PATH=str(tmp_path / "empty"))
    assert (without.returncode, without.stdout, without.stderr) == (with_git.returncode, with_git.stdout, b"")
    assert b"TASK-001" in without.stdout


def test_the_callers_git_variables_mislead_nobody(hostile: Path, tmp_path: Path) -> None:
    other = repository(tmp_path / "other", {"x.md": TASK})
    wrong = {
        "GIT_DIR": str(other / ".git"),
        "GIT_WORK_TREE": str(other),
        "GIT_INDEX_FILE": str(tmp_path / "evil"),
        "GIT_OBJECT_DIRECTORY": str(tmp_path),
        "GIT_CEILING_DIRECTORIES": str(tmp_path),
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.fsmonitor",
        "GIT_CONFIG_VALUE_0": str(tmp_path / "evil"),
        "GIT_EXTERNAL_DIFF": str(tmp_path / "evil"),
    }
    for arguments in (["check", "--format", "json"], *OF_THE_PAST):
        plain = run_gov(hostile, arguments)
        misled = run_gov(hostile, arguments, **wrong)
        assert (misled.returncode, misled.stdout, misled.stderr) == (plain.returncode, plain.stdout, b"")
    assert not (tmp_path / "executed").exists()


def test_a_damaged_index_ends_the_command_with_words_and_no_trace(hostile: Path) -> None:
    index = hostile / ".git/index"
    index.write_bytes(index.read_bytes()[:50])
    done = run_gov(hostile, ["check"])
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().splitlines() == [
        f"error: the git index {index} cannot be read: its checksum is wrong",
        "  help: It tells which ignored files git tracks. Remove it and run 'git reset': git writes it anew.",
    ]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a repository to somebody else")
def test_a_repository_of_another_owner_is_read_as_any(hostile: Path) -> None:
    plain = run_gov(hostile, ["list", "--format", "json"])
    for path in (hostile, *hostile.rglob("*")):
        os.chown(path, 4242, 4242)
    foreign = run_gov(hostile, ["list", "--format", "json"])
    assert (foreign.returncode, foreign.stdout) == (0, plain.stdout)


def test_an_index_that_names_files_outside_opens_none_of_them(tmp_path: Path) -> None:
    """Anybody may have written its bytes: names with `..`, links that lead out, what is not there."""
    secret = tmp_path / "secret.md"
    secret.write_text("### TASK-666 Secret\n\n**Status**: Not Started\n")
    folder = repository(
        tmp_path / "project", {"docs/tasks.md": TASK, "docs/gone.md": TASK, "docs/XX/XX/secret.md": TASK}
    )
    (folder / ".gitignore").write_text("docs/\n")
    (folder / "docs/gone.md").unlink()
    (folder / "docs/out.md").symlink_to(secret)
    (folder / "docs/away").symlink_to(tmp_path)
    os.mkfifo(folder / "docs/pipe.md")
    git(folder, "add", "--force", "docs/out.md")
    index = folder / ".git/index"
    forged = index.read_bytes().replace(b"docs/XX/XX/secret.md", b"docs/../../secret.md")
    index.write_bytes(forged[:-20] + bytes(20))
    done = run_gov(folder, ["list", "--format", "json"])
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"TASK-001" in done.stdout
    assert b"TASK-666" not in done.stdout
