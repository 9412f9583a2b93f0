"""Folders as they really are: links, odd names, things that are no files, what git ignores."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from gov.history import tracked_paths
from gov.project import FolderTree
from tests.history.repositories import QUIET, TASK, git, repository

OUTSIDE = "### TASK-666 Secret\n\n**Status**: Not Started\n"


def tree_of(folder: Path) -> FolderTree:
    return FolderTree(folder, lambda: tracked_paths(folder))


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


_PR_CAPBSET_DROP = 24
_CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH = 1, 2


def gov(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a folder, bound by the modes of files even as root; a hang is a failure."""
    words = [sys.executable, "-m", "gov", *arguments]
    give_up = _give_up_opening_everything if os.geteuid() == 0 else None
    return subprocess.run(
        words, cwd=folder, env=QUIET, capture_output=True, check=False, timeout=60, preexec_fn=give_up
    )


def _give_up_opening_everything() -> None:
    """Take from what this process starts the right of root to pass over the modes of files, see prctl(2)."""
    libc = ctypes.CDLL(None, use_errno=True)
    for capability in (_CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH):
        if libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0):
            raise OSError(ctypes.get_errno(), "a capability cannot be given up")


def declared(folder: Path) -> list[tuple[str, str]]:
    done = gov(folder, "list", "--format", "json")
    assert (done.returncode, done.stderr) == (0, b"")
    return [(item["id"], item["path"]) for item in json.loads(done.stdout)]


def test_links_out_of_the_folder_and_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    project = tmp_path / "project"
    write(tmp_path, {"outside/secret.md": OUTSIDE, "project/tasks.md": TASK, "project/docs/plan.md": ""})
    (project / "file.md").symlink_to(tmp_path / "outside/secret.md")
    (project / "relative.md").symlink_to("../outside/secret.md")
    (project / "twice.md").symlink_to("file.md")
    (project / "folder").symlink_to(tmp_path / "outside")
    (project / "folder.md").symlink_to(tmp_path / "outside")
    (project / "docs/again").symlink_to("..")
    (project / "nothing.md").symlink_to("gone.md")
    (project / "loop.md").symlink_to("loop.md")
    (project / "process.md").symlink_to("/proc/self/environ")
    assert tree_of(project).paths() == ("docs/plan.md", "tasks.md")
    assert declared(project) == [("TASK-001", "tasks.md")]
    assert all(b"TASK-666" not in gov(project, *words).stdout for words in (["check"], ["graph"], ["list"]))


@pytest.mark.parametrize(
    "path", ["../secret.md", "docs/../../secret.md", "out.md", "away/secret.md", "/etc/passwd"]
)
def test_a_tree_refuses_to_read_what_lies_outside(tmp_path: Path, path: str) -> None:
    write(tmp_path, {"secret.md": OUTSIDE, "project/docs/a.md": ""})
    (tmp_path / "project/out.md").symlink_to("../secret.md")
    (tmp_path / "project/away").symlink_to("..")
    with pytest.raises(OSError, match="it lies outside the project"):
        tree_of(tmp_path / "project").read(path)


def test_a_link_to_a_document_declares_nothing_twice(tmp_path: Path) -> None:
    write(tmp_path, {"docs/tasks.md": TASK, ".github/hidden.md": OUTSIDE})
    (tmp_path / "a-link.md").symlink_to("docs/tasks.md")
    (tmp_path / "b-link.md").symlink_to("a-link.md")
    (tmp_path / "c-link.md").symlink_to(".github/hidden.md")
    (tmp_path / "d-link.md").symlink_to(".github/hidden.md")
    assert declared(tmp_path) == [("TASK-666", "c-link.md"), ("TASK-001", "docs/tasks.md")]


def test_a_link_counts_where_its_file_is_left_out(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"docs/tasks.md": TASK, "gov.toml": '[project]\ndocuments = ["plans/*.md"]\n', "plans/x": ""},
    )
    (tmp_path / "plans/tasks.md").symlink_to("../docs/tasks.md")
    assert declared(tmp_path) == [("TASK-001", "plans/tasks.md")]


def test_case_twins_are_two_files(tmp_path: Path) -> None:
    write(tmp_path, {"tasks.md": TASK, "Tasks.MD": OUTSIDE})
    assert declared(tmp_path) == [("TASK-666", "Tasks.MD"), ("TASK-001", "tasks.md")]
    tree = tree_of(tmp_path)
    assert [tree.exists(name) for name in ("tasks.md", "Tasks.MD", "TASKS.md")] == [True, True, False]


def test_pipes_sockets_and_folders_named_like_documents_are_passed_by(tmp_path: Path) -> None:
    write(tmp_path, {"tasks.md": TASK, "folder.md/inner.md": ""})
    os.mkfifo(tmp_path / "pipe.md")
    os.mkfifo(tmp_path / ".gitignore")
    (tmp_path / "link.md").symlink_to("pipe.md")
    (tmp_path / "device.md").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "socket.md"))
        assert tree_of(tmp_path).paths() == ("folder.md/inner.md", "tasks.md")
        assert declared(tmp_path) == [("TASK-001", "tasks.md")]


def test_what_changes_between_listing_and_reading_is_an_error_of_that_file(tmp_path: Path) -> None:
    write(tmp_path, dict.fromkeys(("gone.md", "pipe.md", "link.md", "folder.md"), TASK))
    tree = tree_of(tmp_path)
    assert len(tree.paths()) == 4
    for path in tree.paths():
        (tmp_path / path).unlink()
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "link.md").symlink_to("/etc/passwd")
    (tmp_path / "folder.md").mkdir()
    reasons = {}
    for path in tree.paths():
        with pytest.raises(OSError, match=r".") as raised:
            tree.read(path)
        reasons[path] = raised.value.strerror
    assert reasons == {
        "folder.md": "it is no regular file",
        "gone.md": "No such file or directory",
        "link.md": "Too many levels of symbolic links",
        "pipe.md": "it is no regular file",
    }


def test_a_folder_that_vanishes_is_no_error(tmp_path: Path) -> None:
    """The walk asks for the entries of a folder that it saw a moment ago."""
    write(tmp_path, {"a/b/tasks.md": TASK})
    asked = tree_of(tmp_path)
    shutil.rmtree(tmp_path / "a")
    assert asked.paths() == ()


def test_what_may_not_be_opened_is_said_and_not_passed_over(tmp_path: Path) -> None:
    write(tmp_path, {"project/tasks.md": TASK, "project/locked/plan.md": "", "project/shut.md": TASK})
    (tmp_path / "project/locked").chmod(0)
    (tmp_path / "project/shut.md").chmod(0)
    done = gov(tmp_path / "project", "check", "--format", "json")
    assert (done.returncode, done.stderr) == (1, b"")
    unreadable = [f for f in json.loads(done.stdout)["findings"] if f["code"] == "ENF-000.unreadable"]
    assert [(f["path"], f["message"]) for f in unreadable] == [
        ("locked/", "locked/ cannot be opened: Permission denied"),
        ("shut.md", "shut.md cannot be opened: Permission denied"),
    ]
    (tmp_path / "project/gov.toml").write_text('[project]\nexclude = ["locked/", "shut.md"]\n')
    assert b"ENF-000" not in gov(tmp_path / "project", "check").stdout


NAMES = [
    "new\nline.md",
    "carriage\rreturn.md",
    "tab\tand space .md",
    "bell\x07escape\x1b[31m.md",
    "\u202egnp.md",
    "::error::x.md",
    "100%25,a:b.md",
    "-rf.md",
    "..md",
    "quote\"'`$(touch x).md",
    "\u2028.md",
    "é.md",
    "e\u0301.md",
    "x" * 250 + ".md",
    "[link](y).md",
    "<script>.md",
    "&amp;.md",
    "\\.md",
    "*.md",
    "\U0001f600.md",
]


def test_any_name_is_printable_and_valid_utf8_in_every_output(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path)
    for number, name in enumerate([*map(os.fsencode, NAMES), b"\xff\xfe.md", b"caf\xe9.md"], start=1):
        with open(raw + b"/" + name, "wb") as opened:  # noqa: PTH123 - no Path is made of such bytes
            opened.write(b"### TASK-%03d Sign in\n\n**References**: PLAN-001\n" % number)
    count = len(NAMES) + 2
    outputs = [
        ["check"],
        ["check", "--color"],
        ["check", "--format", "json"],
        ["check", "--format", "github"],
        ["list"],
        ["list", "--format", "json"],
        ["list", "--documents"],
        ["list", "--documents", "--format", "json"],
        ["graph"],
        ["graph", "--format", "dot"],
        ["graph", "--format", "graphml"],
        ["graph", "--format", "mermaid"],
        ["show", "TASK-021"],
        ["trace", "TASK-021"],
        ["trace", "TASK-021", "--format", "json"],
        ["impact", "TASK-021"],
    ]
    for words in outputs:
        done = gov(tmp_path, *words)
        assert done.returncode in {0, 1}, (words, done.stderr)
        assert done.stderr == b"", words
        text = done.stdout.decode("utf-8")
        odd = {c for c in text if not c.isprintable() and c not in "\n\t"}
        assert odd <= ({"\x1b"} if "--color" in words else set()), (words, odd)
        assert "\x1b[31m.md" not in text
        if words[-1] == "json" and words[0] != "trace":
            value = json.loads(text)
            listed = value["findings"] if isinstance(value, dict) else value
            assert len(listed) >= count, words
        if words[-1] == "github":
            assert not [line for line in text.splitlines() if line.startswith("::error::")]


def test_a_folder_deeper_than_a_path_may_be_is_said_to_be_unreadable(tmp_path: Path) -> None:
    write(tmp_path, {"tasks.md": TASK})
    before = os.open(".", os.O_RDONLY)
    try:
        os.chdir(tmp_path)
        for _ in range(60):
            Path("d" * 100).mkdir()
            os.chdir("d" * 100)
    finally:
        os.fchdir(before)
        os.close(before)
    paths = tree_of(tmp_path).paths()
    assert [path[:3] for path in paths] == ["ddd", "tas"]
    assert paths[0].endswith("/")
    done = gov(tmp_path, "check", "--format", "json")
    assert (done.returncode, done.stderr) == (1, b"")
    assert [f["code"] for f in json.loads(done.stdout)["findings"]].count("ENF-000.unreadable") == 1
    subprocess.run(["rm", "-rf", tmp_path / ("d" * 100)], check=True)


def test_more_folders_in_one_another_than_calls_may_nest_are_walked(tmp_path: Path) -> None:
    deep = "d/" * 1500
    subprocess.run(["mkdir", "-p", deep], cwd=tmp_path, check=True)
    (tmp_path / deep / "t.md").write_text(TASK)
    assert tree_of(tmp_path).paths() == (deep + "t.md",)
    subprocess.run(["rm", "-rf", tmp_path / "d"], check=True)


@pytest.mark.parametrize(
    "path", ["a\0b", "x" * 5000, "x/" * 3000, "loop/a", "tasks.md/a", "", "..", "\udcff"]
)
def test_asking_for_an_impossible_path_is_answered_no(tmp_path: Path, path: str) -> None:
    write(tmp_path, {"tasks.md": TASK})
    (tmp_path / "loop").symlink_to("loop")
    assert tree_of(tmp_path).exists(path) is (path in {"", ".."})
    with pytest.raises(OSError, match=r"."):
        tree_of(tmp_path).read(path)


def test_a_file_without_end_is_not_read_to_the_end(tmp_path: Path) -> None:
    with (tmp_path / "huge.md").open("wb") as opened:
        opened.write(TASK.encode())
        opened.truncate(1 << 40)
    assert len(tree_of(tmp_path).read("huge.md")) == 16 << 20
    done = gov(tmp_path, "check", "--format", "json")
    assert [f["code"] for f in json.loads(done.stdout)["findings"]] == ["ENF-000.too-large"]


IGNORING = [
    ("a pattern", {".gitignore": "drafts/\n", "drafts/x.md": "", "y.md": ""}, ["y.md"]),
    ("nested", {"a/.gitignore": "x.md\n", "a/x.md": "", "a/b/x.md": "", "x.md": ""}, ["x.md"]),
    ("nested, anchored", {"a/.gitignore": "/x.md\n", "a/x.md": "", "a/b/x.md": ""}, ["a/b/x.md"]),
    (
        "nearest decides",
        {".gitignore": "*.md\n", "a/.gitignore": "!x.md\n", "a/x.md": "", "y.md": ""},
        ["a/x.md"],
    ),
    ("negated", {".gitignore": "*.md\n!keep.md\n", "a/x.md": "", "a/keep.md": ""}, ["a/keep.md"]),
    ("no way back", {".gitignore": "a/\n!a/keep.md\n", "a/keep.md": "", "b.md": ""}, ["b.md"]),
    ("deep", {".gitignore": "a/**/x.md\n", "a/x.md": "", "a/b/c/x.md": "", "x.md": ""}, ["x.md"]),
    ("exclude", {".git/info/exclude": "x.md\n", "a/x.md": "", "y.md": ""}, ["y.md"]),
    ("ignore over exclude", {".git/info/exclude": "x.md\n", ".gitignore": "!x.md\n", "x.md": ""}, ["x.md"]),
    ("none", {"a/x.md": "", "y.md": ""}, ["a/x.md", "y.md"]),
    ("bad patterns", {".gitignore": "[\n!\n/\n\\\n***[\n\0\n", "y.md": ""}, ["y.md"]),
]


@pytest.mark.parametrize(
    ("files", "expected"), [case[1:] for case in IGNORING], ids=[case[0] for case in IGNORING]
)
def test_untracked_files_that_git_ignores_are_skipped(
    tmp_path: Path, files: dict[str, str], expected: list[str]
) -> None:
    git(tmp_path, "init", "-q")
    write(tmp_path, files)
    assert list(tree_of(tmp_path).paths()) == expected
    others = git(tmp_path, "ls-files", "-z", "--others", "--exclude-standard").decode().split("\0")
    assert sorted(name for name in others if name.endswith(".md")) == expected


def test_tracked_files_in_an_ignored_folder_stay_governed(tmp_path: Path) -> None:
    folder = repository(
        tmp_path, {"docs/tasks.md": TASK, "docs/node_modules/x.md": "", "docs/.hidden/y.md": ""}
    )
    write(folder, {".gitignore": "docs/\n*.md\n", "docs/draft.md": OUTSIDE, "also.md": OUTSIDE})
    assert tree_of(folder).paths() == ("docs/tasks.md",)
    (folder / "docs/tasks.md").unlink()
    assert tree_of(folder).paths() == ()


def test_a_project_below_the_top_of_a_repository_is_read_by_the_same_rules(tmp_path: Path) -> None:
    repository(tmp_path, {"part/docs/tasks.md": TASK})
    write(
        tmp_path,
        {
            ".gitignore": "part/docs/\n/part/top.md\ndrafts/\n",
            "part/docs/new.md": "",
            "part/top.md": "",
            "part/other/top.md": "",
            "part/drafts/x.md": "",
        },
    )
    assert tree_of(tmp_path / "part").paths() == ("docs/tasks.md", "other/top.md")


def test_an_ignored_folder_that_is_named_is_read(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    write(tmp_path, {".gitignore": "drafts/\n", "drafts/tasks.md": TASK})
    assert tree_of(tmp_path / "drafts").paths() == ("tasks.md",)


def test_a_work_tree_reads_the_exclusions_that_it_shares(tmp_path: Path) -> None:
    origin = repository(tmp_path / "origin", {"a.md": TASK})
    (origin / ".git/info/exclude").write_text("draft.md\n")
    git(origin, "worktree", "add", "-q", str(tmp_path / "other"))
    (tmp_path / "other/draft.md").write_text(OUTSIDE)
    assert tree_of(tmp_path / "other").paths() == ("a.md",)


def test_a_linked_ignore_file_is_not_read(tmp_path: Path) -> None:
    """Nor does git read one: it could lie anywhere."""
    git(tmp_path, "init", "-q")
    write(tmp_path, {"elsewhere": "*.md\n", "a.md": ""})
    (tmp_path / ".gitignore").symlink_to("elsewhere")
    assert tree_of(tmp_path).paths() == ("a.md",)
    write(tmp_path, {"below/b.md": ""})
    assert tree_of(tmp_path / "below").paths() == ("b.md",)
