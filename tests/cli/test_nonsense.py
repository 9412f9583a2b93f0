"""Whatever a user or a machine does: a plain answer, the right exit code, no traceback, nothing written."""

import ctypes
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import HEALTHY, environment, gov, healthy, write

DROP_FROM_BOUNDING_SET = 24
OVERRIDE, READ_SEARCH = 1, 2


def bound_by_permissions() -> None:
    """Take from the process about to start what lets the superuser pass by every permission."""
    for capability in (OVERRIDE, READ_SEARCH):
        ctypes.CDLL(None).prctl(DROP_FROM_BOUNDING_SET, capability, 0, 0, 0)


def gov_bound(cwd: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `gov` as somebody whom permissions hold."""
    return subprocess.run(
        [sys.executable, "-m", "gov", *arguments], cwd=cwd, env=environment(PYTHONDONTWRITEBYTECODE="1"),
        capture_output=True, text=True, check=False, preexec_fn=bound_by_permissions,
    )  # fmt: skip


def state(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file with the time of its last change, folders included."""
    return {
        str(path): (path.lstat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in sorted((folder, *folder.rglob("*")))
    }


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "nowhere"], ["check", ""], ["check", "tasks.md/x"], ["check", "a" * 300], ["check",
        "--format", "x"],
        ["check", "--fail-on", "never"], ["list", "--kind", "tsak"], ["list", "nowhere"], ["show", "NOPE-1"],
        ["show", ""], ["show", "TASK-001.9"], ["show", "TASK-001.2.3"], ["show"], ["trace", "TASK-099"],
        ["impact", "x y"],
        ["explain", "ENF-999"], ["explain", ""], ["graph", "--format", "png"], ["schema", "nothing"],
        ["completion", "cmd"], ["init", "nowhere"], ["init", "tasks.md"], ["frobnicate"], ["--frobnicate"],
    ],
)  # fmt: skip
@pytest.mark.gov("TASK-023.3")
def test_wrong_usage_is_told_in_two_lines(tmp_path: Path, arguments: list[str]) -> None:
    outcome = gov(healthy(tmp_path), *arguments)

    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("error: ")
    assert len(outcome.err.splitlines()) <= 2


def test_a_mistyped_command_or_identifier_is_told_the_nearest(tmp_path: Path) -> None:
    healthy(tmp_path)

    assert "Did you mean 'check'?" in gov(tmp_path, "chekc").err
    assert "Did you mean TASK-001 Write JSON Logs?" in gov(tmp_path, "show", "TASK-0001x").err
    assert "Did you mean ENF-005.dangling?" in gov(tmp_path, "explain", "ENF-005.dangli").err


def test_a_binary_document_is_a_finding(tmp_path: Path) -> None:
    healthy(tmp_path)
    (tmp_path / "constitution.md").write_bytes(bytes(range(256)) * 40)

    outcome = gov(tmp_path, "check")

    assert outcome.code == 1
    assert "error[ENF-000.unreadable]" in outcome.out


@pytest.mark.parametrize("name", ["tasks.md", "gov.toml", "closed"])
def test_what_may_not_be_read_is_told(tmp_path: Path, name: str) -> None:
    write(healthy(tmp_path), {"closed/plan.md": HEALTHY["plan.md"]})
    (tmp_path / name).chmod(0)

    done = gov_bound(tmp_path, "check")

    (tmp_path / name).chmod(0o755)
    assert "Traceback" not in done.stderr
    assert done.returncode == {"tasks.md": 1, "gov.toml": 2, "closed": 1}[name], done.stderr
    if name == "tasks.md":
        assert "tasks.md:1:1: error[ENF-000.unreadable]" in done.stdout
    if name == "gov.toml":
        assert done.stderr.startswith("error: gov.toml: cannot be read: Permission denied")


@pytest.mark.parametrize("arguments", [["init"], ["new", "task", "A"]])
def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path, arguments: list[str]) -> None:
    if arguments[0] == "new":
        healthy(tmp_path)
    tmp_path.chmod(0o555)

    done = gov_bound(tmp_path, *arguments)

    tmp_path.chmod(0o755)
    assert done.returncode == 2, done.stderr
    assert "cannot be written: Permission denied" in done.stderr
    assert [path.name for path in tmp_path.iterdir() if path.name not in HEALTHY] == []


@pytest.mark.gov("TASK-031.6")
def test_a_check_writes_nothing_anywhere(tmp_path: Path) -> None:
    project, home, scratch = (tmp_path / name for name in ("project", "home", "scratch"))
    home.mkdir()
    scratch.mkdir()
    write(healthy(project), {".gitignore": "drafts/\n", "drafts/x.md": "### TASK-009 X\n"})
    subprocess.run(["git", "init", "-q", "."], cwd=project, check=True)
    subprocess.run(["git", "add", "."], cwd=project, check=True)
    before = state(tmp_path)

    for arguments in (
        ["check"],
        ["check", "--format", "json"],
        ["list"],
        ["rules"],
        ["trace", "TASK-001"],
        ["graph"],
    ):
        outcome = gov(
            project, *arguments, HOME=str(home), TMPDIR=str(scratch), XDG_CACHE_HOME=str(home / "cache"),
            PYTHONDONTWRITEBYTECODE="1",
        )  # fmt: skip
        assert outcome.code == 0, outcome.err

    after = state(tmp_path)
    # The index of git is read from an empty repository that is made for the moment and taken away again.
    del before[str(scratch)], after[str(scratch)]
    assert after == before


@pytest.mark.parametrize("arguments", [["list"], ["check"], ["graph"]])
def test_nobody_complains_when_nobody_reads_on(tmp_path: Path, arguments: list[str]) -> None:
    tasks = "".join(f"### TASK-{n:04} {'T' * 200}\n" for n in range(1, 1500))
    write(tmp_path, {"tasks.md": tasks})

    with subprocess.Popen(
        [sys.executable, "-m", "gov", *arguments], cwd=tmp_path, env=environment(), stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout
        assert process.stderr
        process.stdout.read(1)
        process.stdout.close()
        complaint = process.stderr.read()

    assert complaint == b""
    assert process.returncode == 141


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "gov", "list"], cwd=healthy(tmp_path), env=environment(), stdout=full,
            stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip

    assert done.returncode == 2
    assert done.stderr.startswith("error: the output cannot be written: No space left on device")


@pytest.mark.parametrize(
    "variables",
    [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}],
)
def test_an_encoding_that_lacks_a_character_stops_nothing(tmp_path: Path, variables: dict[str, str]) -> None:
    title = "\u8a2d\u8a08 \U0001f600 \u00e9"
    write(tmp_path, {"tasks.md": f"### TASK-001 {title}\n**Status**: {title}\n"})

    for arguments in (["check"], ["list"], ["trace", "TASK-001"], ["check", "--format", "github"]):
        outcome = gov(tmp_path, *arguments, **variables)
        assert outcome.err == ""
        assert outcome.out.isascii()
    listed = json.loads(gov(tmp_path, "list", "--format", "json", **variables).out)

    assert listed[0]["title"] == title


@pytest.mark.parametrize("form", ["text", "json", "mermaid", "dot"])
def test_a_circle_of_two_thousand_dependencies_is_traced(tmp_path: Path, form: str) -> None:
    size = 2000
    items = [f"### TASK-{n:04} T\n**Dependencies**: TASK-{n % size + 1:04}\n" for n in range(1, size + 1)]
    write(tmp_path, {"tasks.md": "\n".join(items)})

    outcome = gov(tmp_path, "trace", "TASK-0001", "--format", form)

    assert (outcome.code, outcome.err) == (0, "")
    if form == "json":
        assert json.loads(outcome.out)["id"] == "TASK-001"


def test_a_check_starts_without_what_it_does_not_need(tmp_path: Path) -> None:
    unwanted = {
        "pydantic", "pydantic_core", "jinja2", "networkx", "git", "yaml", "plotly", "mkdocs", "pathspec",
        "lzma",
        "tempfile", "shutil", "subprocess", "asyncio", "email", "http", "logging", "numpy", "markdown",
        "pygments",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "gov", "check"], cwd=healthy(tmp_path), env=environment(),
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if "|" in line}

    assert done.returncode == 0
    assert "gov.rulebook.run" in imported
    assert imported & unwanted == set()


@pytest.mark.parametrize("words", [["check"], ["list"], ["init"], ["new", "task", "Title"]])
def test_a_folder_below_one_that_may_not_be_searched_is_told(tmp_path: Path, words: list[str]) -> None:
    inner = tmp_path / "shut" / "open"
    inner.mkdir(parents=True)
    inner.parent.chmod(0)

    done = gov_bound(inner, *words)

    inner.parent.chmod(0o700)
    assert "Traceback" not in done.stderr
    assert done.returncode == 2
    assert "Permission denied" in done.stderr
