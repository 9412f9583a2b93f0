"""What a merge comes to, and which merges and reverts are nothing but that."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from gov.history.revisions import Revisions, revisions
from tests.history.repositories import git, repository

if TYPE_CHECKING:
    from pathlib import Path

PLAIN = {"tasks.md": "### TASK-001 Sign in\n\n**Status**: Not Started\n", "a.txt": "one\ntwo\nthree\n"}


def commit(folder: Path, message: str, **files: str) -> str:
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text)
    git(folder, "add", "--all")
    git(folder, "commit", "-q", "--allow-empty", "-m", message)
    return git(folder, "rev-parse", "HEAD").decode().strip()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return repository(tmp_path / "project", PLAIN, "-b", "main")


def newest(found: Revisions, base: str = "main~1") -> tuple[bool, str]:
    made = found.commits_between(base, "HEAD")[0]
    return found.is_clean_merge(made), found.undone_by(made)


def test_new_commits_are_told_with_what_they_changed(folder: Path) -> None:
    git(folder, "switch", "-qc", "side")
    commit(folder, "Side", b_txt="b\n")
    git(folder, "switch", "-q", "main")
    (folder / "a.txt").unlink()
    commit(folder, "Main", c_txt="c\n")
    commit(folder, "Nothing")
    git(folder, "merge", "-q", "--no-edit", "side")

    with revisions(folder) as found:
        told = {made.subject: made.files for made in found.commits_between("main~3", "main")}

    assert told == {
        "Merge branch 'side'": (), "Nothing": (), "Main": ("a.txt", "c.txt"), "Side": ("b.txt",),
    }  # fmt: skip


def test_a_merge_holds_what_both_sides_brought(folder: Path) -> None:
    git(folder, "switch", "-qc", "side")
    commit(folder, "Side", b_txt="b\n")
    git(folder, "switch", "-q", "main")
    commit(folder, "Main", c_txt="c\n")
    objects = sorted(p for p in (folder / ".git").rglob("*") if p.is_file())
    with revisions(folder) as found:
        made = found.merge("main", "side")
        assert made is not None
        assert made.conflicts == ()
        names = found.project_of(made.tree, found.configuration("main")).tree
        assert all(names.exists(name) for name in ("b.txt", "c.txt", "tasks.md"))
    assert sorted(p for p in (folder / ".git").rglob("*") if p.is_file()) == objects


def test_a_conflict_names_its_paths(folder: Path) -> None:
    git(folder, "switch", "-qc", "side")
    commit(folder, "Side", a_txt="one\n2\nthree\n")
    git(folder, "switch", "-q", "main")
    commit(folder, "Main", a_txt="one\nzwei\nthree\n")
    with revisions(folder) as found:
        made = found.merge("main", "side")
    assert made is not None
    assert made.conflicts == ("a.txt",)


def test_commits_that_share_nothing_cannot_be_merged(folder: Path) -> None:
    git(folder, "switch", "-q", "--orphan", "other")
    commit(folder, "Other", z_txt="z\n")
    with revisions(folder) as found:
        assert found.merge("main", "other") is None


def test_files_between_two_commits_are_told_with_their_lines(folder: Path) -> None:
    git(folder, "mv", "a.txt", "moved.txt")
    (folder / "picture.png").write_bytes(b"\0\1\2")
    (folder / "tasks.md").chmod(0o755)
    commit(folder, "Change", tasks_md=PLAIN["tasks.md"] + "\nmore\n")
    with revisions(folder) as found:
        changed = [tuple(change)[:4] for change in found.files_between("HEAD~1", "HEAD")]
    assert changed == [
        ("a.txt", "D", 0, 3), ("moved.txt", "A", 3, 0), ("picture.png", "A", 0, 0), ("tasks.md", "M", 2, 0),
    ]  # fmt: skip


def test_a_merge_by_git_alone_is_clean(folder: Path) -> None:
    git(folder, "switch", "-qc", "side")
    commit(folder, "Side", b_txt="b\n")
    git(folder, "switch", "-q", "main")
    commit(folder, "Main", c_txt="c\n")
    git(folder, "merge", "-q", "--no-ff", "-m", "Merge", "side")
    with revisions(folder) as found:
        assert newest(found)[0]


def test_a_merge_that_brings_something_of_its_own_is_not(folder: Path) -> None:
    git(folder, "switch", "-qc", "side")
    commit(folder, "Side", b_txt="b\n")
    git(folder, "switch", "-q", "main")
    commit(folder, "Main", c_txt="c\n")
    git(folder, "merge", "-q", "--no-ff", "--no-commit", "side")
    commit(folder, "Merge", evil_txt="evil\n")
    with revisions(folder) as found:
        assert not newest(found)[0]


def test_a_revert_takes_back_what_it_names(folder: Path) -> None:
    first = commit(folder, "Sign in", a_txt="one\nTWO\nthree\n")
    commit(folder, "Later", b_txt="b\n")
    git(folder, "revert", "--no-edit", first)
    with revisions(folder) as found:
        assert newest(found) == (False, first)


def test_a_revert_of_lines_beside_which_others_changed_counts(folder: Path) -> None:
    lines = [f"line {number}\n" for number in range(40)]
    commit(folder, "Long", a_txt="".join(lines))
    lines[2] = "two\n"
    first = commit(folder, "Sign in", a_txt="".join(lines))
    lines[30] = "thirty\n"
    commit(folder, "Later", a_txt="".join(lines))
    git(folder, "revert", "--no-edit", first)
    with revisions(folder) as found:
        assert newest(found) == (False, first)


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ('Revert "Sign in"\n\nThis reverts commit {first}.', "one\ntwo\nthree\nand more\n"),
        ('Revert "Sign in"\n\nThis reverts commit {other}.', "one\ntwo\nthree\n"),
        ('Revert "Sign in"', "one\ntwo\nthree\n"),
        ("Tidy\n\n> This reverts commit {first}.", "one\ntwo\nthree\n"),
        ("This reverts commit {first}.\nThis reverts commit {first}.", "one\ntwo\nthree\n"),
        ("This reverts commit ffffffffffff.", "one\ntwo\nthree\n"),
    ],
)
def test_a_forged_revert_is_an_ordinary_commit(folder: Path, message: str, text: str) -> None:
    other = git(folder, "rev-parse", "HEAD").decode().strip()
    first = commit(folder, "Sign in", a_txt="one\nTWO\nthree\n")
    commit(folder, message.format(first=first, other=other), a_txt=text)
    with revisions(folder) as found:
        assert newest(found) == (False, "")


def test_a_revert_of_what_came_later_on_another_branch_is_none(folder: Path) -> None:
    git(folder, "switch", "-qc", "side")
    elsewhere = commit(folder, "Elsewhere", a_txt="one\nTWO\nthree\n")
    git(folder, "switch", "-q", "main")
    commit(folder, "Here", a_txt="one\nTWO\nthree\n")
    commit(folder, f"This reverts commit {elsewhere}.", a_txt="one\ntwo\nthree\n")
    with revisions(folder) as found:
        assert newest(found) == (False, "")


def test_a_repository_s_merge_driver_is_never_run(folder: Path) -> None:
    mark = folder.parent / "mark"
    git(folder, "config", "merge.evil.driver", f"touch {mark}")
    commit(folder, "Attributes", a_txt="one\ntwo\nthree\n")
    (folder / ".gitattributes").write_text("*.txt merge=evil\n")
    commit(folder, "Attributes")
    git(folder, "switch", "-qc", "side")
    commit(folder, "Side", a_txt="one\n2\nthree\n")
    git(folder, "switch", "-q", "main")
    commit(folder, "Main", a_txt="one\nzwei\nthree\n")
    with revisions(folder) as found:
        assert found.merge("main", "side") is not None
    assert not mark.exists()


CODE = b"".join(b"line %d of a program\n" % number for number in range(500))
PICTURE = bytes(random.Random(7).randbytes(300_000))  # noqa: S311 - bytes like those of a picture


@pytest.mark.parametrize(
    ("before", "after", "counted"),
    [
        (None, CODE + b"\0", (501, 0)),
        (None, b"\0" + CODE, (500, 0)),
        (CODE, CODE.replace(b"7", b"\0"), (95, 95)),
        (CODE + b"\0", None, (0, 501)),
        (PICTURE, CODE + b"\0", (501, 0)),
        (None, "\u0434\u0430\n".encode() * 300 + b"\0", (301, 0)),
        (None, b"\0" + CODE + PICTURE, (0, 0)),
        (None, PICTURE, (0, 0)),
        (PICTURE, PICTURE[::-1], (0, 0)),
        (None, b"\0" * 5000 + b"\n" * 5000, (0, 0)),
    ],
    ids=[
        "nul-last",
        "nul-first",
        "many",
        "gone",
        "was-a-picture",
        "cyrillic",
        "mixed",
        "picture",
        "pictures",
        "nuls",
    ],
)
def test_lines_of_a_file_that_a_nul_hides_from_git_are_counted(
    folder: Path, before: bytes | None, after: bytes | None, counted: tuple[int, int]
) -> None:
    for data in (before, after):
        (folder / "file.bin").unlink(missing_ok=True)
        if data is not None:
            (folder / "file.bin").write_bytes(data)
        git(folder, "add", "--all")
        git(folder, "commit", "-q", "--allow-empty", "-m", "Step")
    with revisions(folder) as found:
        (change,) = found.files_between("HEAD~1", "HEAD")

    assert (change.added, change.removed) == counted
