"""What the hook lets through, what it refuses, and what it says then."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.change.saying_nothing import NOTHING
from tests.cli.running import gov
from tests.history.repositories import QUIET, git

if TYPE_CHECKING:
    from pathlib import Path

TASKS = """\
### TASK-001 Sign in

**Status**: In Progress

### TASK-012 Sign out

**Status**: Not Started
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "tasks.md").write_text(TASKS)
    git(tmp_path, "init", "-q", "-b", "main")
    return tmp_path


def said(folder: Path, message: str) -> tuple[int, str]:
    (folder / "MESSAGE").write_bytes(message.encode("utf-8", "surrogateescape"))
    done = gov(folder, "commit-msg", "MESSAGE")
    assert done.out == ""
    return done.code, done.err


@pytest.mark.parametrize(
    "message",
    [
        "Sign users in\n\nTask: TASK-001\n",
        "Sign users in (TASK-012)\n",
        "TASK-001: sign users in",
        "Sign users in\n\nLong words.\n\nSigned-off-by: Mira <mira@example.org>\nTask: TASK-001\n",
        "Sign users in\r\n\r\nTask: TASK-001\r\n",
        "Sign users in\n\nTask: TASK-001\n# Please enter the commit message\n",
        "Merge branch 'main' into side",
        'Revert "Sign users in"\n\nThis reverts commit abc.',
        "fixup! Sign users in",
        "",
        "# only comments\n",
    ],
)
@pytest.mark.gov("TASK-036.4")
def test_a_message_that_names_a_task_is_let_through(folder: Path, message: str) -> None:
    assert said(folder, message) == (0, "")


@pytest.mark.parametrize(
    ("message", "code", "told"),
    [
        ("Sign users in\n", "commit-without-task", "TASK-001 Sign in"),
        ("Sign users in\n\nTask: TASK-013\n", "commit-unknown-task", "did you mean TASK-012 Sign out?"),
        ("Sign users in\n\ntask: task-12\n", "commit-without-task", "did you mean TASK-012 Sign out?"),
        ("Sign users in\n\nAs TASK-001 says.\n\nMore.\n", "commit-without-task", "Task: TASK-001"),
        ("Sign users in\n# Task: TASK-001\n", "commit-without-task", "help:"),
        (
            "Sign in\n# ------------------------ >8 ------------------------\nTask: TASK-001\n",
            "commit-without-task",
            "help:",
        ),
        ("Sign users in\n\nTask: TASK-XXX\n", "commit-without-task", "help:"),
        ("Sign users in\n\nTask: ТАSK-001\n", "commit-without-task", "help:"),  # noqa: RUF001 - Cyrillic on purpose
        ("Sign users in\n\nNo-Task: a typing error\n", "commit-without-task", "help:"),
        ("Sign users in\n\nTask: TASK-00\u200b1\n", "commit", "help:"),
        ("Sign users in <!-- TASK-001 -->\n", "commit-without-task", "Task: TASK-001"),
        ("Sign users in\n> TASK-001\n", "commit-without-task", "Task: TASK-001"),
        ("Sign users in\n\nTask: <!-- TASK-001 -->\n", "commit-without-task", "Task: TASK-001"),
        ("Sign in\n\nTask: <!--\n TASK-001\n -->\n", "commit-without-task", "Task: TASK-001"),
        ("Sign users in\x0c\x0cTask: TASK-013\n", "commit-unknown-task", ":1:"),
    ],
)
@pytest.mark.gov("TASK-036.4")
def test_a_message_without_one_is_refused_with_a_way_out(
    folder: Path, message: str, code: str, told: str
) -> None:
    exit_code, err = said(folder, message)

    assert exit_code == 1
    assert f"error[ENF-011.{code}" in err
    assert told in err


def test_the_task_of_the_branch_is_suggested(folder: Path) -> None:
    git(folder, "switch", "-qc", "feature/TASK-012-sign-out")

    assert "Task: TASK-012" in said(folder, "Sign out")[1]


def test_no_task_counts_where_the_settings_exempt_something(folder: Path) -> None:
    (folder / "gov.toml").write_text('[change]\nexempt-paths = ["README.md"]\n')

    assert said(folder, "Correct a word\n\nNo-Task: a typing error\n") == (0, "")
    assert said(folder, "Correct a word\n\nNo-Task:\n")[0] == 1


@pytest.mark.parametrize("word", NOTHING)
def test_no_task_with_a_word_for_nothing_does_not_count(folder: Path, word: str) -> None:
    (folder / "gov.toml").write_text('[change]\nexempt-paths = ["README.md"]\n')

    assert said(folder, f"Correct a word\n\nNo-Task: {word}\n")[0] == 1


SCISSORS = "------------------------ >8 ------------------------"


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"core.commentChar": ";"}, "#12 Sign users in (TASK-001)\n; TASK-099\n"),
        ({"core.commentString": "//"}, "#12 Sign users in (TASK-001)\n// TASK-099\n"),
        ({"core.commentChar": "auto"}, "#12 Sign users in (TASK-001)\n\n; TASK-099\n; A line of git's\n"),
        ({"core.commentChar": "auto"}, f"#12 Sign in (TASK-001)\n; {SCISSORS}\nTASK-099\n"),
        ({"core.commentChar": "auto"}, "#12 Sign users in (TASK-001)\n"),
        ({"core.commentChar": "auto"}, "Sign users in (TASK-001)\n# TASK-099\n# A line of git's\n"),
        ({"core.commentChar": ";"}, f"Sign users in (TASK-001)\n; {SCISSORS}\nTASK-099\n"),
        ({}, "Sign users in (TASK-001)\n# TASK-099\n"),
    ],
)
def test_comments_begin_as_the_settings_of_git_say(
    folder: Path, settings: dict[str, str], message: str
) -> None:
    for name, value in settings.items():
        git(folder, "config", name, value)

    assert said(folder, message) == (0, "")


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"core.commentChar": ";"}, "Sign users in\n; TASK-001\n"),
        ({"core.commentChar": "#", "core.commentString": ";"}, "Sign users in\n\n;Task: TASK-001\n"),
        ({"core.commentChar": "auto"}, "#12 Sign users in\n\n; Task: TASK-001\n; A line of git's\n"),
        ({"core.commentChar": "auto"}, "#12 Sign users in\n"),
        ({"core.commentChar": ";"}, f"#12 Sign users in\n; {SCISSORS}\nTask: TASK-001\n"),
    ],
)
def test_what_stands_in_such_a_comment_names_nothing(
    folder: Path, settings: dict[str, str], message: str
) -> None:
    for name, value in settings.items():
        git(folder, "config", name, value)

    code, err = said(folder, message)

    assert (code, "ENF-011.commit-without-task" in err) == (1, True)


def test_a_place_is_that_in_the_file_and_not_in_what_is_left_of_it(folder: Path) -> None:
    assert "MESSAGE:4:7: error" in said(folder, "# first\n\nSign in\nTask: TASK-099\n")[1]


def test_the_settings_of_git_run_nothing(folder: Path) -> None:
    evil = folder / "evil"
    evil.write_text(f"#!/bin/sh\ntouch {folder}/ran\n")
    evil.chmod(0o755)
    for name in ("core.fsmonitor", "core.pager", "alias.config", "core.editor"):
        git(folder, "config", name, f"!{evil}" if name == "alias.config" else str(evil))

    assert said(folder, "Sign users in (TASK-001)\n") == (0, "")
    assert not (folder / "ran").exists()


def test_a_file_that_is_not_there_is_a_mistake_of_usage(folder: Path) -> None:
    done = gov(folder, "commit-msg", "nothing")

    assert done.code == 2
    assert "'nothing' cannot be read" in done.err


def test_git_runs_it_as_a_hook(folder: Path) -> None:
    hook = folder / ".git" / "hooks" / "commit-msg"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m gov commit-msg "$1"\n')
    hook.chmod(0o755)
    git(folder, "add", "--all")

    refused = subprocess.run(
        ["git", "commit", "-m", "Begin"], cwd=folder, env=QUIET, capture_output=True, text=True, check=False
    )
    accepted = git(folder, "commit", "-q", "-m", "Begin", "-m", "Task: TASK-001")

    assert refused.returncode == 1
    assert "ENF-011.commit-without-task" in refused.stderr
    assert accepted == b""


@pytest.mark.parametrize(
    "message",
    [
        "Merge the things I like", "Merge x", "merge branch 'a'", 'Revert "x"',
        'Revert "x"\n\nThis reverts it.', "Merge pull request of mine",
    ],
)  # fmt: skip
@pytest.mark.gov("TASK-036.4")
def test_what_only_begins_as_git_begins_is_no_message_of_git(folder: Path, message: str) -> None:
    assert said(folder, message)[0] == 1


@pytest.mark.parametrize(
    "message",
    [
        "Merge branch 'side'", "Merge branches 'a' and 'b' into main", "Merge tag 'v1'",
        "Merge remote-tracking branch 'origin/main'", "Merge commit 'abc1234' into side",
        "Merge pull request #12 from ada/side\n\nSign in", 'Reapply "x"\n\nThis reverts commit abc1234.',
    ],
)  # fmt: skip
@pytest.mark.gov("TASK-036.4")
def test_a_merge_in_the_words_of_git_is_let_through(folder: Path, message: str) -> None:
    assert said(folder, message) == (0, "")


@pytest.mark.gov("TASK-036.4")
def test_whatever_is_said_of_a_merge_while_git_makes_one_is_let_through(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "-qm", "Begin")
    git(folder, "switch", "-qc", "side")
    git(folder, "commit", "-q", "--allow-empty", "-m", "More")
    git(folder, "switch", "-q", "main")
    git(folder, "merge", "-q", "--no-ff", "--no-commit", "side")

    assert said(folder, "Take in what the others did") == (0, "")


@pytest.mark.parametrize(
    ("message", "meant"),
    [
        ("Let users sign out", "TASK-012 Sign out"),
        ("Sgin out of the shop", "TASK-012 Sign out"),
        ("Sing users in", "TASK-001 Sign in"),
    ],
)
@pytest.mark.gov("TASK-036.4")
def test_the_task_whose_title_the_words_are_near_is_suggested(folder: Path, message: str, meant: str) -> None:
    assert f"did you mean {meant}?" in said(folder, message)[1]


def test_words_that_fit_no_title_suggest_none(folder: Path) -> None:
    assert "did you mean" not in said(folder, "Correct a word")[1]


def finished(folder: Path, *, at: str) -> None:
    """TASK-001 is completed on main before the branch, or on the branch, or only in the work tree."""
    done = TASKS.replace("In Progress", "Completed")
    for name in ("main", "side"):
        if name == "side":
            git(folder, "switch", "-qc", "side")
        if name == at:
            (folder / "tasks.md").write_text(done)
        git(folder, "add", "--all")
        git(folder, "commit", "-q", "--allow-empty", "-m", "Go on")
    (folder / "tasks.md").write_text(done)


@pytest.mark.gov("TASK-036.4")
def test_a_task_that_was_completed_before_the_branch_is_refused(folder: Path) -> None:
    finished(folder, at="main")

    code, err = said(folder, "More of it\n\nTask: TASK-001\n")

    assert code == 1
    assert "MESSAGE:3:7: error[ENF-004.status-forbids]" in err
    assert "the message names TASK-001, which was Completed before this branch began" in err
    assert said(folder, "More of it\n\nTask: TASK-001\nTask: TASK-012\n") == (0, "")


@pytest.mark.parametrize("at", ["side", "now"])
@pytest.mark.gov("TASK-036.4")
def test_a_task_that_the_branch_completes_is_let_through(folder: Path, at: str) -> None:
    finished(folder, at=at)

    assert said(folder, "Sign in\n\nTask: TASK-001\n") == (0, "")


@pytest.mark.gov("TASK-036.4")
def test_a_commit_that_opens_a_task_again_names_it(folder: Path) -> None:
    finished(folder, at="main")
    (folder / "tasks.md").write_text(TASKS)

    assert said(folder, "Open it again\n\nTask: TASK-001\n") == (0, "")
