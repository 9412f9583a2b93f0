"""The project at past revisions, in repositories of every state."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import jsonschema
import pytest

from gov.schemas import schema_text
from tests.cli.running import gov
from tests.history.repositories import commit, git, repository

if TYPE_CHECKING:
    from pathlib import Path

TASK = """\
### TASK-001 Sign in

**Status**: {status}
**References**: PLAN-001
**Assignee**: Mira
**Estimated Effort**: S

**Acceptance Criteria**:
- [{box}] A user with a valid password is signed in
"""
PLAN = "### PLAN-001: Sign-in\n\n**Status**: Active\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A task that was declared, begun and completed, in three commits."""
    started = {"tasks.md": TASK.format(status="Not Started", box=" "), "plan.md": PLAN}
    folder = repository(tmp_path / "project", started, "-b", "main")
    commit(folder, "Begin to sign in", tasks_md=TASK.format(status="In Progress", box=" "))
    commit(folder, "Sign in", tasks_md=TASK.format(status="Completed", box="x"))
    return folder


def told(folder: Path, *arguments: str) -> list[str]:
    """What `gov history` tells, day and commit left out."""
    done = gov(folder, "history", *arguments)
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    return [lines[0], *(line[22:] if line.startswith("  2") else line for line in lines[1:])]


@pytest.mark.gov("TASK-032.4")
def test_the_history_of_a_task_names_every_change_and_who_made_it(project: Path) -> None:
    assert told(project, "TASK-001") == [
        "TASK-001 Sign in",
        "declared as Sign in",
        "    Ada: Begin",
        "status: Not Started -> In Progress",
        "    Ada: Begin to sign in",
        "status: In Progress -> Completed",
        "    Ada: Sign in",
        "criterion ticked: A user with a valid password is signed in",
        "    Ada: Sign in",
    ]


def test_the_history_ends_at_the_revision_that_is_named(project: Path) -> None:
    assert told(project, "TASK-001", "--at", "HEAD~2") == [
        "TASK-001 Sign in",
        "declared as Sign in",
        "    Ada: Begin",
    ]


def test_an_item_that_is_gone_has_a_history(project: Path) -> None:
    commit(project, "Give it up", tasks_md=None)

    lines = told(project, "TASK-001")

    assert lines[0] == "TASK-001 Sign in (declared nowhere now)"
    assert lines[-2:] == ["removed", "    Ada: Give it up"]


def test_a_moved_item_is_neither_removed_nor_declared_anew(project: Path) -> None:
    text = (project / "tasks.md").read_text()
    commit(project, "Move it", tasks_md=None, work__sign_md=text.replace("Sign in", "Sign in again"))

    assert told(project, "TASK-001")[-4:] == [
        "retitled: Sign in -> Sign in again",
        "    Ada: Move it",
        "moved: tasks.md -> work/sign.md",
        "    Ada: Move it",
    ]


def test_what_is_not_committed_has_no_history(project: Path) -> None:
    (project / "more.md").write_text(TASK.format(status="Completed", box="x").replace("001", "002"))

    done = gov(project, "history", "TASK-002")

    assert (done.code, done.out) == (2, "")
    assert done.err.splitlines() == [
        "error: TASK-002 is declared, and no commit has it yet",
        "  help: Commit it first, or name another revision with --at.",
    ]


def test_a_merge_counts_as_one_step_of_the_main_line(project: Path) -> None:
    git(project, "checkout", "-q", "-b", "side", "HEAD~2")
    commit(
        project,
        "Retitle on a branch",
        tasks_md=TASK.format(status="Not Started", box=" ").replace("in", "up"),
    )
    git(project, "checkout", "-q", "main")
    git(project, "merge", "-q", "-X", "ours", "-m", "Merge the branch", "side")

    assert told(project, "TASK-001")[-2:] == ["retitled: Sign in -> Sign up", "    Ada: Merge the branch"]


def test_json_is_as_its_schema_says(project: Path) -> None:
    commit(project, "Another", more_md=TASK.format(status="Blocked", box=" ").replace("001", "002"))
    asked = (["history", "TASK-001"], ["history"], ["diff", "HEAD~2"], ["diff", "HEAD~3", "HEAD~1"])
    for command in asked:
        done = gov(project, *command, "--format", "json")

        assert (done.code, done.err) == (0, "")
        value = json.loads(done.out)
        jsonschema.validate(value, json.loads(schema_text(command[0])))
        assert value.get("events") or value.get("commits") or value["items"]


def test_the_history_of_a_project_counts_what_each_commit_left(project: Path) -> None:
    commit(project, "Touch nothing that counts", README_md="# Read me\n")
    commit(project, "Give the plan up", plan_md=None)

    lines = [line[20:] for line in gov(project, "history").out.splitlines()]

    assert lines == [
        "2 items, 0 of 1 tasks done, 0 of 1 criteria ticked  Begin",
        "2 items, 0 of 1 tasks done, 0 of 1 criteria ticked  Begin to sign in",
        "2 items, 1 of 1 tasks done, 1 of 1 criteria ticked  Sign in",
        "1 items, 1 of 1 tasks done, 1 of 1 criteria ticked  Give the plan up",
    ]


@pytest.mark.gov("TASK-032.3")
def test_two_revisions_differ_in_what_their_items_say(project: Path) -> None:
    done = gov(project, "diff", "HEAD~2", "HEAD")

    assert (done.code, done.out.splitlines()) == (
        0,
        [
            "~ TASK-001 Sign in",
            "    status: Not Started -> Completed",
            "    criterion ticked: A user with a valid password is signed in",
            "0 added, 0 removed, 1 changed; 0 new, 0 cured findings",
        ],
    )


@pytest.mark.gov("TASK-032.3")
def test_a_difference_tells_of_references_and_of_findings_new_and_cured(project: Path) -> None:
    text = (project / "tasks.md").read_text().replace("PLAN-001", "PLAN-002")
    (project / "tasks.md").write_text(text)

    lines = gov(project, "diff", "HEAD").out.splitlines()

    assert lines[:3] == [
        "~ TASK-001 Sign in",
        "    reference removed: references PLAN-001",
        "    reference added: references PLAN-002",
    ]
    assert any("tasks.md:4:17 error[ENF-005.dangling]" in line for line in lines)
    assert lines[-1].startswith("0 added, 0 removed, 1 changed; ")


def test_a_difference_in_markdown_cannot_be_broken_by_a_title(project: Path) -> None:
    text = (project / "tasks.md").read_text().replace("Sign in\n", "Sign | @ada <b>in</b>\n", 1)
    (project / "tasks.md").write_text(text)

    row = next(
        line
        for line in gov(project, "diff", "HEAD", "--format", "markdown").out.splitlines()
        if "retitled" in line
    )

    assert row.count("|") == 5
    assert not set("@<>") & set(row)


@pytest.mark.gov("TASK-032.2")
def test_rules_that_need_a_base_run_where_one_is_given(tmp_path: Path) -> None:
    decision = (
        "# ADR-0001: Use REST\n\n**Status**: Accepted\n**Date**: 2026-01-05\n\n## Context\n\nOne way.\n\n"
    )
    decision += "## Decision\n\nREST.\n\n## Consequences\n\nClients.\n"
    folder = repository(tmp_path / "project", {"adr/0001-use-rest.md": decision})
    commit(folder, "Edit", **{"adr__0001-use-rest_md": decision.replace("REST.", "GraphQL.")})

    plain, against = gov(folder, "check"), gov(folder, "check", "--base", "HEAD~1")

    assert "ENF-009.accepted-edited]" not in plain.out
    assert "warning[ENF-009.accepted-edited] ADR-0001 was accepted, and its words have changed" in against.out


@pytest.mark.gov("TASK-032.2")
def test_only_findings_that_the_branch_brought_are_reported(project: Path) -> None:
    commit(project, "An old sin", old_md="### TASK-002 Old\n\n**Status**: Begun\n")
    git(project, "checkout", "-q", "-b", "work")
    old, new = "### TASK-002 Old\n\n**Status**: Begun\n", "### TASK-003 New\n\n**Status**: Begun\n"
    commit(project, "A new sin", old_md=f"\n\n{old}", new_md=new)
    git(project, "checkout", "-q", "main")
    commit(project, "Cure the old one", old_md=None)
    git(project, "checkout", "-q", "work")

    done = gov(project, "check", "--new-only", "--against", "main", "--format", "json")

    found = json.loads(done.out)["findings"]
    assert done.code == 1
    assert {finding["path"] for finding in found} == {"new.md"}
    known = json.loads(done.out)["findings_known"]
    assert (
        f"\n{known} findings not new, and not shown.\n"
        in gov(project, "check", "--new-only", "--against", "main").out
    )
    assert "ENF-003.bad-status" in {finding["code"] for finding in found}


def test_what_is_new_is_unknown_without_a_commit_in_common(project: Path, tmp_path: Path) -> None:
    git(project, "checkout", "-q", "-b", "work")
    commit(project, "A new sin", new_md="### TASK-003 New\n\n**Status**: Begun\n")
    git(project, "checkout", "-q", "main")
    commit(project, "Go on", more_md="# More\n")
    git(tmp_path, "clone", "-q", "--depth", "1", "-b", "work", f"file://{project}", "shallow")
    git(tmp_path / "shallow", "fetch", "-q", "--depth", "1", "origin", "main:refs/remotes/origin/main")
    git(project, "checkout", "-q", "--orphan", "alone")
    commit(project, "Begin anew")

    shallow = gov(tmp_path / "shallow", "check", "--new-only", "--against", "origin/main")
    orphan = gov(project, "check", "--new-only", "--against", "main")

    assert (shallow.code, orphan.code) == (2, 2)
    assert "share no commit here, so nobody can tell what is new" in shallow.err
    assert "git fetch --unshallow" in shallow.err


def test_a_project_below_the_top_of_a_repository_has_its_own_past(tmp_path: Path) -> None:
    files = {"a [b]/tasks.md": TASK.format(status="Blocked", box=" "), "tasks.md": "### TASK-009 Other\n"}
    folder = repository(tmp_path / "with 'quotes' and \"more\"\n\\x", files)

    assert told(folder / "a [b]", "TASK-001")[0] == "TASK-001 Sign in"
    below = gov(folder / "a [b]", "diff", "HEAD", "--format", "json")
    assert json.loads(below.out)["items"] == []
    assert gov(folder / "a [b]", "history", "TASK-009").code == 2


# ---- states of a repository


def test_no_repository_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "tasks.md").write_text(TASK.format(status="Blocked", box=" "))
    for command in (
        ["history", "TASK-001"],
        ["diff", "HEAD"],
        ["check", "--base", "HEAD"],
        ["check", "--history"],
    ):
        done = gov(tmp_path, *command)

        assert (done.code, done.out) == (2, "")
        assert done.err.startswith(f"error: no git repository is around {tmp_path}\n  help: ")


def test_a_repository_without_commits_is_said_in_words(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / "tasks.md").write_text(TASK.format(status="Blocked", box=" "))

    done = gov(tmp_path, "check", "--history")

    assert (done.code, done.err.splitlines()[0]) == (2, "error: no commit is called 'HEAD' here")


def test_a_shallow_clone_says_that_its_history_is_incomplete(project: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{project}", "shallow")
    shallow = tmp_path / "shallow"

    lines = told(shallow, "TASK-001")

    assert lines[:3] == [
        "TASK-001 Sign in",
        "  history incomplete: this is a shallow clone",
        "declared as Sign in",
    ]
    missing = gov(shallow, "check", "--base", "HEAD~1")
    assert missing.code == 2
    assert "This is a shallow clone; fetch the rest of it: git fetch --unshallow origin" in missing.err


@pytest.mark.parametrize("state", ["detached", "worktree", "packed", "sha256", "alternates", "submodule"])
def test_any_way_of_keeping_a_repository_is_read(project: Path, tmp_path: Path, state: str) -> None:
    folder = project
    if state == "detached":
        git(project, "checkout", "-q", "--detach")
    elif state == "worktree":
        git(project, "worktree", "add", "-q", "-b", "other", str(tmp_path / "other"))
        folder = tmp_path / "other"
    elif state == "packed":
        git(project, "pack-refs", "--all")
        git(project, "gc", "-q")
    elif state == "sha256":
        started = {"tasks.md": TASK.format(status="Not Started", box=" ")}
        folder = repository(tmp_path / "new", started, "--object-format=sha256")
        commit(folder, "Begin to sign in", tasks_md=TASK.format(status="In Progress", box=" "))
        commit(folder, "Sign in", tasks_md=TASK.format(status="Completed", box="x"))
    elif state == "alternates":
        git(tmp_path, "clone", "-q", "--shared", str(project), "shared")
        folder = tmp_path / "shared"
    else:
        outer = repository(tmp_path / "outer", {"README.md": "# Outer\n"})
        git(outer, "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(project), "inner")
        folder = outer / "inner"

    assert len(told(folder, "TASK-001")) == 9
    assert gov(folder, "diff", "HEAD~1").code == 0


def test_a_damaged_repository_is_said_in_words(project: Path) -> None:
    shutil.rmtree(project / ".git/objects")

    done = gov(project, "history", "TASK-001")

    assert (done.code, done.out) == (2, "")
    assert "Traceback" not in done.err
    assert done.err.startswith("error: ")


NONE = [
    "-", "--all", "--output=x", "HEAD:tasks.md", "HEAD^{tree}", "@{u}", "main..HEAD", "^HEAD", "\u0430",
    "a" * 5000, "../../etc/passwd", "HEAD\nHEAD", "$(touch x)", ":/", "HEAD~9999999999", "refs/heads/../HEAD",
    "\udcff", "--git-dir=/", "-h", "HEAD --", "*", "stash@{0}", "0" * 40, "\x1b[31m", "HEAD^{/",
]  # fmt: skip


@pytest.mark.parametrize("revision", NONE)
def test_a_revision_that_is_none_is_refused_and_runs_nothing(project: Path, revision: str) -> None:
    done = gov(project, "check", f"--base={revision}")

    assert (done.code, done.out) == (2, "")
    assert "Traceback" not in done.err
    assert "\x1b" not in done.err
    assert sorted(path.name for path in project.iterdir()) == [".git", "plan.md", "tasks.md"]


@pytest.mark.parametrize("command", [["diff"], ["diff", "HEAD"], ["history", "TASK-001", "--at"]])
def test_every_command_refuses_a_revision_that_is_none(project: Path, command: list[str]) -> None:
    done = gov(project, *command, "nowhere")

    assert (done.code, done.err.splitlines()[0]) == (2, "error: no commit is called 'nowhere' here")


@pytest.mark.parametrize(
    "author",
    ["", "\x1b[31mred", "a\x01b", "x" * 3000, "\u202eevil", "<script>", ":100644 x", "\udce9", "a\tb"],
)
def test_no_name_date_or_message_of_a_commit_misleads_the_reader(project: Path, author: str) -> None:
    raw = author.encode("utf-8", "surrogateescape").replace(b"<", b"").replace(b">", b"")
    tree = git(project, "rev-parse", "HEAD^{tree}").strip()
    for date in (b"-5 +0000", b"99999999999999999 +9999"):
        body = b"tree %s\nauthor %s <a@b> %s\ncommitter %s <a@b> %s\n\n%s\n" % (
            tree, raw, date, raw, date, raw + b"\n:100644 100644 a b M\n" + b"0" * 40,
        )  # fmt: skip
        file = project / ".git/forged"
        file.write_bytes(body)
        name = git(project, "hash-object", "-t", "commit", "-w", "--literally", str(file)).decode().strip()
        (project / ".git/refs/heads/forged").write_text(f"{name}\n")
        done = gov(project, "history", "TASK-001", "--at", "forged")

        assert done.code == 0, done.err
        assert "declared as Sign in" in done.out
        assert "\x1b" not in done.out
        assert "\u202e" not in done.out
