"""What git tracks, told from the bytes of the index: each form of it that git writes, and what is none."""

from __future__ import annotations

import shutil
import subprocess
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gov.errors import GovError
from gov.history import tracked_paths
from gov.history.index import BadIndexError, names_in
from tests.history.repositories import QUIET, TASK, git, repository

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "docs/tasks.md": TASK,
    "docs/deep/er/plan.md": TASK,
    "a": "",
    "ab": "",
    "docs/tasks.md.bak": "",
    "long/" + "x" * 200 + ".md": "",
    "with space/and\nnewline.md": "",
    "ünï.md": "",
}


def listed(folder: Path) -> frozenset[str]:
    """What git itself says."""
    names = git(folder, "ls-files", "-z").split(b"\0")[:-1]
    return frozenset(name.decode("utf-8", "surrogateescape") for name in names)


@pytest.mark.parametrize("version", ["2", "3", "4"])
@pytest.mark.parametrize("kind", ["sha1", "sha256"])
def test_every_version_and_hash_is_read_as_git_reads_it(tmp_path: Path, version: str, kind: str) -> None:
    folder = repository(tmp_path / "r", FILES, f"--object-format={kind}")
    git(folder, "update-index", "--index-version", version)
    (folder / "new.md").write_text(TASK)
    git(folder, "add", "--intent-to-add", "new.md")
    git(folder, "update-index", "--skip-worktree", "a")
    assert tracked_paths(folder) == listed(folder) == {*FILES, "new.md"}


def test_a_split_index_is_read_with_its_other_half(tmp_path: Path) -> None:
    folder = repository(tmp_path / "r", {f"docs/{number}.md": TASK for number in range(300)})
    git(folder, "config", "splitIndex.maxPercentChange", "100")
    git(folder, "update-index", "--split-index")
    git(folder, "rm", "-q", "--cached", "docs/7.md", *(f"docs/{number}.md" for number in range(100, 230)))
    (folder / "docs/8.md").write_text("changed")
    (folder / "docs/new.md").write_text(TASK)
    git(folder, "add", "docs/8.md", "docs/new.md")
    assert b"link" in (folder / ".git/index").read_bytes()
    assert len(tracked_paths(folder)) == 170
    assert tracked_paths(folder) == listed(folder)


def test_a_checksum_that_was_left_out_is_no_mistake(tmp_path: Path) -> None:
    folder = repository(tmp_path / "r", FILES)
    index = folder / ".git/index"
    index.write_bytes(index.read_bytes()[:-20] + bytes(20))
    assert tracked_paths(folder) == frozenset(FILES)


def test_a_path_in_conflict_is_tracked_once(tmp_path: Path) -> None:
    folder = repository(tmp_path / "r", {"a.md": "1\n"})
    blob = git(folder, "rev-parse", "HEAD:a.md").decode().strip()
    stages = "".join(f"100644 {blob} {stage}\ta.md\n" for stage in (1, 2, 3))
    git(folder, "rm", "-q", "--cached", "a.md")
    command = ["git", "update-index", "--index-info"]
    subprocess.run(command, cwd=folder, env=QUIET, input=stages.encode(), check=True)
    assert tracked_paths(folder) == {"a.md"}


def test_names_below_a_folder_are_relative_to_it(tmp_path: Path) -> None:
    folder = repository(tmp_path / "r", FILES)
    assert tracked_paths(folder / "docs") == {"tasks.md", "deep/er/plan.md", "tasks.md.bak"}


def test_a_work_tree_and_a_submodule_have_an_index_of_their_own(tmp_path: Path) -> None:
    origin = repository(tmp_path / "origin", {"docs/one.md": TASK})
    git(origin, "worktree", "add", "-q", "-b", "other", str(tmp_path / "other"))
    (tmp_path / "other/docs/two.md").write_text(TASK)
    git(tmp_path / "other", "add", "docs/two.md")
    assert tracked_paths(tmp_path / "other") == {"docs/one.md", "docs/two.md"}
    assert tracked_paths(origin) == {"docs/one.md"}
    parent = repository(tmp_path / "parent", {"own.md": TASK})
    git(parent, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(origin), "sub")
    assert (parent / "sub/.git").is_file()
    assert tracked_paths(parent / "sub") == {"docs/one.md"}


def test_a_work_tree_of_a_bare_repository_is_read(tmp_path: Path) -> None:
    origin = repository(tmp_path / "origin", {"docs/one.md": TASK})
    git(tmp_path, "clone", "-q", "--bare", str(origin), "bare.git")
    git(tmp_path / "bare.git", "worktree", "add", "-q", str(tmp_path / "tree"))
    assert tracked_paths(tmp_path / "tree") == {"docs/one.md"}
    (tmp_path / "bare.git/inside").mkdir()
    assert tracked_paths(tmp_path / "bare.git/inside") == frozenset()


def test_without_a_repository_or_a_commit_nothing_is_tracked(tmp_path: Path) -> None:
    assert tracked_paths(tmp_path) == frozenset()
    git(tmp_path, "init", "-q")
    assert tracked_paths(tmp_path) == frozenset()


@pytest.mark.parametrize(
    "mark",
    ["", "nonsense", "gitdir:", "gitdir: ../gone", "gitdir: a\0b", "gitdir: loop/x", "gitdir: /dev/null"],
)
def test_a_git_file_that_leads_nowhere_is_no_repository(tmp_path: Path, mark: str) -> None:
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / ".git").write_text(mark)
    assert tracked_paths(tmp_path) == frozenset()


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda data: data[:-1] + bytes((data[-1] ^ 1,)), "its checksum is wrong"),
        (lambda data: data[:40], "its checksum is wrong"),
        (lambda _: b"", "it does not begin as an index does"),
        (lambda data: b"DIRX" + data[4:], "it does not begin as an index does"),
        (
            lambda data: data[:4] + bytes((0, 0, 0, 9)) + data[8:],
            "it has version 9, and 2, 3 and 4 are known",
        ),
        (lambda data: data[:8] + b"\xff" * 4 + data[12:-20] + bytes(20), "of 4294967295 entries"),
    ],
)
def test_a_damaged_index_is_an_error_with_a_way_out(tmp_path: Path, damage: object, said: str) -> None:
    folder = repository(tmp_path / "r", FILES)
    index = folder / ".git/index"
    assert callable(damage)
    index.write_bytes(damage(index.read_bytes()))
    with pytest.raises(GovError) as raised:
        tracked_paths(folder)
    assert str(raised.value).startswith(f"the git index {index} cannot be read: ")
    assert str(raised.value).endswith(said)
    assert "git reset" in raised.value.help


def test_the_other_half_of_a_split_index_that_is_gone_is_an_error(tmp_path: Path) -> None:
    folder = repository(tmp_path / "r", FILES)
    git(folder, "update-index", "--split-index")
    for half in (folder / ".git").glob("sharedindex.*"):
        half.unlink()
    with pytest.raises(GovError, match="cannot be read: No such file or directory"):
        tracked_paths(folder)


@pytest.fixture(scope="module")
def indexes(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    found = []
    for version in ("2", "4"):
        folder = repository(tmp_path_factory.mktemp("r") / version, FILES)
        git(folder, "update-index", "--index-version", version)
        found.append((folder / ".git/index").read_bytes())
        git(folder, "update-index", "--split-index")
        found.append((folder / ".git/index").read_bytes())
        shutil.rmtree(folder)
    return found


@given(st.data())
def test_no_bytes_do_anything_but_be_read_or_refused(indexes: list[bytes], data: st.DataObject) -> None:
    index = bytearray(data.draw(st.sampled_from(indexes)))
    for _ in range(data.draw(st.integers(1, 6))):
        index[data.draw(st.integers(4, len(index) - 21))] = data.draw(st.integers(0, 255))
    index[-20:] = bytes(20)  # no checksum: else it alone would refuse everything
    with suppress(BadIndexError):
        names_in(bytes(index), lambda _: indexes[0])
