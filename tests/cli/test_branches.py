"""Numbers that other branches have: `gov new` takes none of them, `gov check --against` finds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from inline_snapshot import snapshot

from tests.cli.branching import a_clone, commit, decision, task
from tests.cli.running import gov, write
from tests.history.repositories import git, repository

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    return a_clone(tmp_path)


def taken(folder: Path, *arguments: str) -> list[str]:
    """What `gov check` says of numbers that are taken."""
    outcome = gov(folder, "check", "--format", "concise", *arguments)
    assert outcome.code in {0, 1}, outcome.err
    return [line for line in outcome.out.splitlines() if "ENF-005.number-taken" in line]


@pytest.mark.gov("TASK-039.1")
def test_a_new_item_gets_a_number_that_is_free_on_every_branch(clone: Path) -> None:
    git(clone, "checkout", "-q", "-b", "local")
    commit(clone, {"adr/0003-use-mail.md": decision(3, "Use mail")})
    git(clone, "checkout", "-q", "toml")

    dry = gov(clone, "new", "adr", "Use TOML", "--dry-run")
    alone = gov(clone, "new", "adr", "Use TOML", "--dry-run", "--local")
    tasks = gov(clone, "new", "task", "Write TOML", "--references", "CONST-P1")

    assert dry.out.splitlines()[0] == "adr/0004-use-toml.md:"
    assert alone.out.splitlines()[0] == "adr/0002-use-toml.md:"
    assert tasks.out == "TASK-003 Write TOML: tasks.md:7\n"
    assert (dry.err, tasks.err) == ("", "")


@pytest.mark.gov("TASK-039.1")
def test_a_tag_is_no_branch_and_a_number_that_was_given_up_stays_taken(clone: Path) -> None:
    git(clone, "checkout", "-q", "--detach")
    commit(clone, {"adr/0003-use-mail.md": decision(3, "Use mail")})
    git(clone, "tag", "old")
    git(clone, "checkout", "-q", "toml")
    git(clone, "checkout", "-q", "-b", "moved")
    commit(clone, {"adr/0004-use-files.md": decision(4, "Use files", "**Formerly**: ADR-0003")})
    git(clone, "checkout", "-q", "toml")

    outcome = gov(clone, "new", "adr", "Use TOML", "--dry-run")
    git(clone, "branch", "-q", "-D", "moved")
    without = gov(clone, "new", "adr", "Use TOML", "--dry-run")

    assert outcome.out.startswith("adr/0005-use-toml.md:")
    assert without.out.startswith("adr/0003-use-toml.md:")


def test_the_branches_of_a_project_in_a_folder_of_its_repository_are_read(tmp_path: Path) -> None:
    folder = repository(tmp_path / "all", {"docs/gov.toml": "", "docs/tasks.md": task(1, "A")}, "-b", "main")
    git(folder, "checkout", "-q", "-b", "other")
    commit(folder, {"docs/tasks.md": task(1, "A") + task(2, "B"), "tasks.md": task(3, "Elsewhere")})
    git(folder, "checkout", "-q", "main")

    assert gov(folder / "docs", "new", "task", "C", "--dry-run").out.splitlines()[2] == "### TASK-003 C"


def test_without_a_repository_it_is_said_in_a_line_and_goes_on(tmp_path: Path) -> None:
    write(tmp_path, {"tasks.md": task(1, "A")})

    outcome = gov(tmp_path, "new", "task", "B", "--references", "TASK-001")

    assert outcome.code == 0
    assert (
        outcome.err
        == f"numbers of other branches were not looked at: no git repository is around {tmp_path}\n"
    )


def test_a_branch_that_is_not_whole_is_named_and_the_others_count(clone: Path) -> None:
    lost = git(clone, "rev-parse", "origin/main:adr").decode().strip()
    git(clone, "checkout", "-q", "-b", "local")
    commit(clone, {"tasks.md": task(1, "Begin") + task(2, "A") + task(3, "B")})
    git(clone, "checkout", "-q", "toml")
    (clone / ".git/objects" / lost[:2] / lost[2:]).unlink()

    outcome = gov(clone, "new", "task", "C", "--references", "CONST-P1", "--dry-run")

    assert outcome.out.splitlines()[2] == "### TASK-004 C"
    assert outcome.err == (
        "numbers of some branches may be taken: not looked at, as too large or not whole: origin/main\n"
    )


def test_a_tree_that_names_itself_without_end_is_left_out_and_said(clone: Path) -> None:
    """A hundred thousand million files in eleven objects."""
    blob = git(clone, "rev-parse", "HEAD:tasks.md").decode().strip()
    tree = _made(clone, [f"100644 blob {blob}\t{n}.md" for n in range(10)])
    for _ in range(10):
        tree = _made(clone, [f"040000 tree {tree}\t{n}" for n in range(10)])
    bomb = git(clone, "commit-tree", "-m", "Bomb", tree).decode().strip()
    git(clone, "branch", "bomb", bomb)

    outcome = gov(clone, "new", "task", "C", "--references", "CONST-P1", "--dry-run")

    assert outcome.out.splitlines()[2] == "### TASK-003 C"
    assert outcome.err.endswith("too large or not whole: bomb\n")


def _made(folder: Path, entries: list[str]) -> str:
    import subprocess  # noqa: PLC0415 - git reads its entries from a pipe here alone

    done = subprocess.run(
        ["git", "mktree"], cwd=folder, input="\n".join(entries).encode(), capture_output=True, check=True
    )
    return done.stdout.decode().strip()


@pytest.mark.gov("TASK-039.2")
def test_a_number_that_the_other_branch_has_taken_is_found(clone: Path) -> None:
    commit(clone, {"adr/0002-use-toml.md": decision(2, "Use TOML")})

    found = gov(clone, "check", "--against", "origin/main", "adr/0002-use-toml.md")

    assert found.out.partition("\n\n")[0].replace(" here and ", " here\nand ") == snapshot("""\
adr/0002-use-toml.md:1:3: error[ENF-005.number-taken] ADR-0002 is 'Use TOML' here
and 'Use a queue' on origin/main, in adr/0002-use-a-queue.md:1
  1 | # ADR-0002: Use TOML
    |   ^^^^^^^^
  help: Give this one the next number that is free on every branch: gov renumber ADR-0002 ADR-0003\
""")
    assert found.code == 1
    assert taken(clone) == []


@pytest.mark.gov("TASK-039.2")
def test_the_same_item_on_both_branches_takes_no_number(clone: Path) -> None:
    git(clone, "cherry-pick", "origin/main")
    commit(clone, {"adr/0002-use-a-queue.md": decision(2, "Use a  Queue", "**Deciders**: Mira")})

    assert taken(clone, "--against", "origin/main") == []


def test_an_item_that_was_there_before_the_branches_parted_may_get_another_title(clone: Path) -> None:
    commit(clone, {"adr/0001-use-rest.md": decision(1, "Use plain REST")})

    assert taken(clone, "--against", "origin/main") == []


def test_a_number_of_a_branch_that_is_not_merged_is_a_warning(clone: Path) -> None:
    git(clone, "checkout", "-q", "-b", "mail")
    commit(clone, {"adr/0003-use-mail.md": decision(3, "Use mail")})
    git(clone, "checkout", "-q", "toml")
    commit(clone, {"adr/0003-use-toml.md": decision(3, "Use TOML")})

    assert taken(clone, "--against", "origin/main") == snapshot([
        (
            "adr/0003-use-toml.md:1:3: warning[ENF-005.number-taken] ADR-0003 is 'Use TOML' here "
            "and 'Use mail' on mail, in adr/0003-use-mail.md"
        ),
    ])  # fmt: skip


def test_what_the_branch_itself_was_called_before_is_no_other_branch(clone: Path) -> None:
    commit(clone, {"adr/0003-use-toml.md": decision(3, "Use TOML")})
    git(clone, "push", "-q", "origin", "toml")
    git(clone, "branch", "-q", "copy")
    commit(clone, {"adr/0003-use-toml.md": decision(3, "Keep settings in TOML")})
    git(clone, "commit", "-q", "--amend", "-m", "Say it otherwise")

    assert taken(clone, "--against", "origin/main") == []


def test_two_numbers_that_are_taken_get_two_that_are_free(clone: Path) -> None:
    text = (clone / "tasks.md").read_text()
    commit(clone, {"tasks.md": text + task(2, "Read TOML") + task(3, "Write TOML")})
    other = clone.parent / "other"
    commit(other, {"tasks.md": (other / "tasks.md").read_text() + task(3, "Empty the queue")})
    git(other, "push", "-q", "origin", "main")
    git(clone, "fetch", "-q")

    outcome = gov(clone, "check", "--against", "origin/main", "--format", "text")

    helps = [
        line.partition("gov renumber ")[2] for line in outcome.out.splitlines() if "gov renumber" in line
    ]
    assert helps == ["TASK-002 TASK-004", "TASK-003 TASK-005"]


def test_a_shallow_clone_says_what_it_cannot_see(clone: Path, tmp_path: Path) -> None:
    commit(clone, {"adr/0002-use-toml.md": decision(2, "Use TOML")})
    git(clone, "push", "-q", "origin", "toml")
    url = f"file://{tmp_path / 'origin.git'}"
    git(tmp_path, "clone", "-q", "--depth", "1", "--no-single-branch", "-b", "toml", url, "shallow")
    shallow = tmp_path / "shallow"

    outcome = gov(shallow, "check", "--against", "origin/main")

    assert outcome.err == (
        "numbers that origin/main has taken were not looked for: "
        "HEAD and 'origin/main' share no commit here, so nobody can tell what is new. "
        "This is a shallow clone; fetch the rest of it: "
        "git fetch --unshallow origin '+refs/heads/*:refs/remotes/origin/*'\n"
    )
    assert "number-taken]" not in outcome.out


def judged(folder: Path) -> list[str]:
    """What `gov pr` says of numbers that are taken, held against the main branch of the remote."""
    outcome = gov(folder, "pr", "--range", "origin/main..HEAD", "--format", "concise")
    assert outcome.code in {0, 1}, outcome.err
    return [line for line in outcome.out.splitlines() if "ENF-005.number-taken" in line]


def test_a_change_is_refused_a_number_that_its_base_gave_to_another_item(clone: Path) -> None:
    other = clone.parent / "other"
    commit(other, {"adr/0002-use-x.md": decision(2, "Use mail")})
    git(other, "push", "-q", "origin", "main")
    git(clone, "fetch", "-q")
    commit(clone, {"adr/0002-use-x.md": decision(2, "Use TOML")})

    assert judged(clone) == snapshot([
        (
            "adr/0002-use-x.md:1:3: error[ENF-005.number-taken] ADR-0002 is 'Use TOML' here "
            "and 'Use a queue' on the base, in adr/0002-use-a-queue.md:1"
        ),
    ])  # fmt: skip


def test_a_change_is_told_of_a_number_on_a_branch_that_is_not_merged(clone: Path) -> None:
    git(clone, "checkout", "-q", "-b", "mail")
    commit(clone, {"adr/0003-use-mail.md": decision(3, "Use mail")})
    git(clone, "checkout", "-q", "toml")
    commit(clone, {"adr/0003-use-toml.md": decision(3, "Use TOML")})

    assert judged(clone) == snapshot([
        (
            "adr/0003-use-toml.md:1:3: warning[ENF-005.number-taken] ADR-0003 is 'Use TOML' here "
            "and 'Use mail' on mail, in adr/0003-use-mail.md"
        ),
    ])  # fmt: skip


def test_a_change_has_the_numbers_of_its_own_branch_and_those_that_its_base_has_too(clone: Path) -> None:
    commit(clone, {"adr/0003-use-toml.md": decision(3, "Use TOML")})
    git(clone, "push", "-q", "origin", "toml")
    git(clone, "checkout", "-q", "--detach")

    assert judged(clone) == []


def test_new_only_needs_a_branch_and_a_branch_alone_is_enough(clone: Path) -> None:
    assert gov(clone, "check", "--new-only").code == 2
    assert gov(clone, "check", "--against", "nothing").code == 2
    plain, against = (
        gov(clone, "check", "--format", "concise", *more).out for more in ((), ("--against", "origin/main"))
    )
    assert against.splitlines()[:-1] == plain.splitlines()[:-1]


def test_branches_in_a_form_that_is_not_read_are_not_taken_for_none(clone: Path) -> None:
    (clone / ".git/reftable").mkdir()

    outcome = gov(clone, "new", "task", "C", "--references", "CONST-P1", "--dry-run")

    assert outcome.out.splitlines()[2] == "### TASK-002 C"
    assert outcome.err == (
        f"numbers of other branches were not looked at: the git repository {clone / '.git'} "
        "keeps its branches as a reftable\n"
    )
